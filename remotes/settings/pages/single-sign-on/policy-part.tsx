import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Button, FormDialog, Radio, Select, Stack, useDisclosure, useForm, useShell } from '#shared/ui/index.ts';
import { SaveSsoPolicyDocument, type SsoPolicyShownFragment } from '../../gql/graphql.ts';
import { Facts, Part } from './part.tsx';

const roles = ['editor', 'admin'] as const;
const isNewcomerRole = (role: string | null): role is (typeof roles)[number] => roles.some((known) => known === role);

/** What newcomers become, and whether a password will do. */
export function PolicyPart({ policy }: { readonly policy: SsoPolicyShownFragment }) {
  const t = useT('settings');
  const { notify } = useShell();
  const [editing, dialog] = useDisclosure(false);
  const [save] = useMutation(SaveSsoPolicyDocument, { refetchQueries: ['SingleSignOn'], awaitRefetchQueries: true });
  const values = (of: SsoPolicyShownFragment) => ({ defaultRole: of.defaultRole as string, required: of.required ? 'company' : 'both' });
  const form = useForm({
    initial: values(policy),
    submit: async ({ defaultRole, required }) => outcomeOf((await save({ variables: { input: { defaultRole: isNewcomerRole(defaultRole) ? defaultRole : 'editor', required: required === 'company', version: policy.version } } })).data?.saveSsoPolicy),
    onDone: () => {
      notify({ kind: 'success', text: t('sso.saved') });
      dialog.close();
    },
  });
  const open = (): void => {
    form.reset(values(policy));
    dialog.open();
  };
  return (
    <Part title={t('sso.policy')} purpose={t('sso.policyPurpose')} action={<Button variant="default" onClick={open}>{t('sso.changeRules')}</Button>}>
      <Facts of={[[t('sso.defaultRole'), t(`sso.roles.${policy.defaultRole}`)], [t('sso.howToSignIn'), t(policy.required ? 'sso.required' : 'sso.optional')]]} />
      <FormDialog form={form} opened={editing} onClose={dialog.close} title={t('sso.policy')} submitLabel={t('sso.save')}>
        <Select label={t('sso.defaultRole')} description={t('sso.defaultRoleHint')} data={roles.map((value) => ({ value, label: t(`sso.roles.${value}`) }))} allowDeselect={false} {...form.field('defaultRole')} />
        <Radio.Group label={t('sso.howToSignIn')} {...form.field('required')}>
          <Stack gap="xs" mt="xs">
            <Radio value="both" label={t('sso.optional')} />
            <Radio value="company" label={t('sso.required')} description={t('sso.requiredHint')} />
          </Stack>
        </Radio.Group>
      </FormDialog>
    </Part>
  );
}

import { useEffect, useEffectEvent } from 'react';
import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useLocale, useT } from '#shared/i18n/index.ts';
import { type Permission, catalogue } from '#shared/permissions/index.ts';
import { Alert, FormDialog, Radio, Select, Stack, TextInput, useForm, useShell } from '#shared/ui/index.ts';
import { type PermissionChoice, SetMemberPermissionDocument } from '../../gql/graphql.ts';
import type { MemberWithAccess } from './member.ts';

const choices = ['inherit', 'grant', 'revoke'] as const satisfies readonly PermissionChoice[];
const lasting = ['forever', '1', '7', '30', '90'] as const;
const dayLength = 86_400_000;

interface PermissionDialogProps {
  readonly member: MemberWithAccess;
  /** Null while closed. */
  readonly permission: Permission | null;
  readonly onClose: () => void;
}

/** Grants or revokes one permission for one person, or goes back to what the role says. */
export function PermissionDialog({ member, permission, onClose }: PermissionDialogProps) {
  const t = useT('users');
  const locale = useLocale();
  const { notify } = useShell();
  const [setPermission] = useMutation(SetMemberPermissionDocument);
  const own = member.grants.find((grant) => grant.level === 'member' && grant.permission === permission);
  const present = { choice: (own?.effect ?? 'inherit') as PermissionChoice, lasts: 'forever', reason: own?.reason ?? '' };
  const form = useForm({
    initial: present,
    submit: async ({ choice, lasts, reason }) => {
      const expiresAt = choice === 'inherit' || lasts === 'forever' ? null : new Date(Date.now() + Number(lasts) * dayLength).toISOString();
      const input = { memberId: member.id, permission: permission ?? '', choice, expiresAt, reason: reason.trim() || null };
      return outcomeOf((await setPermission({ variables: { input } })).data?.setMemberPermission);
    },
    onDone: ({ name }) => {
      notify({ kind: 'success', text: t('permissionDialog.done', { name }) });
      onClose();
    },
  });
  const { reset } = form;
  const startOver = useEffectEvent((): void => reset(present));
  // Only when another permission is chosen: what is being typed must stay.
  useEffect(() => {
    if (permission) startOver();
  }, [permission]);
  const definition = permission ? catalogue[permission] : null;
  const { choice } = form.values;
  return (
    <FormDialog form={form} opened={permission !== null} onClose={onClose} title={definition ? t('permissionDialog.title', { permission: definition.title[locale], name: member.name }) : ''} submitLabel={t('permissionDialog.submit')}>
      {definition?.dangerous && choice === 'grant' ? <Alert color="yellow">{t('permissions.dangerous')}</Alert> : null}
      <Radio.Group {...form.field('choice')} label={t('permissionDialog.choice')}>
        <Stack gap="sm" mt="xs">
          {choices.map((value) => <Radio key={value} value={value} label={t(`choice.${value}.label`)} description={t(`choice.${value}.text`, { role: t(`role.${member.role}`) })} />)}
        </Stack>
      </Radio.Group>
      {choice === 'inherit' ? null : (
        <>
          <Select label={t('permissionDialog.lasts')} data={lasting.map((value) => ({ value, label: value === 'forever' ? t('permissionDialog.forever') : t('permissionDialog.days', { count: Number(value) }) }))} {...form.field('lasts')} />
          <TextInput label={t('permissionDialog.reason')} description={t('permissionDialog.reasonHint')} maxLength={200} {...form.field('reason')} />
        </>
      )}
    </FormDialog>
  );
}

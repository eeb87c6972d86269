import { useState } from 'react';
import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useFormat, useLocale, useT } from '#shared/i18n/index.ts';
import { catalogue, isPermission } from '#shared/permissions/index.ts';
import { Alert, Button, CopyField, Dialog, FormDialog, Group, IconCheck, MultiSelect, Select, Stack, Text, TextInput, useForm } from '#shared/ui/index.ts';
import { type ApiTokenKind, CreateApiTokenDocument, type CreateApiTokenMutation } from '../../gql/graphql.ts';

type Created = Extract<CreateApiTokenMutation['createApiToken'], { __typename: 'CreatedApiToken' }>;

interface CreateTokenDialogProps {
  readonly kind: ApiTokenKind;
  readonly opened: boolean;
  /** Ids of what the viewer can give. */
  readonly offered: readonly string[];
  readonly onClose: () => void;
}

const lives = ['7', '30', '90', '365'] as const;
const blank = { name: '', permissions: [] as string[], days: '90' as string };

/** Makes a token, then shows it, once. */
export function CreateTokenDialog({ kind, opened, offered, onClose }: CreateTokenDialogProps) {
  const t = useT('account');
  const locale = useLocale();
  const [create] = useMutation(CreateApiTokenDocument, { refetchQueries: ['MyApiTokens', 'ApiTokens'] });
  const [created, setCreated] = useState<Created | null>(null);
  const form = useForm({
    initial: blank,
    check: ({ name, permissions }) => ({ ...(name.trim() ? {} : { name: t('create.nameMissing') }), ...(permissions.length > 0 ? {} : { permissions: t('create.permissionsMissing') }) }),
    submit: async ({ name, permissions, days }) => outcomeOf((await create({ variables: { input: { kind, name: name.trim(), permissions, expiresInDays: Number(days) } } })).data?.createApiToken),
    onDone: setCreated,
  });
  const close = (): void => {
    setCreated(null);
    form.reset(blank);
    onClose();
  };
  if (created) return <CreatedDialog created={created} opened={opened} onClose={close} />;
  const areas = new Map<string, { value: string; label: string }[]>();
  for (const id of offered.filter(isPermission)) {
    const { area, title } = catalogue[id];
    areas.set(area, [...(areas.get(area) ?? []), { value: id, label: title[locale] }]);
  }
  return (
    <FormDialog form={form} opened={opened} onClose={close} title={t(kind === 'workspace' ? 'create.titleWorkspace' : 'create.title')} submitLabel={t('create.submit')}>
      <TextInput label={t('tokens.name')} description={t('create.nameHint')} maxLength={80} autoComplete="off" data-autofocus {...form.field('name')} />
      <MultiSelect
        label={t('tokens.permissions')}
        description={t('create.permissionsHint')}
        data={[...areas].map(([area, items]) => ({ group: t(`areas.${area}`), items }))}
        searchable
        nothingFoundMessage={t('create.nothingFound')}
        {...form.field('permissions')}
      />
      <Select label={t('tokens.expires')} data={lives.map((days) => ({ value: days, label: t(`create.lives.${days}`) }))} allowDeselect={false} {...form.field('days')} />
      <Text size="sm" c="dimmed">{t('create.shrinks')}</Text>
    </FormDialog>
  );
}

function CreatedDialog({ created: { token, secret }, opened, onClose }: { readonly created: Created; readonly opened: boolean; readonly onClose: () => void }) {
  const t = useT('account');
  const format = useFormat();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('created.title')}>
      <Stack gap="md">
        <Alert color="green" icon={<IconCheck size={18} />} role="status">{t('created.text', { name: token.name, date: format.date(token.expiresAt) })}</Alert>
        <CopyField label={t('created.secret')} description={t('created.once')} value={secret} />
        <Group justify="flex-end"><Button onClick={onClose}>{t('created.done')}</Button></Group>
      </Stack>
    </Dialog>
  );
}

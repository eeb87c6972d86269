import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useLocale, useT } from '#shared/i18n/index.ts';
import { FormDialog, Text, TextInput, useForm } from '#shared/ui/index.ts';
import { CreateWorkspaceDocument } from '../gql/graphql.ts';
import { enterWorkspace } from './enter-workspace.ts';

interface CreateWorkspaceDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

const longestName = 80;

/** Makes another workspace and goes there. Language and time zone begin as this browser's; the settings change them. */
export default function CreateWorkspaceDialog({ opened, onClose }: CreateWorkspaceDialogProps) {
  const t = useT('shell');
  const locale = useLocale();
  const [create] = useMutation(CreateWorkspaceDocument);
  const form = useForm({
    initial: { name: '' },
    check: ({ name }) => (name.trim() ? {} : { name: t('entrance.required') }),
    submit: async ({ name }) => outcomeOf((await create({ variables: { input: { name: name.trim(), locale, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone } } })).data?.createWorkspace),
    onDone: ({ id }) => enterWorkspace(id),
  });
  return (
    <FormDialog form={form} opened={opened} onClose={onClose} title={t('workspaces.create')} submitLabel={t('workspaces.createSubmit')}>
      <Text size="sm" c="dimmed">{t('workspaces.createText')}</Text>
      <TextInput label={t('workspaces.name')} maxLength={longestName} autoComplete="organization" data-autofocus {...form.field('name')} />
    </FormDialog>
  );
}

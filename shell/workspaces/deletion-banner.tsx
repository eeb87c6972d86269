import { outcomeOf, toAppError, useMutation, useQuery } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Alert, Button, Group, IconAlertTriangle, Text, useErrorText, useShell } from '#shared/ui/index.ts';
import { KeepWorkspaceDocument, SessionDocument } from '../gql/graphql.ts';

/** Says to the owners when the workspace is deleted, and undoes it. Nobody else gets in any more. */
export function DeletionBanner() {
  const t = useT('shell');
  const format = useFormat();
  const errorText = useErrorText();
  const { notify } = useShell();
  // What the gate asked for already.
  const { data } = useQuery(SessionDocument, { fetchPolicy: 'cache-first' });
  const [keep, { loading }] = useMutation(KeepWorkspaceDocument, { refetchQueries: ['Session'] });
  const workspace = data?.viewer?.membership?.workspace;
  if (!workspace?.deletesAt) return null;
  const undo = async (): Promise<void> => {
    try {
      const outcome = outcomeOf((await keep()).data?.keepWorkspace);
      notify(outcome.ok ? { kind: 'success', text: t('workspaces.kept', { name: workspace.name }) } : { kind: 'error', text: outcome.message });
    } catch (error) {
      notify({ kind: 'error', text: errorText(toAppError(error)) });
    }
  };
  return (
    <Alert color="red" mb="md" role="status" icon={<IconAlertTriangle size={18} />}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">{t('workspaces.deletesAt', { name: workspace.name, date: format.dateTime(workspace.deletesAt) })}</Text>
        <Button size="compact-sm" variant="default" loading={loading} onClick={() => void undo()}>{t('workspaces.keep')}</Button>
      </Group>
    </Alert>
  );
}

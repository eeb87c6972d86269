import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { ConfirmDialog, useShell } from '#shared/ui/index.ts';
import { LeaveWorkspaceDocument } from '../gql/graphql.ts';
import { enterWorkspace } from './enter-workspace.ts';

interface LeaveWorkspaceDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Ends one's own membership in the workspace that is open. */
export default function LeaveWorkspaceDialog({ opened, onClose }: LeaveWorkspaceDialogProps) {
  const t = useT('shell');
  const { session: { workspace } } = useShell();
  const [leaveWorkspace] = useMutation(LeaveWorkspaceDocument);
  const leave = async () => {
    const outcome = outcomeOf((await leaveWorkspace({ variables: { input: { workspaceId: workspace.id } } })).data?.leaveWorkspace);
    if (outcome.ok) enterWorkspace(null);
    return outcome;
  };
  return <ConfirmDialog opened={opened} onClose={onClose} title={t('workspaces.leaveTitle', { name: workspace.name })} consequence={t('workspaces.leaveText')} confirmLabel={t('workspaces.leaveSubmit')} onConfirm={leave} />;
}

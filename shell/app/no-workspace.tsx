import { Suspense, lazy, useState } from 'react';
import { useQuery } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Alert, Button, Stack } from '#shared/ui/index.ts';
import { MyWorkspacesDocument } from '../gql/graphql.ts';
import { enterWorkspace } from '../workspaces/enter-workspace.ts';
import { Entrance } from './entrance/entrance.tsx';
import { signOut } from './session-end.ts';

const CreateWorkspaceDialog = lazy(() => import('../workspaces/create-workspace-dialog.tsx'));

interface NoWorkspaceProps {
  readonly name: string;
  readonly email: string;
}

/**
 * Signed in, but not in the workspace that was worked in: the membership has ended, or the workspace is being deleted. Says
 * which, and leads to the person's other workspaces, to a new one, or out.
 */
export function NoWorkspace({ name, email }: NoWorkspaceProps) {
  const t = useT('shell');
  const format = useFormat();
  const [creating, setCreating] = useState<boolean | null>(null);
  const { data } = useQuery(MyWorkspacesDocument, { fetchPolicy: 'network-only' });
  const closed = data?.viewer?.closedWorkspaces ?? [];
  const others = data?.viewer?.memberships ?? [];
  const leave = (): void => void signOut().catch(() => location.assign('/sign-in'));
  const text = closed.length > 0 ? 'noWorkspace.closedText' : others.length > 0 ? 'noWorkspace.otherText' : 'noWorkspace.text';
  return (
    <Entrance title={t(closed.length > 0 ? 'noWorkspace.closedTitle' : others.length > 0 ? 'noWorkspace.otherTitle' : 'noWorkspace.title')} purpose={t(text, { name, email })}>
      <Stack gap="sm">
        {closed.map((workspace) => (
          <Alert key={workspace.id} color="yellow" role="status">{t('noWorkspace.closed', { name: workspace.name, date: format.dateTime(workspace.deletesAt), owners: workspace.owners.join(', ') })}</Alert>
        ))}
        {others.map(({ workspace }) => <Button key={workspace.id} onClick={() => enterWorkspace(workspace.id)}>{t('noWorkspace.enter', { name: workspace.name })}</Button>)}
        <Button variant="default" onClick={() => setCreating(true)}>{t('workspaces.create')}</Button>
        <Button variant="subtle" color="gray" onClick={leave}>{t('person.signOut')}</Button>
      </Stack>
      <Suspense>{creating === null ? null : <CreateWorkspaceDialog opened={creating} onClose={() => setCreating(false)} />}</Suspense>
    </Entrance>
  );
}

import { useState } from 'react';
import { useConnection, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { DataTable, EmptyState, useCan, useListState, useLocation, useNavigate, useParams } from '#shared/ui/index.ts';
import { MembersDocument } from '../../gql/graphql.ts';
import { UsersHeader } from '../users-header.tsx';
import { ChangeRoleDialog } from './change-role-dialog.tsx';
import type { ListedMember } from './member.ts';
import { MemberActions, useHasMemberActions } from './member-actions.tsx';
import { useMemberColumns } from './member-columns.tsx';
import { MemberDrawer } from './member-drawer.tsx';
import { RemoveMemberDialog } from './remove-member-dialog.tsx';

const pageSize = 50;

/** Who belongs to the workspace; a member opens as a drawer with an address of its own. */
export default function MembersPage() {
  const t = useT('users');
  const navigate = useNavigate();
  const { search } = useLocation();
  const { memberId } = useParams();
  const state = useListState();
  const columns = useMemberColumns();
  const mayReadRoles = useCan('roles:read');
  const hasActions = useHasMemberActions();
  const [changing, setChanging] = useState<ListedMember | null>(null);
  const [removing, setRemoving] = useState<ListedMember | null>(null);
  const result = useQuery(MembersDocument, { variables: { search: state.search || null, first: pageSize, access: mayReadRoles } });
  const list = useConnection(result, (data) => data.members, state);

  return (
    <>
      <UsersHeader />
      <DataTable
        {...list}
        label={t('members.title')}
        columns={columns}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        state={state}
        search={{ placeholder: t('members.search') }}
        empty={<EmptyState title={t('members.empty')} />}
        errorTitle={t('members.failed')}
        onOpen={({ id }) => void navigate(`/users/members/${id}${search}`)}
        rowActions={hasActions ? (member) => <MemberActions member={member} onChangeRole={() => setChanging(member)} onRemove={() => setRemoving(member)} /> : undefined}
      />
      <MemberDrawer memberId={memberId ?? null} onClose={() => void navigate(`/users${search}`)} />
      <ChangeRoleDialog member={changing} onClose={() => setChanging(null)} />
      <RemoveMemberDialog member={removing} onClose={() => setRemoving(null)} />
    </>
  );
}

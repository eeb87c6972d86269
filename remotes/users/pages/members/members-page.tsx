import { useState } from 'react';
import { useConnection, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { DataTable, EmptyState, GuardedButton, IconShield, IconTrash, Text, useCan, useListState, useLocation, useNavigate, useParams } from '#shared/ui/index.ts';
import { type MemberSort, type MemberStatus, MembersDocument } from '../../gql/graphql.ts';
import { UsersHeader } from '../users-header.tsx';
import { ChangeRolesDialog } from './change-roles-dialog.tsx';
import { membersAPage } from './first-members.ts';
import type { ListedMember } from './member.ts';
import { MemberActions } from './member-actions.tsx';
import { useMemberColumns } from './member-columns.tsx';
import { MemberDrawer } from './member-drawer.tsx';
import { RemoveMembersDialog } from './remove-members-dialog.tsx';
import { useMemberFilters } from './use-member-filters.ts';

/** What the server takes in one go. */
const mostAtOnce = 100;
const filters = ['role', 'status', 'grants'] as const;
const sorts: readonly string[] = ['joined', 'newest', 'name', 'nameDescending', 'lastActive', 'longestAway'] satisfies readonly MemberSort[];
const isSort = (value: string | undefined): value is MemberSort => value !== undefined && sorts.includes(value);
const statuses: readonly string[] = ['active', 'idle', 'never'] satisfies readonly MemberStatus[];
const isStatus = (value: string): value is MemberStatus => statuses.includes(value);

/** Who belongs to the workspace; a member opens as a drawer with an address of its own. */
export default function MembersPage() {
  const t = useT('users');
  const navigate = useNavigate();
  const { search } = useLocation();
  const { memberId } = useParams();
  const state = useListState({ filters, defaultSort: 'joined' });
  const columns = useMemberColumns();
  const memberFilters = useMemberFilters();
  const mayReadRoles = useCan('roles:read');
  const mayUpdate = useCan('members:update');
  const mayRemove = useCan('members:remove');
  const [changing, setChanging] = useState<readonly ListedMember[]>([]);
  const [removing, setRemoving] = useState<readonly ListedMember[]>([]);
  const chosenGrants = state.filters['grants'] ?? [];
  const result = useQuery(MembersDocument, {
    // Who joined meanwhile is shown when one comes back.
    fetchPolicy: 'cache-and-network',
    variables: {
      search: state.search || null, sort: isSort(state.sort) ? state.sort : 'joined', roles: [...(state.filters['role'] ?? [])], status: (state.filters['status'] ?? []).filter(isStatus),
      hasGrants: mayReadRoles && chosenGrants.length === 1 ? chosenGrants[0] === 'own' : null, first: membersAPage, access: mayReadRoles,
    },
  });
  const list = useConnection(result, (data) => data.members, state);
  const [clearChosen, setClearChosen] = useState<() => void>(() => () => undefined);
  const begin = (show: (members: readonly ListedMember[]) => void, members: readonly ListedMember[], clear: () => void = () => undefined): void => {
    setClearChosen(() => clear);
    show(members);
  };

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
        filters={memberFilters}
        views="members"
        empty={<EmptyState title={t('members.empty')} />}
        errorTitle={t('members.failed')}
        onOpen={({ id }) => void navigate(`/users/members/${id}${search}`)}
        rowActions={mayUpdate || mayRemove ? (member) => <MemberActions member={member} onChangeRole={() => begin(setChanging, [member])} onRemove={() => begin(setRemoving, [member])} /> : undefined}
        selection={mayUpdate || mayRemove ? {
          actions: (rows, clear) => (
            <>
              <GuardedButton need="members:update" without="hide" variant="default" size="compact-sm" disabled={rows.length > mostAtOnce} leftSection={<IconShield size={14} />} onClick={() => begin(setChanging, rows, clear)}>{t('changeRole.open')}</GuardedButton>
              <GuardedButton need="members:remove" without="hide" variant="outline" color="red" size="compact-sm" disabled={rows.length > mostAtOnce} leftSection={<IconTrash size={14} />} onClick={() => begin(setRemoving, rows, clear)}>{t('remove.open')}</GuardedButton>
              {rows.length > mostAtOnce ? <Text size="sm" c="dimmed">{t('several.atMost', { count: mostAtOnce })}</Text> : null}
            </>
          ),
        } : undefined}
      />
      <MemberDrawer memberId={memberId ?? null} onClose={() => void navigate(`/users${search}`)} />
      <ChangeRolesDialog members={changing} onClose={() => setChanging([])} onDone={clearChosen} />
      <RemoveMembersDialog members={removing} onClose={() => setRemoving([])} onDone={clearChosen} />
    </>
  );
}

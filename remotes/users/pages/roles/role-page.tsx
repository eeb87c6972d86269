import { useState } from 'react';
import { outcomeOf, toAppError, useMutation, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { ConfirmDialog, ErrorState, GuardedButton, IconCopy, IconEye, IconTrash, NotFound, PageHeader, PageSkeleton, StatusBadge, useNavigate, useParams, useShell } from '#shared/ui/index.ts';
import { DeleteRoleDocument, type RoleRowFragment, RolesDocument } from '../../gql/graphql.ts';
import { CreateRoleDialog } from './create-role-dialog.tsx';
import { RoleForm } from './role-form.tsx';
import { useRoleName } from './role-name.ts';
import { useViewAs } from './use-view-as.ts';

/** One role: what it may do, what was granted to it beyond, and what saving would change for whom. */
export default function RolePage() {
  const t = useT('users');
  const { roleId } = useParams();
  const { data, error, refetch } = useQuery(RolesDocument);
  const role = data?.roles.find(({ id }) => id === roleId);
  if (error && !data) return <ErrorState error={toAppError(error)} title={t('roles.failed')} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  if (!role) return <NotFound text={t('roles.gone')} />;
  return <RoleDetail key={role.id} role={role} roles={data.roles} />;
}

function RoleDetail({ role, roles }: { readonly role: RoleRowFragment; readonly roles: readonly RoleRowFragment[] }) {
  const t = useT('users');
  const nameOf = useRoleName();
  const navigate = useNavigate();
  const { notify } = useShell();
  const [copying, setCopying] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const [deleteRole] = useMutation(DeleteRoleDocument, { refetchQueries: ['Roles', 'RoleNames'] });
  const viewAs = useViewAs();
  const name = nameOf(role);
  const remove = async () => {
    const outcome = outcomeOf((await deleteRole({ variables: { id: role.id } })).data?.deleteRole);
    if (outcome.ok) {
      notify({ kind: 'success', text: t('roles.deleted', { name }) });
      void navigate('/users/roles');
    }
    return outcome;
  };
  return (
    <>
      <PageHeader
        title={name}
        back={{ to: '/users/roles', label: t('roles.title') }}
        aside={role.isPreset ? <StatusBadge tone="neutral" label={t('roles.locked')} /> : <StatusBadge tone="neutral" label={t('roles.ranksAs', { role: t(`role.${role.rank}`) })} />}
        purpose={t('roles.members', { count: role.memberCount })}
        actions={
          <>
            <GuardedButton need="members:view-as" without="hide" variant="default" leftSection={<IconEye size={16} />} onClick={() => void viewAs({ roleId: role.id })}>{t('viewAs.open')}</GuardedButton>
            <GuardedButton need="roles:manage" variant="default" leftSection={<IconCopy size={16} />} onClick={() => setCopying(true)}>{t('roles.copy')}</GuardedButton>
            {role.isPreset ? null : <GuardedButton need="roles:manage" allowed={role.viewerCanEdit && role.memberCount === 0} reason={t(role.memberCount > 0 ? 'roles.held' : 'roles.cannotEdit', { count: role.memberCount })} variant="default" color="red" leftSection={<IconTrash size={16} />} onClick={() => setDeleting(true)}>{t('roles.delete')}</GuardedButton>}
          </>
        }
      />
      <RoleForm role={role} />
      <CreateRoleDialog roles={roles} from={role.id} opened={copying} onClose={() => setCopying(false)} />
      <ConfirmDialog opened={deleting} onClose={() => setDeleting(false)} title={t('roles.deleteTitle', { name })} consequence={t('roles.deleteConsequence', { count: role.grants.length })} confirmLabel={t('roles.delete')} onConfirm={remove} />
    </>
  );
}

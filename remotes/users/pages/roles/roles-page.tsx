import { useState } from 'react';
import { toAppError, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { permissions } from '#shared/permissions/index.ts';
import { CardsSkeleton, EmptyState, ErrorState, GuardedButton, Group, IconLock, IconPlus, Link, Stack, StatusBadge, Text } from '#shared/ui/index.ts';
import { type RoleRowFragment, RolesDocument } from '../../gql/graphql.ts';
import { UsersHeader } from '../users-header.tsx';
import { CreateRoleDialog } from './create-role-dialog.tsx';
import { useRoleName } from './role-name.ts';
import classes from './roles.module.css';

/** The presets and the workspace's own roles. */
export default function RolesPage() {
  const t = useT('users');
  const { data, error, refetch } = useQuery(RolesDocument);
  const [creating, setCreating] = useState(false);
  const own = data?.roles.filter(({ isPreset }) => !isPreset) ?? [];
  return (
    <>
      <UsersHeader />
      <Stack gap="lg">
        <Group justify="space-between" gap="sm">
          <Text c="dimmed" maw="72ch">{t('roles.purpose')}</Text>
          <GuardedButton need="roles:manage" variant="default" leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>{t('roles.create')}</GuardedButton>
        </Group>
        {error && !data ? <ErrorState error={toAppError(error)} title={t('roles.failed')} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <CardsSkeleton /> : null}
        {data ? (
          <>
            <ul className={classes.cards} aria-label={t('roles.presets')}>{data.roles.filter(({ isPreset }) => isPreset).map((role) => <RoleCard key={role.id} role={role} />)}</ul>
            {own.length > 0
              ? <ul className={classes.cards} aria-label={t('roles.own')}>{own.map((role) => <RoleCard key={role.id} role={role} />)}</ul>
              : <EmptyState title={t('roles.empty')} text={t('roles.emptyText')} />}
          </>
        ) : null}
      </Stack>
      {data ? <CreateRoleDialog roles={data.roles} opened={creating} onClose={() => setCreating(false)} /> : null}
    </>
  );
}

function RoleCard({ role }: { readonly role: RoleRowFragment }) {
  const t = useT('users');
  const nameOf = useRoleName();
  return (
    <li className={classes.card}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Link to={`/users/roles/${role.id}`} className={classes.link ?? ''}>{nameOf(role)}</Link>
        {role.isPreset ? <IconLock size={16} aria-label={t('roles.locked')} /> : <StatusBadge tone="neutral" label={t('roles.ranksAs', { role: t(`role.${role.rank}`) })} />}
      </Group>
      <Text size="sm" c="dimmed">{role.isPreset ? t(`roleText.${role.rank}`) : role.description || t('roles.noDescription')}</Text>
      <div className={classes.counts}>
        <span>{t('roles.members', { count: role.memberCount })}</span>
        <span className="tabular">{t('roles.permissions', { count: role.permissions.length, total: permissions.length })}</span>
        {role.grants.length > 0 ? <span>{t('members.ownGrants', { count: role.grants.length })}</span> : null}
      </div>
    </li>
  );
}

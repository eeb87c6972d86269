import { useState } from 'react';
import { useLocale, useT } from '#shared/i18n/index.ts';
import { type Permission, type PermissionArea, catalogue, isPermission } from '#shared/permissions/index.ts';
import { GuardedButton, Group, IconAlertTriangle, IconCircleCheck, IconCircleX, Stack, Text, TextInput, Title, Tooltip } from '#shared/ui/index.ts';
import type { MemberWithAccess } from './member.ts';
import classes from './member-permissions.module.css';
import { PermissionDialog } from './permission-dialog.tsx';
import { PermissionSteps } from './permission-steps.tsx';

type Effective = MemberWithAccess['permissions'][number] & { readonly permission: Permission };

interface MemberPermissionsProps {
  readonly member: MemberWithAccess;
}

/** Everything a member may and may not do, by area; each with the steps that decided it. */
export function MemberPermissions({ member }: MemberPermissionsProps) {
  const t = useT('users');
  const locale = useLocale();
  const [search, setSearch] = useState('');
  const [changing, setChanging] = useState<Permission | null>(null);
  const wanted = search.trim().toLowerCase();
  const known = member.permissions.filter((one): one is Effective => isPermission(one.permission));
  const found = known.filter(({ permission }) => `${catalogue[permission].title[locale]} ${permission}`.toLowerCase().includes(wanted));
  const areas = Map.groupBy(found, ({ permission }): PermissionArea => catalogue[permission].area);

  const roleName = member.customRole?.name ?? t(`role.${member.role}`);
  return (
    <Stack gap="md" component="section" aria-labelledby="member-permissions">
      <Group justify="space-between" gap="sm">
        <Title order={2} id="member-permissions">{t('permissions.title')}</Title>
        <Text size="sm" c="dimmed" className="tabular">{t('permissions.count', { count: known.filter(({ allowed }) => allowed).length, total: known.length })}</Text>
      </Group>
      <TextInput type="search" aria-label={t('permissions.search')} placeholder={t('permissions.search')} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
      {member.viewerCanManagePermissions ? null : <Text size="sm" c="dimmed">{t(member.role === 'owner' ? 'permissions.ownerWhole' : 'permissions.cannotChange')}</Text>}
      {found.length === 0 ? <Text c="dimmed">{t('permissions.nothingFound')}</Text> : null}
      {[...areas].map(([area, permissions]) => (
        <Stack key={area} gap={4}>
          <Title order={3}>{t(`area.${area}`)}</Title>
          <ul className={classes.list}>
            {permissions.map((effective) => <PermissionRow key={effective.permission} member={member} role={roleName} effective={effective} onChange={() => setChanging(effective.permission)} />)}
          </ul>
        </Stack>
      ))}
      <PermissionDialog target={{ kind: 'member', id: member.id, name: member.name, role: roleName, grants: member.grants }} permission={changing} onClose={() => setChanging(null)} />
    </Stack>
  );
}

interface PermissionRowProps extends MemberPermissionsProps {
  /** Name of the role. */
  readonly role: string;
  readonly effective: Effective;
  readonly onChange: () => void;
}

function PermissionRow({ member, role, effective: { permission, allowed, steps, narrowed, viewerCanChange }, onChange }: PermissionRowProps) {
  const t = useT('users');
  const locale = useLocale();
  const { title, description, dangerous } = catalogue[permission];
  return (
    <li className={classes.row}>
      {allowed ? <IconCircleCheck size={18} className={classes.allowed} aria-label={t('permissions.allowed')} /> : <IconCircleX size={18} className={classes.denied} aria-label={t('permissions.denied')} />}
      <div className={classes.words}>
        <Group gap={6}>
          <Text fw={500}>{title[locale]}</Text>
          {dangerous ? <Tooltip label={t('permissions.dangerous')}><IconAlertTriangle size={14} className={classes.dangerous} tabIndex={0} aria-label={t('permissions.dangerous')} /></Tooltip> : null}
        </Group>
        <Text size="sm" c="dimmed">{description[locale]}</Text>
        <PermissionSteps steps={steps} grants={member.grants} role={role} />
        {narrowed.map(({ scope, allowed: there, steps: why }) => (
          <div key={scope.id} className={classes.narrowed}>
            <Text size="sm">{there ? <IconCircleCheck size={14} className={classes.allowed} aria-label={t('permissions.allowed')} /> : <IconCircleX size={14} className={classes.denied} aria-label={t('permissions.denied')} />} {t(`scope.on.${scope.kind}`, { name: scope.name ?? t('scope.hidden') })}</Text>
            <PermissionSteps steps={why} grants={member.grants} role={role} scope={scope.id} />
          </div>
        ))}
      </div>
      {member.viewerCanManagePermissions ? <GuardedButton need="roles:manage" allowed={viewerCanChange} reason={t('permissions.cannotChange')} variant="default" size="compact-sm" onClick={onChange} aria-label={t('permissions.changeOf', { permission: title[locale] })}>{t('permissions.change')}</GuardedButton> : null}
    </li>
  );
}

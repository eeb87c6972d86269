import { useFormat, useLocale, useT } from '#shared/i18n/index.ts';
import { type Permission, type PermissionArea, catalogue, permissions } from '#shared/permissions/index.ts';
import { Button, IconAlertTriangle, Stack, Text, Title } from '#shared/ui/index.ts';
import type { GrantRowFragment, RoleRowFragment } from '../../gql/graphql.ts';
import classes from './roles.module.css';

interface PermissionMatrixProps {
  readonly role: RoleRowFragment;
  readonly held: readonly string[];
  readonly readOnly: boolean;
  readonly onToggle: (permission: Permission) => void;
  /** Opens what was granted to or revoked from the role beyond this. */
  readonly onGrant: (permission: Permission) => void;
}

/** Every permission there is, by area. */
export function PermissionMatrix({ role, held, readOnly, onToggle, onGrant }: PermissionMatrixProps) {
  const t = useT('users');
  const areas = Map.groupBy(permissions, (permission): PermissionArea => catalogue[permission].area);
  return (
    <>
      {[...areas].map(([area, inArea]) => (
        <Stack key={area} gap={4}>
          <Title order={3}>{t(`area.${area}`)}</Title>
          <ul className={classes.list}>
            {inArea.map((permission) => <MatrixRow key={permission} permission={permission} role={role} checked={held.includes(permission)} readOnly={readOnly} onToggle={() => onToggle(permission)} onGrant={() => onGrant(permission)} />)}
          </ul>
        </Stack>
      ))}
    </>
  );
}

interface MatrixRowProps {
  readonly permission: Permission;
  readonly role: RoleRowFragment;
  readonly checked: boolean;
  readonly readOnly: boolean;
  readonly onToggle: () => void;
  readonly onGrant: () => void;
}

function MatrixRow({ permission, role, checked, readOnly, onToggle, onGrant }: MatrixRowProps) {
  const t = useT('users');
  const locale = useLocale();
  const format = useFormat();
  const { title, description, dependsOn, dangerous } = catalogue[permission];
  const grants = role.grants.filter((grant) => grant.permission === permission);
  const mayGive = role.viewerCanGive.includes(permission);
  const needs = dependsOn.map((one) => catalogue[one as Permission].title[locale]);
  const id = `permission-${permission}`;
  return (
    <li className={classes.row}>
      <input type="checkbox" id={id} checked={checked} onChange={onToggle} disabled={readOnly || (!mayGive && !checked)} aria-describedby={`${id}-text`} />
      <div>
        <label htmlFor={id} className={classes.label}>{title[locale]} {dangerous ? <IconAlertTriangle size={14} className={classes.dangerous} role="img" aria-label={t('permissions.dangerous')} /> : null}</label>
        <span id={`${id}-text`} className={classes.text}>{description[locale]}{dangerous ? ` ${t('permissions.dangerous')}` : ''}</span>
        {needs.length > 0 ? <span className={classes.needs}>{t('roles.needs', { permissions: format.list(needs) })}</span> : null}
        {!mayGive && !readOnly ? <span className={classes.needs}>{t('permissions.cannotGive')}</span> : null}
        {grants.map((grant) => <RoleGrant key={grant.id} grant={grant} />)}
      </div>
      {role.viewerCanGrant && mayGive ? <Button component="button" type="button" variant="subtle" size="compact-sm" onClick={onGrant} aria-label={t('roles.exceptionOf', { permission: title[locale] })}>{t('roles.exception')}</Button> : null}
    </li>
  );
}

/** A grant or revocation of the role, in a line. */
function RoleGrant({ grant }: { readonly grant: GrantRowFragment }) {
  const t = useT('users');
  const format = useFormat();
  const where = grant.scope ? ` ${t(`scope.on.${grant.scope.kind}`, { name: grant.scope.name ?? t('scope.hidden') })}` : '';
  const until = grant.expiresAt ? ` ${t('steps.until', { date: format.dateTime(grant.expiresAt) })}` : '';
  return <Text size="xs" fw={500}>{t(`roles.${grant.effect}`, { by: grant.createdBy ?? t('roles.somebody') })}{where}{until}{grant.reason ? `: “${grant.reason}”` : ''}</Text>;
}

import { useLocale, useT } from '#shared/i18n/index.ts';
import { type Permission, catalogue, isPermission } from '#shared/permissions/index.ts';
import { MultiSelect, Stack, Text, useShell } from '#shared/ui/index.ts';
import { EndField } from '../members/end-field.tsx';
import { type End, isToCome, noEnd } from '../members/lasting.ts';
import { ScopeField, everywhere } from '../members/scope-field.tsx';
import classes from './invited-grants.module.css';

/** A permission that comes with an invitation. */
export interface GivenGrant {
  readonly permission: Permission;
  /** `everywhere`, or the id of an agent or a tag. */
  readonly scope: string;
  readonly end: End;
}

interface InvitedGrantsProps {
  readonly value: readonly GivenGrant[];
  readonly onChange: (grants: readonly GivenGrant[]) => void;
  readonly givable: readonly Permission[];
  readonly error: string | undefined;
}

/** Permissions besides the role, each everywhere or on one object, for good or for a time. */
export function InvitedGrants({ value, onChange, givable, error }: InvitedGrantsProps) {
  const t = useT('users');
  const locale = useLocale();
  const { session: { workspace: { timeZone } } } = useShell();
  const choose = (chosen: readonly string[]): void => onChange(chosen.filter(isPermission).map((permission) => value.find((one) => one.permission === permission) ?? { permission, scope: everywhere, end: noEnd }));
  const change = (permission: Permission, to: Partial<GivenGrant>): void => onChange(value.map((one) => (one.permission === permission ? { ...one, ...to } : one)));
  return (
    <Stack gap="xs">
      <MultiSelect label={t('invite.grants')} description={t('invite.grantsHint')} searchable clearable data={givable.map((permission) => ({ value: permission as string, label: catalogue[permission].title[locale] }))} value={value.map(({ permission }) => permission as string)} onChange={choose} />
      {value.map(({ permission, scope, end }) => {
        const { title, narrowedTo } = catalogue[permission];
        return (
          <div key={permission} role="group" aria-label={t('invite.grantOf', { permission: title[locale] })} className={classes.grant}>
            <Text size="sm" fw={550} className={classes.title}>{title[locale]}</Text>
            {narrowedTo ? <ScopeField kind={narrowedTo} value={scope} onChange={(next) => change(permission, { scope: next })} /> : null}
            <EndField value={end} error={isToCome(end, timeZone) ? undefined : error} onChange={(next) => change(permission, { end: next })} />
          </div>
        );
      })}
    </Stack>
  );
}

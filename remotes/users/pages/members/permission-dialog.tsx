import { useEffect, useEffectEvent } from 'react';
import { type Outcome, outcomeOf, useMutation } from '#shared/data/index.ts';
import { useLocale, useT } from '#shared/i18n/index.ts';
import { type Permission, catalogue } from '#shared/permissions/index.ts';
import { Alert, FormDialog, Radio, Stack, TextInput, useForm, useShell } from '#shared/ui/index.ts';
import { type GrantRowFragment, type PermissionChoice, SetMemberPermissionDocument, SetRolePermissionDocument } from '../../gql/graphql.ts';
import { EndField } from './end-field.tsx';
import { endAt, endOf, isToCome } from './lasting.ts';
import { ScopeField, everywhere } from './scope-field.tsx';

const choices = ['inherit', 'grant', 'revoke'] as const satisfies readonly PermissionChoice[];

/** Whose permission is changed: a person's, or everybody's with a role. */
export interface PermissionTarget {
  readonly kind: 'member' | 'role';
  readonly id: string;
  readonly name: string;
  /** Name of the role. */
  readonly role: string;
  readonly grants: readonly GrantRowFragment[];
}

interface PermissionDialogProps {
  readonly target: PermissionTarget;
  /** Null while closed. */
  readonly permission: Permission | null;
  readonly onClose: () => void;
}

/** Grants or revokes one permission, everywhere or on one object, or goes back to what held before. */
export function PermissionDialog({ target, permission, onClose }: PermissionDialogProps) {
  const t = useT('users');
  const locale = useLocale();
  const { notify, session: { workspace: { timeZone } } } = useShell();
  const [setMember] = useMutation(SetMemberPermissionDocument);
  const [setRole] = useMutation(SetRolePermissionDocument);
  const definition = permission ? catalogue[permission] : null;
  const narrowedTo = definition?.narrowedTo ?? null;
  const own = target.grants.filter((grant) => grant.level === target.kind && grant.permission === permission);
  const presentOn = (scopeId: string) => {
    const there = own.find(({ scope }) => (scope?.id ?? everywhere) === scopeId);
    return { choice: (there?.effect ?? 'inherit') as PermissionChoice, end: endAt(there?.expiresAt ?? null, timeZone), reason: there?.reason ?? '' };
  };
  const begin = own[0]?.scope?.id ?? everywhere;
  const present = { scope: begin, ...presentOn(begin) };
  const form = useForm({
    initial: present,
    check: ({ choice, end }) => (choice === 'inherit' || isToCome(end, timeZone) ? {} : { end: t('permissionDialog.untilMissing') }),
    submit: async ({ scope: scopeId, choice, end, reason }): Promise<Outcome<unknown>> => {
      const scope = scopeId === everywhere || !narrowedTo ? null : { kind: narrowedTo, id: scopeId };
      const shared = { permission: permission ?? '', choice, scope, expiresAt: choice === 'inherit' ? null : endOf(end, timeZone), reason: reason.trim() || null };
      return target.kind === 'member'
        ? outcomeOf((await setMember({ variables: { input: { memberId: target.id, ...shared } } })).data?.setMemberPermission)
        : outcomeOf((await setRole({ variables: { input: { roleId: target.id, ...shared } } })).data?.setRolePermission);
    },
    onDone: () => {
      notify({ kind: 'success', text: t(`permissionDialog.done.${target.kind}`, { name: target.name }) });
      onClose();
    },
  });
  const { reset } = form;
  const startOver = useEffectEvent((): void => reset(present));
  // Only when another permission is chosen: what is being typed must stay.
  useEffect(() => {
    if (permission) startOver();
  }, [permission]);
  const { choice, scope, end } = form.values;
  return (
    <FormDialog form={form} opened={permission !== null} onClose={onClose} title={definition ? t('permissionDialog.title', { permission: definition.title[locale], name: target.name }) : ''} submitLabel={t('permissionDialog.submit')}>
      {definition?.dangerous && choice === 'grant' ? <Alert color="yellow">{t('permissions.dangerous')}</Alert> : null}
      {narrowedTo ? (
        <ScopeField key={permission} kind={narrowedTo} value={scope} name={own.find((grant) => grant.scope?.id === scope)?.scope?.name ?? null} onChange={(next) => reset({ scope: next, ...presentOn(next) })} />
      ) : null}
      <Radio.Group {...form.field('choice')} label={t(`permissionDialog.choice.${target.kind}`)}>
        <Stack gap="sm" mt="xs">
          {choices.map((value) => <Radio key={value} value={value} label={t(`choice.${value}.label`)} description={t(`choice.${value}.${target.kind}`, { role: target.role })} />)}
        </Stack>
      </Radio.Group>
      {choice === 'inherit' ? null : (
        <>
          <EndField value={end} error={form.field('end').error} onChange={(next) => form.set('end', next)} />
          <TextInput label={t('permissionDialog.reason')} description={t('permissionDialog.reasonHint')} maxLength={200} {...form.field('reason')} />
        </>
      )}
    </FormDialog>
  );
}

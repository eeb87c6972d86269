import { useEffect, useEffectEvent } from 'react';
import { type Outcome, outcomeOf, useMutation, useQuery } from '#shared/data/index.ts';
import { useLocale, useT } from '#shared/i18n/index.ts';
import { type Permission, catalogue } from '#shared/permissions/index.ts';
import { Alert, FormDialog, Radio, Select, Stack, TextInput, useCan, useForm, useShell } from '#shared/ui/index.ts';
import { type GrantRowFragment, type PermissionChoice, ScopeChoicesDocument, SetMemberPermissionDocument, SetRolePermissionDocument } from '../../gql/graphql.ts';
import { lasting, endOf } from './lasting.ts';

const choices = ['inherit', 'grant', 'revoke'] as const satisfies readonly PermissionChoice[];
const everywhere = 'everywhere';

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
  const { notify } = useShell();
  const [setMember] = useMutation(SetMemberPermissionDocument);
  const [setRole] = useMutation(SetRolePermissionDocument);
  const definition = permission ? catalogue[permission] : null;
  const narrowedTo = definition?.narrowedTo ?? null;
  const scopes = useScopes(permission === null ? null : narrowedTo);
  const own = target.grants.filter((grant) => grant.level === target.kind && grant.permission === permission);
  const presentOn = (scopeId: string) => {
    const there = own.find(({ scope }) => (scope?.id ?? everywhere) === scopeId);
    return { choice: (there?.effect ?? 'inherit') as PermissionChoice, lasts: 'forever', reason: there?.reason ?? '' };
  };
  const begin = own[0]?.scope?.id ?? everywhere;
  const present = { scope: begin, ...presentOn(begin) };
  const form = useForm({
    initial: present,
    submit: async ({ scope: scopeId, choice, lasts, reason }): Promise<Outcome<unknown>> => {
      const scope = scopeId === everywhere || !narrowedTo ? null : { kind: narrowedTo, id: scopeId };
      const shared = { permission: permission ?? '', choice, scope, expiresAt: choice === 'inherit' ? null : endOf(lasts), reason: reason.trim() || null };
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
  const { choice } = form.values;
  const scopeField = form.field('scope');
  return (
    <FormDialog form={form} opened={permission !== null} onClose={onClose} title={definition ? t('permissionDialog.title', { permission: definition.title[locale], name: target.name }) : ''} submitLabel={t('permissionDialog.submit')}>
      {definition?.dangerous && choice === 'grant' ? <Alert color="yellow">{t('permissions.dangerous')}</Alert> : null}
      {narrowedTo ? (
        <Select
          label={t('permissionDialog.scope')} data={[{ value: everywhere, label: t(`scope.all.${narrowedTo}`) }, ...scopes]} searchable {...scopeField}
          onChange={(next) => {
            const scope = next ?? everywhere;
            reset({ scope, ...presentOn(scope) });
          }}
        />
      ) : null}
      <Radio.Group {...form.field('choice')} label={t(`permissionDialog.choice.${target.kind}`)}>
        <Stack gap="sm" mt="xs">
          {choices.map((value) => <Radio key={value} value={value} label={t(`choice.${value}.label`)} description={t(`choice.${value}.${target.kind}`, { role: target.role })} />)}
        </Stack>
      </Radio.Group>
      {choice === 'inherit' ? null : (
        <>
          <Select label={t('permissionDialog.lasts')} data={lasting.map((value) => ({ value, label: value === 'forever' ? t('permissionDialog.forever') : t('permissionDialog.days', { count: Number(value) }) }))} {...form.field('lasts')} />
          <TextInput label={t('permissionDialog.reason')} description={t('permissionDialog.reasonHint')} maxLength={200} {...form.field('reason')} />
        </>
      )}
    </FormDialog>
  );
}

/** What a permission can be narrowed to, by name; as far as the viewer sees it. */
function useScopes(kind: 'agent' | 'tag' | null): readonly { readonly value: string; readonly label: string }[] {
  const agents = useCan('agents:read') && kind === 'agent';
  const tags = useCan('knowledge:read') && kind === 'tag';
  const { data } = useQuery(ScopeChoicesDocument, { variables: { agents, tags }, skip: !agents && !tags });
  return kind === 'agent' ? (data?.agents?.edges.map(({ node }) => ({ value: node.id, label: node.draft.name })) ?? []) : (data?.tags?.map(({ id, name }) => ({ value: id, label: name })) ?? []);
}

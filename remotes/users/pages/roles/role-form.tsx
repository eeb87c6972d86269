import { useState } from 'react';
import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { type Permission, catalogue, permissions } from '#shared/permissions/index.ts';
import { Alert, FormPage, Group, Stack, Text, TextInput, Textarea, Title, useForm, useShell } from '#shared/ui/index.ts';
import { type RoleRowFragment, UpdateRoleDocument } from '../../gql/graphql.ts';
import { PermissionDialog } from '../members/permission-dialog.tsx';
import { PermissionMatrix } from './permission-matrix.tsx';
import { useRoleName } from './role-name.ts';
import { WhatIf } from './what-if.tsx';
import classes from './roles.module.css';

interface RoleFormProps {
  readonly role: RoleRowFragment;
}

/** What a permission needs, down to the last. */
const neededBy = (permission: Permission): readonly Permission[] => (catalogue[permission].dependsOn as readonly Permission[]).flatMap((one) => [one, ...neededBy(one)]);
const needing = (permission: Permission): readonly Permission[] => permissions.filter((one) => neededBy(one).includes(permission));

/** Ticking one ticks what it needs; unticking one unticks what needs it. */
export const toggled = (held: readonly string[], permission: Permission): Permission[] => {
  const off = new Set<string>([permission, ...needing(permission)]);
  const on = new Set<string>([...held, permission, ...neededBy(permission)]);
  return permissions.filter((one) => (held.includes(permission) ? held.includes(one) && !off.has(one) : on.has(one)));
};

/** Name, description and matrix of a role, with what saving would change. */
export function RoleForm({ role }: RoleFormProps) {
  const t = useT('users');
  const nameOf = useRoleName();
  const { notify } = useShell();
  const [update] = useMutation(UpdateRoleDocument);
  const [granting, setGranting] = useState<Permission | null>(null);
  const form = useForm({
    initial: { name: role.name, description: role.description, permissions: permissions.filter((permission) => role.permissions.includes(permission)) },
    check: ({ name }) => (name.trim() ? {} : { name: t('roles.nameMissing') }),
    submit: async ({ name, description, permissions: held }) => outcomeOf((await update({ variables: { input: { id: role.id, name, description, permissions: held, version: role.version } } })).data?.updateRole),
    onDone: ({ name }) => notify({ kind: 'success', text: t('roles.saved', { name }) }),
  });
  const { values } = form;
  const readOnly = !role.viewerCanEdit;
  const content = (
    <Stack gap="lg">
      {readOnly ? <Alert color="gray" role="note">{t(role.isPreset ? 'roles.lockedText' : 'roles.cannotEdit')}</Alert> : (
        <Stack gap="md" maw={560}>
          <TextInput label={t('roles.name')} maxLength={60} required {...form.field('name')} />
          <Textarea label={t('roles.description')} maxLength={300} autosize minRows={2} {...form.field('description')} />
        </Stack>
      )}
      <div className={classes.columns}>
        <Stack gap="md" component="section" aria-labelledby="role-permissions">
          <Group justify="space-between" gap="sm">
            <Title order={2} id="role-permissions">{t('permissions.title')}</Title>
            <Text size="sm" c="dimmed" className="tabular">{t('permissions.count', { count: values.permissions.length, total: permissions.length })}</Text>
          </Group>
          <PermissionMatrix role={role} held={values.permissions} readOnly={readOnly} onToggle={(permission) => form.set('permissions', toggled(values.permissions, permission))} onGrant={setGranting} />
        </Stack>
        {readOnly ? null : <WhatIf role={role} permissions={values.permissions} />}
      </div>
    </Stack>
  );
  return (
    <>
      {readOnly ? content : <FormPage form={form}>{content}</FormPage>}
      <PermissionDialog target={{ kind: 'role', id: role.id, name: nameOf(role), role: nameOf(role), grants: role.grants }} permission={granting} onClose={() => setGranting(null)} />
    </>
  );
}

import { useEffect, useEffectEvent } from 'react';
import { outcomeOf, useMutation, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { isRole, roles } from '#shared/permissions/index.ts';
import { FormDialog, Radio, Stack, useCan, useForm, useShell } from '#shared/ui/index.ts';
import { ChangeMemberRolesDocument, RoleNamesDocument } from '../../gql/graphql.ts';
import { ChangePreview } from './change-preview.tsx';
import type { ListedMember } from './member.ts';
import { useUndoRoles } from './use-undo-roles.ts';

interface ChangeRolesDialogProps {
  /** Whose; nobody's while closed. */
  readonly members: readonly ListedMember[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const chosen = (role: string) => (isRole(role) ? { role } : { customRoleId: role });

/** Gives one member or several another role, after showing what each loses and gains. Their open consoles follow at once; it can be undone for a while. */
export function ChangeRolesDialog({ members, onClose, onDone }: ChangeRolesDialogProps) {
  const t = useT('users');
  const { notify } = useShell();
  const access = useCan('roles:read');
  const undo = useUndoRoles();
  const [changeRoles] = useMutation(ChangeMemberRolesDocument);
  const { data } = useQuery(RoleNamesDocument, { skip: !access || members.length === 0 });
  const [first] = members;
  const alone = members.length === 1;
  const held: string = (alone ? first?.customRole?.id ?? first?.role : undefined) ?? 'editor';
  const form = useForm({
    initial: { role: held },
    submit: async ({ role }) => outcomeOf((await changeRoles({ variables: { input: { memberIds: members.map(({ id }) => id), ...chosen(role) }, access: access && alone } })).data?.changeMemberRoles),
    onDone: ({ members: changed, refused }, { role }) => {
      const name = isRole(role) ? t(`role.${role}`) : data?.roles.find(({ id }) => id === role)?.name ?? '';
      const before = members.filter(({ id }) => changed.some((one) => one.id === id));
      if (changed.length > 0) notify({ kind: 'success', text: t('changeRole.done', { count: changed.length, name: changed[0]?.name ?? '', role: name }), undo: () => void undo(before) });
      if (refused.length > 0) notify({ kind: 'error', text: t('several.refused', { count: refused.length, reason: refused[0]?.message ?? '' }) });
      onDone();
      onClose();
    },
  });
  const { reset } = form;
  const key = members.map(({ id }) => id).join();
  const startOver = useEffectEvent((): void => {
    if (members.length > 0) reset({ role: held });
  });
  // Only when others are chosen: what is being typed must stay.
  useEffect(() => {
    if (key !== '') startOver();
  }, [key]);
  return (
    <FormDialog form={form} opened={members.length > 0} onClose={onClose} title={t('changeRole.title', { count: members.length, name: first?.name ?? '' })} submitLabel={t('changeRole.submit')}>
      <Radio.Group {...form.field('role')} label={t('members.role')}>
        <Stack gap="sm" mt="xs">
          {roles.map((role) => <Radio key={role} value={role} label={t(`role.${role}`)} description={t(`roleText.${role}`)} />)}
          {data?.roles.filter(({ isPreset }) => !isPreset).map(({ id, name, description }) => <Radio key={id} value={id} label={name} description={description} />)}
        </Stack>
      </Radio.Group>
      {alone && form.values.role === held ? null : <ChangePreview memberIds={members.map(({ id }) => id)} become={chosen(form.values.role)} />}
    </FormDialog>
  );
}

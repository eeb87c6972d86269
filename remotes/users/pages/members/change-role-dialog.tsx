import { useEffect, useEffectEvent } from 'react';
import { outcomeOf, useMutation, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { isRole, roles } from '#shared/permissions/index.ts';
import { FormDialog, Radio, Stack, useCan, useForm, useShell } from '#shared/ui/index.ts';
import { ChangeMemberRoleDocument, RoleNamesDocument } from '../../gql/graphql.ts';
import type { ListedMember } from './member.ts';

interface ChangeRoleDialogProps {
  /** Whose; null while closed. */
  readonly member: ListedMember | null;
  readonly onClose: () => void;
}

/** Gives a member another role. Their open console follows at once. */
export function ChangeRoleDialog({ member, onClose }: ChangeRoleDialogProps) {
  const t = useT('users');
  const { notify } = useShell();
  const access = useCan('roles:read');
  const [changeRole] = useMutation(ChangeMemberRoleDocument);
  const { data } = useQuery(RoleNamesDocument, { skip: !access || member === null });
  const held: string = member?.customRole?.id ?? member?.role ?? 'editor';
  const form = useForm({
    initial: { role: held },
    submit: async ({ role }) => outcomeOf((await changeRole({ variables: { input: { memberId: member?.id ?? '', ...(isRole(role) ? { role } : { customRoleId: role }) }, access } })).data?.changeMemberRole),
    onDone: ({ name, role, customRole }) => {
      notify({ kind: 'success', text: t('changeRole.done', { name, role: customRole?.name ?? t(`role.${role}`) }) });
      onClose();
    },
  });
  const { reset } = form;
  const memberId = member?.id;
  const startOver = useEffectEvent((): void => {
    if (member) reset({ role: held });
  });
  // Only when another member is chosen: what is being typed must stay.
  useEffect(() => {
    if (memberId !== undefined) startOver();
  }, [memberId]);
  return (
    <FormDialog form={form} opened={member !== null} onClose={onClose} title={t('changeRole.title', { name: member?.name ?? '' })} submitLabel={t('changeRole.submit')}>
      <Radio.Group {...form.field('role')} label={t('members.role')}>
        <Stack gap="sm" mt="xs">
          {roles.map((role) => <Radio key={role} value={role} label={t(`role.${role}`)} description={t(`roleText.${role}`)} />)}
          {data?.roles.filter(({ isPreset }) => !isPreset).map(({ id, name, description }) => <Radio key={id} value={id} label={name} description={description} />)}
        </Stack>
      </Radio.Group>
    </FormDialog>
  );
}

import { useEffect, useEffectEvent } from 'react';
import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { type Role, roles } from '#shared/permissions/index.ts';
import { FormDialog, Radio, Stack, useCan, useForm, useShell } from '#shared/ui/index.ts';
import { ChangeMemberRoleDocument } from '../../gql/graphql.ts';
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
  const form = useForm({
    initial: { role: member?.role ?? ('editor' satisfies Role as Role) },
    submit: async ({ role }) => outcomeOf((await changeRole({ variables: { input: { memberId: member?.id ?? '', role }, access } })).data?.changeMemberRole),
    onDone: ({ name, role }) => {
      notify({ kind: 'success', text: t('changeRole.done', { name, role: t(`role.${role}`) }) });
      onClose();
    },
  });
  const { reset } = form;
  const memberId = member?.id;
  const startOver = useEffectEvent((): void => {
    if (member) reset({ role: member.role });
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
        </Stack>
      </Radio.Group>
    </FormDialog>
  );
}

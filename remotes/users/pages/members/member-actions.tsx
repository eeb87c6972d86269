import { useT } from '#shared/i18n/index.ts';
import { GuardedMenuItem, IconShield, IconTrash } from '#shared/ui/index.ts';
import type { ListedMember } from './member.ts';

interface MemberActionsProps {
  readonly member: ListedMember;
  readonly onChangeRole: () => void;
  readonly onRemove: () => void;
}

/** What can be done with a member, from their row. */
export function MemberActions({ member, onChangeRole, onRemove }: MemberActionsProps) {
  const t = useT('users');
  return (
    <>
      <GuardedMenuItem need="members:update" allowed={member.viewerCanChangeRole} reason={t('members.cannotChangeRole')} leftSection={<IconShield size={16} />} onClick={onChangeRole}>{t('changeRole.open')}</GuardedMenuItem>
      <GuardedMenuItem need="members:remove" allowed={member.viewerCanRemove} reason={t('members.cannotRemove')} color="red" leftSection={<IconTrash size={16} />} onClick={onRemove}>{t('remove.open')}</GuardedMenuItem>
    </>
  );
}

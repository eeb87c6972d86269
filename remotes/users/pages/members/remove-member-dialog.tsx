import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { ConfirmDialog, useShell } from '#shared/ui/index.ts';
import { RemoveMemberDocument } from '../../gql/graphql.ts';
import { type ListedMember, exceptionsOf } from './member.ts';

interface RemoveMemberDialogProps {
  /** Whom; null while closed. */
  readonly member: ListedMember | null;
  readonly onClose: () => void;
}

/** Removes a member, with what goes with them in numbers. */
export function RemoveMemberDialog({ member, onClose }: RemoveMemberDialogProps) {
  const t = useT('users');
  const { notify } = useShell();
  const [removeMember] = useMutation(RemoveMemberDocument, {
    // The list and its count change, on whatever page and search it is shown.
    refetchQueries: ['Members'],
  });
  const own = member ? exceptionsOf(member) : 0;
  const remove = async () => {
    const outcome = outcomeOf((await removeMember({ variables: { input: { memberId: member?.id ?? '' } } })).data?.removeMember);
    if (outcome.ok) notify({ kind: 'success', text: t('remove.done', { name: outcome.value.name, count: outcome.value.sessionsEnded }) });
    return outcome;
  };
  return (
    <ConfirmDialog
      opened={member !== null}
      onClose={onClose}
      title={t('remove.title', { name: member?.name ?? '' })}
      consequence={`${t('remove.consequence', { count: member?.openSessions ?? 0 })} ${own > 0 ? t('remove.grants', { count: own }) : ''}`}
      confirmLabel={t('remove.submit')}
      onConfirm={remove}
    />
  );
}

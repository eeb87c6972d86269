import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { ConfirmDialog, Stack, Text, useShell } from '#shared/ui/index.ts';
import { RemoveMembersDocument } from '../../gql/graphql.ts';
import { ChangePreview } from './change-preview.tsx';
import type { ListedMember } from './member.ts';

interface RemoveMembersDialogProps {
  /** Whom; nobody while closed. */
  readonly members: readonly ListedMember[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Removes one member or several, with what each loses. It takes effect at once, so it can't be undone: who is to come back is invited. */
export function RemoveMembersDialog({ members, onClose, onDone }: RemoveMembersDialogProps) {
  const t = useT('users');
  const { notify } = useShell();
  const [removeMembers] = useMutation(RemoveMembersDocument, {
    // The list and its count change, on whatever page and search it is shown.
    refetchQueries: ['Members'],
  });
  const [first] = members;
  const remove = async () => {
    const outcome = outcomeOf((await removeMembers({ variables: { input: { memberIds: members.map(({ id }) => id) } } })).data?.removeMembers);
    if (!outcome.ok) return outcome;
    const { members: removed, refused } = outcome.value;
    if (removed.length === 0) return { ok: false, code: 'REFUSED', message: refused[0]?.message ?? '', fields: [] } as const;
    notify({ kind: 'success', text: removed.length === 1 ? t('remove.done', { count: removed[0]?.sessionsEnded ?? 0, name: removed[0]?.name ?? '' }) : t('remove.doneSeveral', { count: removed.length }) });
    if (refused.length > 0) notify({ kind: 'error', text: t('several.refused', { count: refused.length, reason: refused[0]?.message ?? '' }) });
    onDone();
    return outcome;
  };
  return (
    <ConfirmDialog
      opened={members.length > 0}
      onClose={onClose}
      title={t('remove.title', { count: members.length, name: first?.name ?? '' })}
      consequence={<Stack gap="sm"><Text>{t('remove.consequence')}</Text><ChangePreview memberIds={members.map(({ id }) => id)} become={null} /></Stack>}
      confirmLabel={t('remove.submit')}
      onConfirm={remove}
    />
  );
}

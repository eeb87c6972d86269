import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { ConfirmDialog, useShell } from '#shared/ui/index.ts';
import { type InvitationRowFragment, RevokeInvitationDocument } from '../../gql/graphql.ts';

interface RevokeInvitationDialogProps {
  /** Null while closed. */
  readonly invitation: InvitationRowFragment | null;
  readonly onClose: () => void;
}

/** Withdraws an invitation: its link stops working. */
export function RevokeInvitationDialog({ invitation, onClose }: RevokeInvitationDialogProps) {
  const t = useT('users');
  const { notify } = useShell();
  const [revokeInvitation] = useMutation(RevokeInvitationDocument);
  const revoke = async () => {
    const outcome = outcomeOf((await revokeInvitation({ variables: { input: { id: invitation?.id ?? '' } } })).data?.revokeInvitation);
    if (outcome.ok) notify({ kind: 'success', text: t('revoke.done', { email: outcome.value.email }) });
    return outcome;
  };
  return <ConfirmDialog opened={invitation !== null} onClose={onClose} title={t('revoke.title', { email: invitation?.email ?? '' })} consequence={t('revoke.consequence')} confirmLabel={t('revoke.submit')} onConfirm={revoke} />;
}

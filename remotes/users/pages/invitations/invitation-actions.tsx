import { outcomeOf, toAppError, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { GuardedMenuItem, IconBan, IconLink, IconSend, useErrorText, useShell } from '#shared/ui/index.ts';
import { type InvitationRowFragment, ResendInvitationDocument } from '../../gql/graphql.ts';

interface InvitationActionsProps {
  readonly invitation: InvitationRowFragment;
  readonly onRevoke: () => void;
}

/** What can be done with an invitation that is still open or has expired. */
export function InvitationActions({ invitation: { id, email, link, status }, onRevoke }: InvitationActionsProps) {
  const t = useT('users');
  const { notify } = useShell();
  const errorText = useErrorText();
  const [resendInvitation] = useMutation(ResendInvitationDocument);

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link ?? '');
      notify({ kind: 'success', text: t('invitations.copied') });
    } catch {
      notify({ kind: 'error', text: t('invitations.copyFailed') });
    }
  };
  const resend = async (): Promise<void> => {
    try {
      const outcome = outcomeOf((await resendInvitation({ variables: { input: { id } } })).data?.resendInvitation);
      notify(outcome.ok ? { kind: 'success', text: t('invitations.resent', { email }) } : { kind: 'error', text: outcome.message });
    } catch (error) {
      notify({ kind: 'error', text: errorText(toAppError(error)) });
    }
  };
  return (
    <>
      {link ? <GuardedMenuItem need="members:invite" leftSection={<IconLink size={16} />} onClick={() => void copy()}>{t('invitations.copy')}</GuardedMenuItem> : null}
      <GuardedMenuItem need="members:invite" leftSection={<IconSend size={16} />} onClick={() => void resend()}>{t('invitations.resend')}</GuardedMenuItem>
      {status === 'pending' ? <GuardedMenuItem need="members:invite" color="red" leftSection={<IconBan size={16} />} onClick={onRevoke}>{t('revoke.open')}</GuardedMenuItem> : null}
    </>
  );
}

import { useFormat, useT } from '#shared/i18n/index.ts';
import { Alert, Button, CopyField, Dialog, Group, IconCheck, Stack } from '#shared/ui/index.ts';
import type { InvitationRowFragment } from '../../gql/graphql.ts';

interface InvitedDialogProps {
  readonly invitation: InvitationRowFragment;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onAnother: () => void;
}

/** One person was invited: the link, for installations that send no mail. */
export function InvitedDialog({ invitation, opened, onClose, onAnother }: InvitedDialogProps) {
  const t = useT('users');
  const format = useFormat();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('invite.doneTitle')}>
      <Stack gap="md">
        <Alert color="green" icon={<IconCheck size={18} />} role="status">{t('invite.done', { email: invitation.email, date: format.dateTime(invitation.expiresAt) })}</Alert>
        {invitation.link ? <CopyField label={t('invitations.link')} description={t('invitations.linkHint')} value={invitation.link} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onAnother}>{t('invite.another')}</Button>
          <Button onClick={onClose}>{t('invite.close')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

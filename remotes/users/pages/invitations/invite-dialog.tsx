import { useState } from 'react';
import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { type Role, rank, roles } from '#shared/permissions/index.ts';
import { Alert, Button, CopyField, Dialog, FormDialog, Group, IconCheck, Radio, Stack, TextInput, useForm, useShell } from '#shared/ui/index.ts';
import { type InvitationRowFragment, InviteMemberDocument } from '../../gql/graphql.ts';

interface InviteDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Invites one person; then offers the link, for installations that send no mail. */
export function InviteDialog({ opened, onClose }: InviteDialogProps) {
  const t = useT('users');
  const { session } = useShell();
  const [invite] = useMutation(InviteMemberDocument, { refetchQueries: ['Invitations'] });
  const [invited, setInvited] = useState<InvitationRowFragment | null>(null);
  const form = useForm({
    initial: { email: '', role: 'editor' as Role },
    check: ({ email }) => (/^\S+@\S+$/.test(email.trim()) ? {} : { email: t('invite.emailInvalid') }),
    submit: async ({ email, role }) => outcomeOf((await invite({ variables: { input: { email: email.trim(), role } } })).data?.inviteMember),
    onDone: setInvited,
  });
  const close = (): void => {
    setInvited(null);
    form.reset({ email: '', role: 'editor' });
    onClose();
  };
  if (invited) return <InvitedDialog invitation={invited} opened={opened} onClose={close} onAnother={() => { setInvited(null); form.reset({ email: '', role: 'editor' }); }} />;
  const offered = roles.filter((role) => rank[role] <= rank[session.role]).toSorted((a, b) => rank[a] - rank[b]);
  return (
    <FormDialog form={form} opened={opened} onClose={close} title={t('invite.title')} submitLabel={t('invite.submit')}>
      <TextInput label={t('invite.email')} type="email" autoComplete="off" data-autofocus {...form.field('email')} />
      <Radio.Group {...form.field('role')} label={t('members.role')}>
        <Stack gap="sm" mt="xs">
          {offered.map((role) => <Radio key={role} value={role} label={t(`role.${role}`)} description={t(`roleText.${role}`)} />)}
        </Stack>
      </Radio.Group>
    </FormDialog>
  );
}

interface InvitedDialogProps extends InviteDialogProps {
  readonly invitation: InvitationRowFragment;
  readonly onAnother: () => void;
}

function InvitedDialog({ invitation, opened, onClose, onAnother }: InvitedDialogProps) {
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

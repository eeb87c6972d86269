import { useT } from '#shared/i18n/index.ts';
import { GuardedButton, IconUserPlus, PageHeader, PageTabs, useDisclosure } from '#shared/ui/index.ts';
import { InviteDialog } from './invitations/invite-dialog.tsx';

/** What the pages of this remote have on top: title, the way to invite, tabs. */
export function UsersHeader() {
  const t = useT('users');
  const [inviting, invite] = useDisclosure(false);
  return (
    <>
      <PageHeader
        title={t('title')}
        purpose={t('purpose')}
        actions={<GuardedButton need="members:invite" leftSection={<IconUserPlus size={16} />} onClick={invite.open}>{t('invite.open')}</GuardedButton>}
        tabs={<PageTabs label={t('title')} tabs={[{ to: '/users', label: t('members.title') }, { to: '/users/invitations', label: t('invitations.title') }]} />}
      />
      <InviteDialog opened={inviting} onClose={invite.close} />
    </>
  );
}

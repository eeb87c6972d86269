import { useQuery, useSubscription } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { GuardedButton, IconUserPlus, PageHeader, PageTabs, useCan, useDisclosure } from '#shared/ui/index.ts';
import { AccessRequestsChangedDocument, OpenRequestsDocument } from '../gql/graphql.ts';
import { InviteDialog } from './invitations/invite-dialog.tsx';

/** What the pages of this remote have on top: title, the way to invite, tabs. */
export function UsersHeader() {
  const t = useT('users');
  const [inviting, invite] = useDisclosure(false);
  const readsRoles = useCan('roles:read');
  const answers = useCan('roles:manage');
  const reviews = useCan('access-review:manage');
  const { data, client } = useQuery(OpenRequestsDocument, { skip: !answers });
  useSubscription(AccessRequestsChangedDocument, { skip: !answers, ignoreResults: true, onData: () => void client.refetchQueries({ include: ['OpenRequests', 'AccessRequests'].filter((name) => [...client.getObservableQueries().values()].some(({ queryName }) => queryName === name)) }) });
  return (
    <>
      <PageHeader
        title={t('title')}
        purpose={t('purpose')}
        actions={<GuardedButton need="members:invite" leftSection={<IconUserPlus size={16} />} onClick={invite.open}>{t('invite.open')}</GuardedButton>}
        tabs={<PageTabs label={t('title')} tabs={[
          { to: '/users', label: t('members.title') }, { to: '/users/invitations', label: t('invitations.title') },
          ...(readsRoles ? [{ to: '/users/roles', label: t('roles.title') }] : []),
          ...(answers ? [{ to: '/users/requests', label: t('requests.title'), count: data?.accessRequests.totalCount || undefined }] : []),
          ...(reviews ? [{ to: '/users/reviews', label: t('reviews.title') }] : []),
        ]} />}
      />
      <InviteDialog opened={inviting} onClose={invite.close} />
    </>
  );
}

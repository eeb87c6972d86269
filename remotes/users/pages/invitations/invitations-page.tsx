import { useState } from 'react';
import { useConnection, useQuery } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { type Column, DataTable, EmptyState, IconClock, IconMail, RelativeTime, StatusBadge, type StatusTone, Text, Tooltip, useCan } from '#shared/ui/index.ts';
import { type InvitationRowFragment, type InvitationStatus, InvitationsDocument } from '../../gql/graphql.ts';
import { UsersHeader } from '../users-header.tsx';
import { InvitationActions } from './invitation-actions.tsx';
import { RevokeInvitationDialog } from './revoke-invitation-dialog.tsx';

const pageSize = 50;
const tones: Readonly<Record<InvitationStatus, StatusTone>> = { pending: 'accent', accepted: 'positive', revoked: 'neutral', expired: 'warning' };

/** Everybody who was invited, and what became of it. */
export default function InvitationsPage() {
  const t = useT('users');
  const format = useFormat();
  const mayInvite = useCan('members:invite');
  const [revoking, setRevoking] = useState<InvitationRowFragment | null>(null);
  const result = useQuery(InvitationsDocument, { variables: { first: pageSize } });
  const list = useConnection(result, (data) => data.invitations);
  const columns: readonly Column<InvitationRowFragment>[] = [
    { id: 'email', header: t('invite.email'), cell: ({ email }) => email },
    { id: 'role', header: t('members.role'), width: 160, cell: ({ role, customRole, grantCount }) => <>{customRole ?? t(`role.${role}`)}{grantCount > 0 ? <Text span size="sm" c="dimmed"> · {t('invitations.grants', { count: grantCount })}</Text> : null}</> },
    { id: 'status', header: t('invitations.status'), width: 130, cell: ({ status }) => <StatusBadge tone={tones[status]} label={t(`status.${status}`)} icon={status === 'pending' ? <IconClock size={13} aria-hidden /> : undefined} /> },
    { id: 'by', header: t('invitations.by'), width: 140, hideBelow: 'lg', cell: ({ invitedBy }) => invitedBy ?? '–' },
    {
      id: 'expires',
      header: t('invitations.expires'),
      width: 130,
      hideBelow: 'sm',
      cell: ({ status, expiresAt }) => (status === 'pending' ? <RelativeTime at={expiresAt} /> : <Tooltip label={format.dateTime(expiresAt)}><Text span c="dimmed" inherit>{format.date(expiresAt)}</Text></Tooltip>),
    },
  ];
  return (
    <>
      <UsersHeader />
      <DataTable
        {...list}
        label={t('invitations.title')}
        columns={columns}
        rowKey={({ id }) => id}
        rowName={({ email }) => email}
        empty={<EmptyState drawing={<IconMail size={26} stroke={1.5} />} title={t('invitations.empty')} text={t('invitations.emptyText')} />}
        errorTitle={t('invitations.failed')}
        rowActions={mayInvite ? (invitation) => (invitation.status === 'pending' || invitation.status === 'expired' ? <InvitationActions invitation={invitation} onRevoke={() => setRevoking(invitation)} /> : null) : undefined}
      />
      <RevokeInvitationDialog invitation={revoking} onClose={() => setRevoking(null)} />
    </>
  );
}

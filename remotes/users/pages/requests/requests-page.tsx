import { useMemo } from 'react';
import { useConnection, useQuery } from '#shared/data/index.ts';
import { useLocale, useT } from '#shared/i18n/index.ts';
import { catalogue, isPermission } from '#shared/permissions/index.ts';
import { Button, type Column, DataTable, EmptyState, Link, RelativeTime, StatusBadge, Text, useListState, useLocation, useNavigate } from '#shared/ui/index.ts';
import { AccessRequestsDocument, type AccessRequestsQuery } from '../../gql/graphql.ts';
import { UsersHeader } from '../users-header.tsx';
import { AnswerDialog } from './answer-dialog.tsx';

type Request = AccessRequestsQuery['accessRequests']['edges'][number]['node'];

const tones = { open: 'warning', granted: 'positive', declined: 'neutral', withdrawn: 'neutral' } as const;
const pageSize = 50;

/** Who asks for what they may not; `?answer=<id>`, as mails and notifications link to, opens the answer. */
export default function RequestsPage() {
  const t = useT('users');
  const locale = useLocale();
  const navigate = useNavigate();
  const { search } = useLocation();
  const state = useListState();
  const result = useQuery(AccessRequestsDocument, { variables: { open: false, first: pageSize } });
  const list = useConnection(result, (data) => data.accessRequests);
  const answering = new URLSearchParams(search).get('answer');
  const request = list.rows?.find(({ id }) => id === answering) ?? null;
  const columns = useMemo((): readonly Column<Request>[] => [
    { id: 'name', header: t('members.name'), cell: ({ name, memberId }) => <Link to={`/users/members/${memberId}`}>{name}</Link> },
    { id: 'permission', header: t('requests.permission'), cell: ({ permission }) => (isPermission(permission) ? catalogue[permission].title[locale] : permission) },
    { id: 'when', header: t('requests.asked'), width: 150, hideBelow: 'sm', cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
    {
      id: 'status', header: t('invitations.status'), width: 240,
      cell: (one) => (one.viewerCanAnswer
        ? <Button size="compact-sm" variant="default" aria-label={t('requests.answerOf', { name: one.name })} onClick={() => void navigate(`/users/requests?answer=${one.id}`)}>{t('requests.open')}</Button>
        : <><StatusBadge tone={tones[one.status]} label={t(`requests.status.${one.status}`)} />{one.answeredBy ? <Text size="sm" c="dimmed" truncate>{one.answeredBy}{one.answer ? `: “${one.answer}”` : ''}</Text> : null}</>),
    },
  ], [t, locale, navigate]);
  return (
    <>
      <UsersHeader />
      <DataTable
        {...list} label={t('requests.title')} columns={columns} rowKey={({ id }) => id} rowName={({ name }) => name} state={state}
        empty={<EmptyState title={t('requests.empty')} text={t('requests.emptyText')} />} errorTitle={t('requests.failed')}
      />
      <AnswerDialog request={request?.viewerCanAnswer ? request : null} onClose={() => void navigate('/users/requests', { replace: true })} />
    </>
  );
}

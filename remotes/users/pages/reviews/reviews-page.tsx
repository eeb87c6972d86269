import { useMemo, useState } from 'react';
import { outcomeOf, useConnection, useMutation, useQuery, useSubscription } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Button, type Column, ConfirmDialog, DataTable, EmptyState, GuardedButton, Group, IconPlus, IconSettings, RelativeTime, Stack, StatusBadge, Text, useListState, useNavigate } from '#shared/ui/index.ts';
import { AccessReviewSettingsDocument, AccessReviewsChangedDocument, AccessReviewsDocument, type ReviewRowFragment, StartAccessReviewDocument } from '../../gql/graphql.ts';
import { UsersHeader } from '../users-header.tsx';
import { ReviewProgress } from './review-progress.tsx';
import { ReviewSettingsDialog } from './review-settings-dialog.tsx';

const pageSize = 50;

/** What a review's state is called, and how it looks. */
export const statusOf = ({ status, isOverdue }: Pick<ReviewRowFragment, 'status' | 'isOverdue'>) =>
  (status === 'signedOff' ? { tone: 'positive', key: 'signedOff' } : isOverdue ? { tone: 'negative', key: 'overdue' } : { tone: 'warning', key: 'open' }) as { tone: 'positive' | 'negative' | 'warning'; key: string };

/** Access reviews: those that wait, and what earlier ones attest. */
export default function ReviewsPage() {
  const t = useT('users');
  const format = useFormat();
  const navigate = useNavigate();
  const state = useListState();
  const [dialog, setDialog] = useState<'start' | 'settings' | null>(null);
  const result = useQuery(AccessReviewsDocument, { variables: { first: pageSize }, fetchPolicy: 'cache-and-network' });
  const list = useConnection(result, (data) => data.accessReviews, state);
  // How a review stands finds its place in the cache; one that others begin is asked for.
  useSubscription(AccessReviewsChangedDocument, {
    ignoreResults: true,
    onData: ({ data }) => {
      const changed = data.data?.accessReviewsChanged.review.id;
      if (changed && !list.rows?.some(({ id }) => id === changed)) void result.refetch();
    },
  });
  const settings = useQuery(AccessReviewSettingsDocument).data?.accessReviewSettings;
  const [start] = useMutation(StartAccessReviewDocument, { refetchQueries: ['AccessReviews'] });
  const open = list.rows?.find(({ status }) => status === 'open');
  const columns = useMemo((): readonly Column<ReviewRowFragment>[] => [
    { id: 'started', header: t('reviews.started'), cell: ({ startedAt, startedBy, quarter }) => <>{format.date(startedAt)}<Text size="sm" c="dimmed" fw={400}>{startedBy ?? t('reviews.byItself', { quarter: quarter ?? '' })}</Text></>, text: ({ startedAt }) => startedAt },
    { id: 'status', header: t('invitations.status'), width: 150, cell: (review) => { const { tone, key } = statusOf(review); return <StatusBadge tone={tone} label={t(`reviews.status.${key}`)} />; }, text: (review) => t(`reviews.status.${statusOf(review).key}`) },
    { id: 'progress', header: t('reviews.decided'), width: 280, hideBelow: 'sm', cell: ({ counts }) => <ReviewProgress counts={counts} />, text: ({ counts }) => counts.total - counts.undecided },
    { id: 'due', header: t('reviews.due'), width: 150, cell: ({ dueAt, status }) => (status === 'open' ? <RelativeTime at={dueAt} /> : format.date(dueAt)), text: ({ dueAt }) => dueAt },
    { id: 'signedOff', header: t('reviews.signedOff'), width: 200, hideBelow: 'md', cell: ({ signedOffBy, signedOffAt }) => (signedOffAt ? `${signedOffBy ?? ''}, ${format.date(signedOffAt)}` : '–'), text: ({ signedOffBy }) => signedOffBy },
  ], [t, format]);
  const begin = async () => {
    const outcome = outcomeOf((await start({ variables: { input: {} } })).data?.startAccessReview);
    if (outcome.ok) void navigate(`/users/reviews/${outcome.value.id}`);
    return outcome;
  };
  return (
    <>
      <UsersHeader />
      <Stack gap="md">
        <Group justify="space-between" gap="sm">
          <Text c="dimmed" maw="72ch">{t('reviews.purpose')} {settings ? t(settings.quarterly ? 'reviews.quarterlyNow' : 'reviews.askedNow', { count: settings.answerDays }) : null}</Text>
          <Group gap="xs">
            <Button variant="default" leftSection={<IconSettings size={16} />} disabled={!settings} onClick={() => setDialog('settings')}>{t('reviews.settings.open')}</Button>
            <GuardedButton need="access-review:manage" allowed={!open} reason={t('reviews.openAlready')} variant="default" leftSection={<IconPlus size={16} />} onClick={() => setDialog('start')}>{t('reviews.start')}</GuardedButton>
          </Group>
        </Group>
        <DataTable
          {...list} label={t('reviews.title')} columns={columns} rowKey={({ id }) => id} state={state} onOpen={({ id }) => void navigate(`/users/reviews/${id}`)}
          empty={<EmptyState title={t('reviews.empty')} text={t('reviews.emptyText')} />} errorTitle={t('reviews.failed')}
        />
      </Stack>
      <ConfirmDialog danger={false} opened={dialog === 'start'} onClose={() => setDialog(null)} title={t('reviews.startTitle')} consequence={t('reviews.startText', { count: settings?.answerDays ?? 0 })} confirmLabel={t('reviews.startSubmit')} onConfirm={begin} />
      {settings ? <ReviewSettingsDialog key={`${settings.quarterly}${settings.answerDays}`} settings={settings} opened={dialog === 'settings'} onClose={() => setDialog(null)} /> : null}
    </>
  );
}

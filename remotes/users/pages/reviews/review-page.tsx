import { useState } from 'react';
import { toAppError, useQuery, useSubscription } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Button, ErrorState, GuardedButton, IconCheck, IconDownload, NotFound, PageHeader, PageSkeleton, Stack, StatusBadge, useErrorText, useParams, useShell } from '#shared/ui/index.ts';
import { AccessReviewDocument, AccessReviewsChangedDocument, type ReviewRowFragment } from '../../gql/graphql.ts';
import { downloadAttestation } from './download-attestation.ts';
import { ReviewFacts } from './review-facts.tsx';
import { ReviewItems } from './review-items.tsx';
import { ReviewProgress } from './review-progress.tsx';
import { statusOf } from './reviews-page.tsx';
import { SignOffDialog } from './sign-off-dialog.tsx';

/** One access review: its entries, its progress, its sign-off, and what it attests afterwards. */
export default function ReviewPage() {
  const t = useT('users');
  const { reviewId = '' } = useParams();
  const { data, error, refetch } = useQuery(AccessReviewDocument, { variables: { id: reviewId }, fetchPolicy: 'cache-and-network' });
  // What others decide meanwhile comes with the event, and finds its place in the cache.
  useSubscription(AccessReviewsChangedDocument, { ignoreResults: true });
  if (error && !data) return <ErrorState error={toAppError(error)} title={t('reviews.oneFailed')} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  if (!data.accessReview) return <NotFound text={t('reviews.gone')} />;
  return <ReviewDetail key={data.accessReview.id} review={data.accessReview} />;
}

function ReviewDetail({ review }: { readonly review: ReviewRowFragment }) {
  const t = useT('users');
  const format = useFormat();
  const { requestHeaders, notify } = useShell();
  const errorText = useErrorText();
  const [signing, setSigning] = useState(false);
  const { tone, key } = statusOf(review);
  const isOpen = review.status === 'open';
  const download = (kind: 'pdf' | 'csv') => (): void => {
    downloadAttestation(review.id, kind, requestHeaders).catch((error: unknown) => notify({ kind: 'error', text: errorText(toAppError(error)) }));
  };
  return (
    <>
      <PageHeader
        back={{ to: '/users/reviews', label: t('reviews.all') }}
        title={t('reviews.titleOf', { date: format.date(review.startedAt) })}
        aside={<StatusBadge tone={tone} label={t(`reviews.status.${key}`)} />}
        purpose={t('reviews.purposeOf', { by: review.startedBy ?? t('reviews.byItself', { quarter: review.quarter ?? '' }), date: format.date(review.dueAt) })}
        actions={isOpen
          ? <GuardedButton need="access-review:manage" leftSection={<IconCheck size={16} />} onClick={() => setSigning(true)}>{t('reviews.signOff.open')}</GuardedButton>
          : <><Button variant="default" leftSection={<IconDownload size={16} />} onClick={download('csv')}>{t('reviews.csv')}</Button><Button leftSection={<IconDownload size={16} />} onClick={download('pdf')}>{t('reviews.pdf')}</Button></>}
      />
      <Stack gap="md">
        {isOpen ? <ReviewProgress counts={review.counts} /> : <ReviewFacts review={review} />}
        <ReviewItems review={review} />
      </Stack>
      <SignOffDialog review={review} opened={signing} onClose={() => setSigning(false)} />
    </>
  );
}

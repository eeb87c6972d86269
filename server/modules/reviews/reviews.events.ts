import type { AuditEvent } from '../../audit/index.ts';

/** Topic published when a review begins, entries of it are decided, or it is signed off. */
export const REVIEWS_CHANGED = 'access-reviews-changed';
/** Task of the job that mails a review to those who can answer it. */
export const REVIEW_MAIL = 'reviews:mail';
/** Task of the timetable: begins the quarter's reviews, and reminds of those that wait. */
export const REVIEWS_TEND = 'reviews:tend';

type Details = NonNullable<AuditEvent['details']>;
const aboutReview = (action: string) => (reviewId: string, details: Details = {}): AuditEvent => ({ action, subject: { kind: 'access-review', id: reviewId }, details });

export const reviewStarted = aboutReview('review.started');
export const reviewKept = aboutReview('review.kept');
export const reviewRevoked = aboutReview('review.revoked');
export const reviewSignedOff = aboutReview('review.signed-off');
export const reviewExported = aboutReview('review.exported');
export const reviewSettingsChanged = (workspaceId: string, details: Details): AuditEvent => ({ action: 'review.settings-changed', subject: { kind: 'workspace', id: workspaceId }, details });

import type { Platform } from '../../platform/platform.ts';
import type { Job } from '../../platform/queue/queue.ts';
import { REVIEWS_TEND, REVIEW_MAIL } from './reviews.events.ts';
import { mailReview, tendReviews } from './tending.service.ts';

export const reviewJobs = (platform: Platform): Readonly<Record<string, Job>> => ({
  [REVIEW_MAIL]: (payload) => mailReview(platform, payload),
  [REVIEWS_TEND]: (_payload, { signal }) => tendReviews(platform, signal),
});

/** Every morning; a run that was missed while the server was down is made up for. */
export const reviewTimetable = `23 6 * * * ${REVIEWS_TEND} ?fill=1d`;

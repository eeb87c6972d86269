import type { TotalsFragment } from '../../gql/graphql.ts';

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Fallbacks among the agents' answers; null without answers. */
export const fallbackShare = ({ fallbacks, answers }: TotalsFragment): number | null => share(fallbacks, answers);

/** Thumbs up among all feedback; null without feedback. */
export const helpfulShare = ({ feedbackUp, feedbackDown }: TotalsFragment): number | null => share(feedbackUp, feedbackUp + feedbackDown);

/** Whether not a single thing was counted. */
export const isNothing = ({ visitors, chats, messages, feedbackUp, feedbackDown }: TotalsFragment): boolean => visitors + chats + messages + feedbackUp + feedbackDown === 0;

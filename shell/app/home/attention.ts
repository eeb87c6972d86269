import type { HomeQuery } from '../../gql/graphql.ts';

/** Something that waits for somebody, as far as this person sees it. */
export interface Matter {
  readonly id: 'model' | 'failed' | 'disliked' | 'unanswered' | 'unpublished' | 'drafts' | 'expiring' | 'expired';
  readonly count: number;
  /** What it is about, where that is one thing. */
  readonly name?: string;
  /** What is known of why, and what to do; the usual sentence without it. */
  readonly advice?: string;
  readonly to: string;
}

const daysLookedAt = 7;
const soon = 48 * 3_600_000;

/**
 * What needs attention, most urgent first, from the data that Home asks for and nothing else.
 * @param reads whether the person may open conversations: figures alone lead nowhere
 */
export function mattersIn({ llmProvider, failed, month, agents, invitations }: HomeQuery, reads: boolean, now: Date): readonly Matter[] {
  const week = month?.days.slice(-daysLookedAt) ?? [];
  const sum = (of: 'feedbackDown' | 'fallbacks'): number => week.reduce((total, { totals }) => total + totals[of], 0);
  const nodes = agents?.edges.map(({ node }) => node) ?? [];
  const [unpublished, drafts] = [nodes.filter(({ live }) => live === null), nodes.filter(({ live, draftChanges }) => live !== null && draftChanges.length > 0)];
  const asked = invitations?.edges.map(({ node }) => node) ?? [];
  const about = (some: typeof nodes): Pick<Matter, 'count' | 'name' | 'to'> => {
    const [only] = some;
    return some.length === 1 && only ? { count: 1, name: only.draft.name, to: `/agents/${only.id}` } : { count: some.length, to: '/agents' };
  };
  const failures = llmProvider?.failures;
  const all: readonly Matter[] = [
    ...(failures ? [{ id: 'model' as const, count: 1, name: llmProvider.model, advice: failures.message, to: '/settings/ai' }] : []),
    { id: 'failed', count: failed?.totalCount ?? 0, to: '/knowledge?status=failed' },
    { id: 'disliked', count: sum('feedbackDown'), to: reads ? '/conversations?feedback=down' : '/analytics' },
    { id: 'unanswered', count: sum('fallbacks'), to: '/analytics' },
    { id: 'unpublished', ...about(unpublished) },
    { id: 'drafts', ...about(drafts) },
    { id: 'expiring', count: asked.filter(({ status, expiresAt }) => status === 'pending' && Date.parse(expiresAt) - now.getTime() < soon).length, to: '/users/invitations' },
    { id: 'expired', count: asked.filter(({ status }) => status === 'expired').length, to: '/users/invitations' },
  ];
  return all.filter(({ count }) => count > 0);
}

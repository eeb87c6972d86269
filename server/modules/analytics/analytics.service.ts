import { type Context, holds, isUuid, perform } from '../../access/index.ts';
import { NotFoundError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { DEFAULT_DAYS, daysBetween, period, shiftDay } from './analytics.input.ts';
import * as store from './analytics.store.ts';
import { dayOf } from './counting.store.ts';

/** Figures of some days; `responseMs` is the mean over answers, null without any. */
export interface Totals {
  readonly visitors: number;
  readonly newVisitors: number;
  readonly chats: number;
  readonly messages: number;
  readonly answers: number;
  readonly fallbacks: number;
  readonly feedbackUp: number;
  readonly feedbackDown: number;
  readonly responseMs: number | null;
}

/** Figures of a period in the workspace's time zone, both ends included. */
export interface Analytics {
  readonly from: string;
  readonly to: string;
  readonly totals: Totals;
  /** The same number of days right before. */
  readonly previous: Totals;
  /** Every day of the period, oldest first. */
  readonly days: readonly { readonly date: string; readonly totals: Totals }[];
  /** Every agent there is, and deleted ones that have figures; most chats first. */
  readonly agents: readonly { readonly agentId: string; readonly name: string; readonly totals: Totals }[];
  readonly viewerCanExport: boolean;
}

export interface AnalyticsRequest { readonly from?: string | null; readonly to?: string | null; readonly agentId?: string | null }

const shape = ({ visitors = 0, newVisitors = 0, chats = 0, messages = 0, fallbacks = 0, feedbackUp = 0, feedbackDown = 0, answers = 0, responseMs = 0 }: Partial<store.Sums & store.People> = {}): Totals =>
  ({ visitors, newVisitors, chats, messages, answers, fallbacks, feedbackUp, feedbackDown, responseMs: answers === 0 ? null : responseMs / answers });

/**
 * The figures of a period; by default the last 30 days. They are counters kept as things happen, so they are exact
 * and outlive the conversations behind them.
 * @throws ValidationError when the period is upside down or longer than 400 days; NotFoundError for an unknown agent
 */
export function getAnalytics(context: Context, request: AnalyticsRequest): Promise<Analytics> {
  return perform(context, 'analytics:read', async ({ tx, workspaceId, actor }) => {
    const last = request.to ?? (await dayOf(tx, workspaceId, new Date()));
    const { to } = validate(period, { from: last, to: last });
    const { from } = validate(period, { from: request.from ?? shiftDay(to, 1 - DEFAULT_DAYS), to });
    const agents = await store.agentNames(tx, workspaceId);
    const agentId = request.agentId ?? null;
    if (agentId !== null && (!isUuid(agentId) || !agents.some(({ id }) => id === agentId))) throw new NotFoundError('agent');
    const range = { from, to, agentId };
    const length = daysBetween(from, to);
    const before = { from: shiftDay(from, -length), to: shiftDay(from, -1), agentId };
    const days = await store.byDay(tx, workspaceId, range);
    const perAgent = await store.byAgent(tx, workspaceId, range);
    const shown = agents.filter(({ id, deleted }) => (agentId === null ? !deleted || perAgent.has(id) : id === agentId));
    return {
      from, to,
      totals: shape(await store.totals(tx, workspaceId, range)),
      previous: shape(await store.totals(tx, workspaceId, before)),
      days: Array.from({ length }, (_, index) => shiftDay(from, index)).map((date) => ({ date, totals: shape(days.get(date)) })),
      agents: shown.map(({ id, name }) => ({ agentId: id, name, totals: shape(perAgent.get(id)) })).toSorted((a, b) => b.totals.chats - a.totals.chats || a.name.localeCompare(b.name)),
      viewerCanExport: holds(actor, 'analytics:export'),
    };
  });
}

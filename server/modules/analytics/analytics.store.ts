import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';

/** Sums of counters over some days and agents. */
export interface Sums {
  readonly chats: number;
  readonly messages: number;
  readonly fallbacks: number;
  readonly feedbackUp: number;
  readonly feedbackDown: number;
  readonly answers: number;
  readonly responseMs: number;
}
/** Distinct people over some days and agents: they can't be added up. */
export interface People { readonly visitors: number; readonly newVisitors: number }

export interface Range { readonly from: string; readonly to: string; readonly agentId: string | null }

const sumColumns = sql`coalesce(sum(chats), 0)::integer as chats, coalesce(sum(visitor_messages + agent_messages), 0)::integer as messages, coalesce(sum(fallbacks), 0)::integer as fallbacks,
  coalesce(sum(feedback_up), 0)::integer as "feedbackUp", coalesce(sum(feedback_down), 0)::integer as "feedbackDown", coalesce(sum(answers), 0)::integer as answers, coalesce(sum(response_ms), 0)::float8 as "responseMs"`;
const peopleColumns = sql`count(distinct visitor_hash)::integer as visitors, (count(distinct visitor_hash) filter (where not returning_visitor))::integer as "newVisitors"`;

const within = (workspaceId: string, { from, to, agentId }: Range) =>
  sql`workspace_id = ${workspaceId} and day between ${from}::date and ${to}::date and (${agentId}::uuid is null or agent_id = ${agentId}::uuid)`;

export async function totals(tx: Tx, workspaceId: string, range: Range): Promise<Sums & People> {
  const sums = await sql<Sums>`select ${sumColumns} from analytics_days where ${within(workspaceId, range)}`.execute(tx);
  const people = await sql<People>`select ${peopleColumns} from analytics_visitors where ${within(workspaceId, range)}`.execute(tx);
  return { ...sums.rows[0], ...people.rows[0] } as Sums & People;
}

const grouped = async (tx: Tx, workspaceId: string, range: Range, column: 'day' | 'agent_id'): Promise<ReadonlyMap<string, Partial<Sums & People>>> => {
  const key = sql`${sql.ref(column)}::text`;
  const sums = await sql<Sums & { key: string }>`select ${key} as key, ${sumColumns} from analytics_days where ${within(workspaceId, range)} group by ${sql.ref(column)}`.execute(tx);
  const people = await sql<People & { key: string }>`select ${key} as key, ${peopleColumns} from analytics_visitors where ${within(workspaceId, range)} group by ${sql.ref(column)}`.execute(tx);
  const found = new Map<string, Partial<Sums & People>>(sums.rows.map(({ key: at, ...rest }) => [at, rest]));
  for (const { key: at, ...rest } of people.rows) found.set(at, { ...found.get(at), ...rest });
  return found;
};

export const byDay = (tx: Tx, workspaceId: string, range: Range): Promise<ReadonlyMap<string, Partial<Sums & People>>> => grouped(tx, workspaceId, range, 'day');
export const byAgent = (tx: Tx, workspaceId: string, range: Range): Promise<ReadonlyMap<string, Partial<Sums & People>>> => grouped(tx, workspaceId, range, 'agent_id');

export interface AgentName { readonly id: string; readonly name: string; readonly deleted: boolean }

/** The agents of a workspace, deleted ones included: their figures stay. */
export const agentNames = (tx: Tx, workspaceId: string): Promise<AgentName[]> =>
  tx.selectFrom('agents').select(['id', sql<string>`draft ->> 'name'`.as('name'), sql<boolean>`deleted_at is not null`.as('deleted')]).where('workspace_id', '=', workspaceId).execute();

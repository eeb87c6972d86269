import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';

/** What one thing that happened adds to the counters of its day. */
export interface Counts {
  readonly chats?: number;
  readonly visitor_messages?: number;
  readonly agent_messages?: number;
  readonly fallbacks?: number;
  readonly feedback_up?: number;
  readonly feedback_down?: number;
  readonly answers?: number;
  readonly response_ms?: number;
}

/** What a visitor's hash is keyed for: the same visitor has the same hash on every day, and nowhere else. */
export const VISITOR_HASH = 'analytics-visitor';

const COLUMNS = ['chats', 'visitor_messages', 'agent_messages', 'fallbacks', 'feedback_up', 'feedback_down', 'answers', 'response_ms'] as const;

/** The day of a moment in the workspace's time zone. */
export async function dayOf(tx: Tx, workspaceId: string, at: Date): Promise<string> {
  const { day } = await tx.selectFrom('workspaces').select(sql<string>`(${at}::timestamptz at time zone time_zone)::date`.as('day')).where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow();
  return day;
}

/** Adds to the counters of a day; the row stays locked until the transaction ends, so this comes last in it. */
export async function add(tx: Tx, workspaceId: string, day: string, agentId: string, counts: Counts): Promise<void> {
  const values = sql.join(COLUMNS.map((column) => sql`${counts[column] ?? 0}`));
  const columns = sql.join(COLUMNS.map((column) => sql.ref(column)));
  const sums = sql.join(COLUMNS.map((column) => sql`${sql.ref(column)} = analytics_days.${sql.ref(column)} + excluded.${sql.ref(column)}`));
  await sql`insert into analytics_days (workspace_id, day, agent_id, ${columns}) values (${workspaceId}, ${day}, ${agentId}, ${values})
    on conflict (workspace_id, day, agent_id) do update set ${sums}`.execute(tx);
}

/** Notes that a visitor came; returning is who came on an earlier day, to whichever agent. */
export async function addVisitor(tx: Tx, workspaceId: string, day: string, agentId: string, hash: Buffer): Promise<void> {
  await sql`insert into analytics_visitors (workspace_id, day, agent_id, visitor_hash, returning_visitor)
    select ${workspaceId}, ${day}, ${agentId}, ${hash}, exists (select from analytics_visitors where workspace_id = ${workspaceId} and visitor_hash = ${hash} and day < ${day}::date)
    on conflict do nothing`.execute(tx);
}

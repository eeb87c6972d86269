import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';

/** The moment before which nothing of a conversation may be kept. */
export async function oldestKept(tx: Tx, workspaceId: string, at: Date): Promise<Date> {
  const { cutoff } = await tx.selectFrom('workspaces').select(sql<Date>`${at}::timestamptz - make_interval(days => retention_days)`.as('cutoff')).where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow();
  return cutoff;
}

/** Deletes at most `limit` conversations, with their messages, that began before; their first message is the oldest thing in them. */
export async function deleteConversations(tx: Tx, workspaceId: string, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`delete from conversations where workspace_id = ${workspaceId} and id in
    (select id from conversations where workspace_id = ${workspaceId} and started_at < ${before} order by started_at limit ${limit})`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/**
 * Deletes at most `limit` visitors of whom nothing is left. The time they were last seen is asked for too: somebody who
 * writes at this very moment has just been seen, so their new conversation isn't deleted with them.
 */
export async function deleteVisitors(tx: Tx, workspaceId: string, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`delete from visitors where workspace_id = ${workspaceId} and last_seen_at < ${before} and id in
    (select v.id from visitors v where v.workspace_id = ${workspaceId} and v.last_seen_at < ${before}
      and not exists (select from conversations c where c.workspace_id = v.workspace_id and c.visitor_id = v.id) limit ${limit})`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { rowLimit } from '../../platform/database/keyset.ts';
import type { Head, StoredEvent } from './verify.ts';

/** Names are of those who still belong to the workspace; the chain itself holds none. */
const selectEvents = (tx: Tx, workspaceId: string) =>
  tx.selectFrom('audit_events').where('audit_events.workspace_id', '=', workspaceId)
    .leftJoin('users as actor', 'actor.id', 'audit_events.actor_id')
    .leftJoin('members', (join) => join.on('members.workspace_id', '=', workspaceId).on(sql<boolean>`members.id = case when audit_events.subject_kind = 'member' then audit_events.subject_id::uuid end`))
    .leftJoin('users as subject', 'subject.id', 'members.user_id')
    .select(['audit_events.id', 'audit_events.sequence', 'audit_events.at', 'audit_events.actor_kind', 'audit_events.action', 'audit_events.details', 'audit_events.hash', 'actor.name as actor', 'subject.name as subject']);

export type AuditRow = Awaited<ReturnType<ReturnType<typeof selectEvents>['execute']>>[number];

export const listEvents = (tx: Tx, workspaceId: string, before: number | null, limit: number): Promise<AuditRow[]> => {
  const query = selectEvents(tx, workspaceId).orderBy('audit_events.sequence', 'desc').limit(rowLimit(limit));
  return (before === null ? query : query.where('audit_events.sequence', '<', before)).execute();
};

export async function countEvents(tx: Tx, workspaceId: string): Promise<number> {
  const { count } = await tx.selectFrom('audit_events').where('workspace_id', '=', workspaceId).select(sql<number>`count(*)::integer`.as('count')).executeTakeFirstOrThrow();
  return count;
}

export async function findHead(tx: Tx, workspaceId: string): Promise<Head | null> {
  const { rows } = await sql<{ sequence: number; hash: Buffer }>`select sequence, hash from audit_heads where workspace_id = ${workspaceId}`.execute(tx);
  return rows[0] ?? null;
}

const BATCH = 1000;

/** The whole chain in ascending order, without holding more than a batch of it. */
export async function* readChain(tx: Tx, workspaceId: string): AsyncGenerator<readonly StoredEvent[]> {
  let after = -2_147_483_648;
  for (;;) {
    const { rows } = await sql<StoredEvent>`select workspace_id as "workspaceId", sequence, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor_kind as "actorKind",
      actor_id as "actorId", action, subject_kind as "subjectKind", subject_id as "subjectId", details, entry, previous_hash as "previousHash", hash
      from audit_events where workspace_id = ${workspaceId} and sequence > ${after} order by sequence limit ${BATCH}`.execute(tx);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last.sequence;
  }
}

import { type Selectable, sql } from 'kysely';
import type { Permission } from '#shared/permissions/index.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { AccessRequestsTable } from '../../platform/database/schema.ts';

export type RequestStatus = Selectable<AccessRequestsTable>['status'];

/** `made` is the microsecond-exact text that pages are continued from. */
const selectRequests = (tx: Tx, workspaceId: string) =>
  tx.selectFrom('access_requests as r').innerJoin('users', 'users.id', 'r.user_id').leftJoin('users as answerer', 'answerer.id', 'r.answered_by').where('r.workspace_id', '=', workspaceId)
    .select(['r.id', 'r.member_id', 'r.user_id', 'r.permission', 'r.status', 'r.answer', 'r.answered_at', 'r.created_at', 'users.name', 'answerer.name as answered_by', sql<string>`r.created_at::text`.as('made')]);

export type RequestRow = Awaited<ReturnType<ReturnType<typeof selectRequests>['execute']>>[number];

export interface RequestFilter { readonly open: boolean; readonly after: readonly [made: string, id: string] | null; readonly limit: number }

/** Newest first; with `open` only those that wait for an answer. */
export function listRequests(tx: Tx, workspaceId: string, { open, after, limit }: RequestFilter): Promise<RequestRow[]> {
  let query = selectRequests(tx, workspaceId).orderBy('r.created_at', 'desc').orderBy('r.id', 'desc').limit(limit);
  if (open) query = query.where('r.status', '=', 'open');
  if (after) query = query.where(sql<boolean>`(r.created_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query.execute();
}

export async function countRequests(tx: Tx, workspaceId: string, open: boolean): Promise<number> {
  let query = tx.selectFrom('access_requests').select(sql<number>`count(*)::integer`.as('count')).where('workspace_id', '=', workspaceId);
  if (open) query = query.where('status', '=', 'open');
  return (await query.executeTakeFirstOrThrow()).count;
}

export const findRequest = (tx: Tx, workspaceId: string, id: string): Promise<RequestRow | undefined> => selectRequests(tx, workspaceId).where('r.id', '=', id).executeTakeFirst();

/** Everything that somebody asked for since a moment, or that still waits. */
export const requestsOf = (tx: Tx, workspaceId: string, memberId: string, since: Date) =>
  tx.selectFrom('access_requests').select(['id', 'permission', 'status', 'created_at']).where('workspace_id', '=', workspaceId).where('member_id', '=', memberId)
    .where((where) => where.or([where('created_at', '>', since), where('status', '=', 'open')])).execute();

/** null when one for the permission waits already, made at the same moment by another tab. */
export async function insertRequest(tx: Tx, workspaceId: string, { memberId, personId, permission }: { readonly memberId: string; readonly personId: string; readonly permission: Permission }): Promise<string | null> {
  const made = await tx.insertInto('access_requests').values({ workspace_id: workspaceId, member_id: memberId, user_id: personId, permission })
    .onConflict((conflict) => conflict.doNothing()).returning('id').executeTakeFirst();
  return made?.id ?? null;
}

/** Whether it still waited. */
export async function closeRequest(tx: Tx, workspaceId: string, id: string, { status, answer, answeredBy }: { readonly status: 'granted' | 'declined' | 'withdrawn'; readonly answer: string; readonly answeredBy: string | null }): Promise<boolean> {
  const closed = await tx.updateTable('access_requests').set({ status, answer, answered_by: answeredBy, answered_at: new Date() })
    .where('workspace_id', '=', workspaceId).where('id', '=', id).where('status', '=', 'open').executeTakeFirst();
  return closed.numUpdatedRows > 0n;
}

import { type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { NotificationsTable } from '../../platform/database/schema.ts';
import type { NotificationKind } from './kinds.ts';

export interface NotificationRow extends Selectable<NotificationsTable> {
  /** Microseconds, for cursors. */
  readonly created_text: string;
}

/** Whose they are, and the kinds that they may know of. */
export interface Inbox { readonly workspaceId: string; readonly personId: string; readonly kinds: readonly NotificationKind[] }

const inbox = (tx: Tx, { workspaceId, personId, kinds }: Inbox) =>
  tx.selectFrom('notifications').where('workspace_id', '=', workspaceId).where('user_id', '=', personId).where('kind', 'in', [...kinds]);

const rows = (tx: Tx, of: Inbox) => inbox(tx, of).selectAll().select(sql<string>`created_at::text`.as('created_text'));

/** Newest first. */
export async function list(tx: Tx, of: Inbox, { after, limit }: { readonly after: readonly [created: string, id: string] | null; readonly limit: number }): Promise<NotificationRow[]> {
  let query = rows(tx, of);
  if (after) query = query.where(sql<boolean>`(created_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

export const find = (tx: Tx, of: Inbox, id: string): Promise<NotificationRow | undefined> => rows(tx, of).where('id', '=', id).executeTakeFirst();

export async function counts(tx: Tx, of: Inbox): Promise<{ readonly total: number; readonly unread: number }> {
  return inbox(tx, of).select([sql<number>`count(*)::integer`.as('total'), sql<number>`(count(*) filter (where read_at is null))::integer`.as('unread')]).executeTakeFirstOrThrow();
}

/** Marks those of `ids` read, or all; how many were unread. */
export async function markRead(tx: Tx, { workspaceId, personId }: Omit<Inbox, 'kinds'>, ids: readonly string[] | null): Promise<number> {
  let query = tx.updateTable('notifications').set({ read_at: sql`now()` }).where('workspace_id', '=', workspaceId).where('user_id', '=', personId).where('read_at', 'is', null);
  if (ids) query = query.where('id', 'in', [...ids]);
  const { numUpdatedRows } = await query.executeTakeFirst();
  return Number(numUpdatedRows);
}

export const memberPersons = async (tx: Tx, workspaceId: string): Promise<string[]> =>
  (await tx.selectFrom('members').select('user_id').where('workspace_id', '=', workspaceId).orderBy('created_at').execute()).map((row) => row.user_id);

interface Kept { readonly workspaceId: string; readonly personId: string; readonly kind: NotificationKind; readonly subjectId: string; readonly details: Readonly<Record<string, string | number>>; readonly groupKey: string }

/** Adds one; an unread one of the same kind about the same becomes it, and counts. Returns its id. */
export async function keep(tx: Tx, { workspaceId, personId, kind, subjectId, details, groupKey }: Kept): Promise<string> {
  const { id } = await tx.insertInto('notifications')
    .values({ workspace_id: workspaceId, user_id: personId, kind, subject_id: subjectId, details: JSON.stringify(details), group_key: groupKey })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id', 'kind', 'group_key']).where('read_at', 'is', null)
      .doUpdateSet({ subject_id: subjectId, details: JSON.stringify(details), created_at: sql`now()`, count: sql`notifications.count + 1` }))
    .returning('id').executeTakeFirstOrThrow();
  return id;
}

/** Deletes up to `limit` that are older than `days`; how many. */
export async function forget(tx: Tx, workspaceId: string, days: number, limit: number): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom('notifications').where('workspace_id', '=', workspaceId)
    .where('id', 'in', (old) => old.selectFrom('notifications').select('id').where('workspace_id', '=', workspaceId).where('created_at', '<', sql<Date>`now() - make_interval(days => ${days})`).limit(limit)).executeTakeFirst();
  return Number(numDeletedRows);
}

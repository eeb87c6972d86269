import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { rowLimit } from '../../platform/database/keyset.ts';

const selectUsers = (tx: Tx, workspaceId: string) =>
  tx.selectFrom('scim_users as s').leftJoin('members as m', (on) => on.onRef('m.workspace_id', '=', 's.workspace_id').onRef('m.user_id', '=', 's.user_id'))
    .where('s.workspace_id', '=', workspaceId)
    .select(['s.id', 's.user_id', 's.user_name', 's.external_id', 's.given_name', 's.family_name', 's.display_name', 's.role', 's.created_at', 's.updated_at', 'm.id as member_id', 'm.role as member_role', 'm.role_id']);

export type UserRow = Awaited<ReturnType<ReturnType<typeof selectUsers>['execute']>>[number];

export interface Narrowing { readonly userName?: string; readonly externalId?: string; readonly id?: string; readonly memberRole?: 'admin' | 'editor' }

export async function listUsers(tx: Tx, workspaceId: string, { userName, externalId, id, memberRole }: Narrowing, { startIndex, count }: { readonly startIndex: number; readonly count: number }): Promise<{ readonly rows: UserRow[]; readonly total: number }> {
  let query = selectUsers(tx, workspaceId);
  if (userName !== undefined) query = query.where(sql`lower(s.user_name)`, '=', userName.toLowerCase());
  if (externalId !== undefined) query = query.where('s.external_id', '=', externalId);
  if (id !== undefined) query = query.where('s.id', '=', id);
  if (memberRole !== undefined) query = query.where('m.role', '=', memberRole).where('m.role_id', 'is', null);
  const { total } = await query.clearSelect().select(sql<number>`count(*)::integer`.as('total')).executeTakeFirstOrThrow();
  return { total, rows: count === 0 ? [] : await query.orderBy('s.created_at').orderBy('s.id').offset(startIndex - 1).limit(rowLimit(count)).execute() };
}

export const findUser = (tx: Tx, workspaceId: string, id: string): Promise<UserRow | undefined> => selectUsers(tx, workspaceId).where('s.id', '=', id).executeTakeFirst();

export async function isKnown(tx: Tx, workspaceId: string, { userName, personId }: { readonly userName: string; readonly personId: string }): Promise<boolean> {
  return (await tx.selectFrom('scim_users').select('id').where('workspace_id', '=', workspaceId).where((where) => where.or([where(sql`lower(user_name)`, '=', userName.toLowerCase()), where('user_id', '=', personId)])).executeTakeFirst()) !== undefined;
}

export interface Profile { readonly external_id: string | null; readonly given_name: string; readonly family_name: string; readonly display_name: string }

export async function insertUser(tx: Tx, workspaceId: string, user: Profile & { readonly user_id: string; readonly user_name: string; readonly role: 'admin' | 'editor' }): Promise<string> {
  const { id } = await tx.insertInto('scim_users').values({ workspace_id: workspaceId, ...user }).returning('id').executeTakeFirstOrThrow();
  return id;
}

export async function updateUser(tx: Tx, workspaceId: string, id: string, change: Partial<Profile> & { readonly role?: 'admin' | 'editor' }): Promise<void> {
  await tx.updateTable('scim_users').set({ ...change, version: sql`version + 1`, updated_at: sql`now()` }).where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
}

export async function deleteUser(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.deleteFrom('scim_users').where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
}

export async function reachOf(tx: Tx, workspaceId: string): Promise<'admin' | 'editor' | null> {
  return (await tx.selectFrom('scim_tokens').select('reach').where('workspace_id', '=', workspaceId).executeTakeFirst())?.reach ?? null;
}

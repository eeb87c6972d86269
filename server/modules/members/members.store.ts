import { sql } from 'kysely';
import { type Grant, type Permission, type Role, resolve } from '#shared/permissions/index.ts';
import type { Tx } from '../../platform/database/database.ts';
import { rowLimit } from '../../platform/database/keyset.ts';

/**
 * Lets one transaction at a time change who belongs to a workspace and with which authority. Without it two owners
 * who demote each other at the same moment would each see the other still there.
 */
export async function lockMembership(tx: Tx, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`membership/${workspaceId}`}, 0))`.execute(tx);
}

export interface MembershipNow { readonly memberId: string; readonly role: Role; readonly permissions: ReadonlySet<Permission> }

/** Every membership of a person as this transaction sees it, in any workspace. */
export async function membershipsNow(tx: Tx, personId: string): Promise<readonly (MembershipNow & { readonly workspaceId: string })[]> {
  const { rows } = await sql<{ workspace_id: string; member_id: string; role: Role; grants: (Omit<Grant, 'expiresAt'> & { expiresAt: string | null })[] }>`select workspace_id, member_id, role, grants from app.memberships(${personId})`.execute(tx);
  return rows.map(({ workspace_id, member_id, role, grants }) => ({
    workspaceId: workspace_id, memberId: member_id, role,
    permissions: resolve(role, grants.map((grant) => ({ ...grant, expiresAt: grant.expiresAt === null ? null : new Date(grant.expiresAt) })), new Date()),
  }));
}

/** `joined` is the microsecond-exact text that pages are continued from. */
const selectMembers = (tx: Tx, workspaceId: string) =>
  tx.selectFrom('members').innerJoin('users', 'users.id', 'members.user_id').leftJoin('users as inviter', 'inviter.id', 'members.invited_by')
    .where('members.workspace_id', '=', workspaceId)
    .select(['members.id', 'members.user_id', 'members.role', 'members.created_at', 'members.last_active_at', 'users.name', 'users.email', 'inviter.name as invited_by'])
    .select([
      sql<string>`members.created_at::text`.as('joined'), sql<number>`app.open_sessions(members.user_id)`.as('open_sessions'),
      sql<boolean>`members.role = 'owner' and (select count(*) from members owners where owners.workspace_id = ${workspaceId} and owners.role = 'owner') = 1`.as('is_last_owner'),
    ]);

export type MemberRow = Awaited<ReturnType<ReturnType<typeof selectMembers>['execute']>>[number];

const matching = (search: string) => {
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return sql<boolean>`(users.name ilike ${pattern} or users.email ilike ${pattern})`;
};

export interface MemberSearch { readonly search: string; readonly after: readonly [joined: string, id: string] | null; readonly limit: number }

export function listMembers(tx: Tx, workspaceId: string, { search, after, limit }: MemberSearch): Promise<MemberRow[]> {
  let query = selectMembers(tx, workspaceId).orderBy('members.created_at').orderBy('members.id').limit(rowLimit(limit));
  if (after) query = query.where(sql<boolean>`(members.created_at, members.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  if (search) query = query.where(matching(search));
  return query.execute();
}

export async function countMembers(tx: Tx, workspaceId: string, search: string): Promise<number> {
  const counted = search
    ? tx.selectFrom('members').innerJoin('users', 'users.id', 'members.user_id').where(matching(search))
    : tx.selectFrom('members');
  const { count } = await counted.where('members.workspace_id', '=', workspaceId).select(sql<number>`count(*)::integer`.as('count')).executeTakeFirstOrThrow();
  return count;
}

export const findMember = (tx: Tx, workspaceId: string, memberId: string): Promise<MemberRow | undefined> =>
  selectMembers(tx, workspaceId).where('members.id', '=', memberId).executeTakeFirst();

/** Every grant and revocation that bears on these members: their own, and their roles'. */
export const grantsOf = (tx: Tx, workspaceId: string, memberIds: readonly string[]) =>
  tx.selectFrom('grants').leftJoin('users as creator', 'creator.id', 'grants.created_by')
    .where('grants.workspace_id', '=', workspaceId).where((where) => where.or([where('grants.role', 'is not', null), where('grants.member_id', 'in', memberIds)]))
    .select(['grants.id', 'grants.role', 'grants.member_id', 'grants.permission', 'grants.effect', 'grants.reason', 'grants.expires_at', 'grants.created_at', 'creator.name as created_by'])
    .orderBy('grants.created_at').orderBy('grants.id').execute();

export type GrantRow = Awaited<ReturnType<typeof grantsOf>>[number];

export async function updateRole(tx: Tx, workspaceId: string, memberId: string, role: Role): Promise<void> {
  await tx.updateTable('members').set({ role }).where('workspace_id', '=', workspaceId).where('id', '=', memberId).execute();
}

/** Their grants go with them. */
export async function deleteMember(tx: Tx, workspaceId: string, memberId: string): Promise<void> {
  await tx.deleteFrom('members').where('workspace_id', '=', workspaceId).where('id', '=', memberId).execute();
}

export async function endSessions(tx: Tx, personId: string): Promise<number> {
  const { rows } = await sql<{ ended: number }>`select app.end_sessions(${personId}) as ended`.execute(tx);
  return rows[0]?.ended ?? 0;
}

export interface NewGrant { readonly workspaceId: string; readonly memberId: string; readonly permission: Permission; readonly effect: 'grant' | 'revoke'; readonly reason: string; readonly expiresAt: Date | null; readonly createdBy: string }

/** Takes the place of whatever the person had for that permission, expired or not. */
export async function replaceGrant(tx: Tx, { workspaceId, memberId, permission, effect, reason, expiresAt, createdBy }: NewGrant): Promise<void> {
  await deleteGrant(tx, workspaceId, memberId, permission);
  await tx.insertInto('grants').values({ workspace_id: workspaceId, member_id: memberId, role: null, permission, effect, reason, expires_at: expiresAt, created_by: createdBy }).execute();
}

/** Whether there was one. */
export async function deleteGrant(tx: Tx, workspaceId: string, memberId: string, permission: Permission): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('grants').where('workspace_id', '=', workspaceId).where('member_id', '=', memberId).where('permission', '=', permission).executeTakeFirst();
  return numDeletedRows > 0n;
}

import { sql } from 'kysely';
import type { Permission, Role, Scope } from '#shared/permissions/index.ts';
import { type Standing, standingOf } from '../../access/index.ts';
import type { Tx } from '../../platform/database/database.ts';

/**
 * Lets one transaction at a time change who belongs to a workspace and with which authority. Without it two owners
 * who demote each other at the same moment would each see the other still there.
 */
export async function lockMembership(tx: Tx, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`membership/${workspaceId}`}, 0))`.execute(tx);
}

/** Every membership of a person as this transaction sees it, in any workspace. */
export async function membershipsNow(tx: Tx, personId: string): Promise<readonly (Standing & { readonly memberId: string; readonly workspaceId: string })[]> {
  const { rows } = await sql<{ workspace_id: string; member_id: string; role: Role; grants: Parameters<typeof standingOf>[2]; custom_role: Parameters<typeof standingOf>[1] }>`select workspace_id, member_id, role, grants, custom_role from app.memberships(${personId})`.execute(tx);
  const now = new Date();
  return rows.map((row) => ({ workspaceId: row.workspace_id, memberId: row.member_id, ...standingOf(row.role, row.custom_role, row.grants, now) }));
}

/** Members with what is shown of each. Names and addresses are kept beside the membership, so that lists needn't look elsewhere. */
export const selectMembers = (tx: Tx, workspaceId: string) =>
  tx.selectFrom('members').leftJoin('members as inviter', (on) => on.onRef('inviter.workspace_id', '=', 'members.workspace_id').onRef('inviter.user_id', '=', 'members.invited_by'))
    .leftJoin('roles', (on) => on.onRef('roles.workspace_id', '=', 'members.workspace_id').onRef('roles.id', '=', 'members.role_id'))
    .where('members.workspace_id', '=', workspaceId)
    .select(['members.id', 'members.user_id', 'members.role', 'members.created_at', 'members.last_active_at', 'members.name', 'members.email', 'inviter.name as invited_by',
      'roles.id as role_id', 'roles.name as role_name', 'roles.rank_as', 'roles.permissions as role_permissions'])
    .select([
      sql<number>`app.open_sessions(members.user_id)`.as('open_sessions'),
      // Set up here, or asked for by their company.
      sql<boolean>`(select users.second_factor_since is not null from users where users.id = members.user_id) or app.has_company_factor(members.id)`.as('has_second_factor'),
      sql<boolean>`members.role = 'owner' and (select count(*) from members owners where owners.workspace_id = ${workspaceId} and owners.role = 'owner') = 1`.as('is_last_owner'),
    ]);

export type MemberRow = Awaited<ReturnType<ReturnType<typeof selectMembers>['execute']>>[number];

export const findMember = (tx: Tx, workspaceId: string, memberId: string): Promise<MemberRow | undefined> =>
  selectMembers(tx, workspaceId).where('members.id', '=', memberId).executeTakeFirst();

const selectGrants = (tx: Tx, workspaceId: string) =>
  tx.selectFrom('grants').leftJoin('users as creator', 'creator.id', 'grants.created_by')
    .leftJoin('agents', (on) => on.onRef('agents.workspace_id', '=', 'grants.workspace_id').onRef('agents.id', '=', 'grants.agent_id'))
    .leftJoin('tags', (on) => on.onRef('tags.workspace_id', '=', 'grants.workspace_id').onRef('tags.id', '=', 'grants.tag_id'))
    .where('grants.workspace_id', '=', workspaceId)
    .select(['grants.id', 'grants.role', 'grants.role_id', 'grants.member_id', 'grants.agent_id', 'grants.tag_id', 'grants.permission', 'grants.effect', 'grants.reason', 'grants.expires_at', 'grants.created_at', 'creator.name as created_by'])
    .select(sql<string | null>`coalesce(agents.draft ->> 'name', tags.name)`.as('scope_name'))
    .orderBy('grants.created_at').orderBy('grants.id');

/** Every grant and revocation that bears on these members: their own, and those of all roles. */
export const grantsOf = (tx: Tx, workspaceId: string, memberIds: readonly string[]) =>
  selectGrants(tx, workspaceId).where((where) => where.or([where('grants.member_id', 'is', null), ...(memberIds.length > 0 ? [where('grants.member_id', 'in', memberIds)] : [])])).execute();

export type GrantRow = Awaited<ReturnType<typeof grantsOf>>[number];

export async function updateRole(tx: Tx, workspaceId: string, memberId: string, role: Role, customRoleId: string | null): Promise<void> {
  await tx.updateTable('members').set({ role, role_id: customRoleId }).where('workspace_id', '=', workspaceId).where('id', '=', memberId).execute();
}

/** Their grants go with them. */
export async function deleteMember(tx: Tx, workspaceId: string, memberId: string): Promise<void> {
  await tx.deleteFrom('members').where('workspace_id', '=', workspaceId).where('id', '=', memberId).execute();
}

export async function endSessions(tx: Tx, personId: string): Promise<number> {
  const { rows } = await sql<{ ended: number }>`select app.end_sessions(${personId}) as ended`.execute(tx);
  return rows[0]?.ended ?? 0;
}

/** The custom role of this id, if the workspace has it. */
export const findCustomRole = (tx: Tx, workspaceId: string, id: string) =>
  tx.selectFrom('roles').select(['id', 'name', 'rank_as', 'permissions']).where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst();

/** Whether what a grant is to be narrowed to is there, as far as who asks can see it. */
export async function scopeExists(tx: Tx, workspaceId: string, { kind, id }: Scope): Promise<boolean> {
  const found = kind === 'agent'
    ? await tx.selectFrom('agents').select('id').where('workspace_id', '=', workspaceId).where('id', '=', id).where('deleted_at', 'is', null).executeTakeFirst()
    : await tx.selectFrom('tags').select('id').where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst();
  return found !== undefined;
}

/** Whose a grant is: everybody's with a preset, with a custom role, or one person's. */
export type GrantTarget = { readonly role: 'admin' | 'editor' } | { readonly roleId: string } | { readonly memberId: string };
export interface NewGrant { readonly workspaceId: string; readonly target: GrantTarget; readonly permission: Permission; readonly scope: Scope | null; readonly effect: 'grant' | 'revoke'; readonly reason: string; readonly expiresAt: Date | null; readonly createdBy: string }

const columnsOf = (target: GrantTarget, scope: Scope | null) => ({
  role: 'role' in target ? target.role : null, role_id: 'roleId' in target ? target.roleId : null, member_id: 'memberId' in target ? target.memberId : null,
  agent_id: scope?.kind === 'agent' ? scope.id : null, tag_id: scope?.kind === 'tag' ? scope.id : null,
});

/** Takes the place of whatever the target had for that permission on that object, expired or not. */
export async function replaceGrant(tx: Tx, { workspaceId, target, permission, scope, effect, reason, expiresAt, createdBy }: NewGrant): Promise<void> {
  await deleteGrant(tx, workspaceId, target, permission, scope);
  await tx.insertInto('grants').values({ workspace_id: workspaceId, ...columnsOf(target, scope), permission, effect, reason, expires_at: expiresAt, created_by: createdBy }).execute();
}

/** Whether there was one. */
export async function deleteGrant(tx: Tx, workspaceId: string, target: GrantTarget, permission: Permission, scope: Scope | null): Promise<boolean> {
  let query = tx.deleteFrom('grants').where('workspace_id', '=', workspaceId).where('permission', '=', permission);
  for (const [column, value] of Object.entries(columnsOf(target, scope)) as [keyof ReturnType<typeof columnsOf>, string | null][]) query = query.where(column, value === null ? 'is' : '=', value);
  return (await query.executeTakeFirst()).numDeletedRows > 0n;
}

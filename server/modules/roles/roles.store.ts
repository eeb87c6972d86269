import { sql } from 'kysely';
import type { Permission, Role } from '#shared/permissions/index.ts';
import type { standingOf } from '../../access/index.ts';
import type { Tx } from '../../platform/database/database.ts';

const roles = (tx: Tx, workspaceId: string) =>
  tx.selectFrom('roles').select(['id', 'name', 'description', 'rank_as', 'permissions', 'version', 'updated_at']).where('workspace_id', '=', workspaceId);

export type RoleRow = Awaited<ReturnType<ReturnType<typeof roles>['execute']>>[number];

export const listRoles = (tx: Tx, workspaceId: string): Promise<RoleRow[]> => roles(tx, workspaceId).orderBy(sql`lower(name)`).execute();

/** Kept from being changed by others until the transaction ends. */
export const lockRole = (tx: Tx, workspaceId: string, id: string): Promise<RoleRow | undefined> => roles(tx, workspaceId).where('id', '=', id).forUpdate().executeTakeFirst();

/** How many hold each role, by the preset's name or the custom role's id. */
export async function countHolders(tx: Tx, workspaceId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.selectFrom('members').select([sql<string>`coalesce(role_id::text, role)`.as('held'), sql<number>`count(*)::integer`.as('count')])
    .where('workspace_id', '=', workspaceId).groupBy(sql`coalesce(role_id::text, role)`).execute();
  return new Map(rows.map(({ held, count }) => [held, count]));
}

export interface NewRole { readonly id: string; readonly name: string; readonly description: string; readonly base: Exclude<Role, 'owner'>; readonly permissions: readonly Permission[]; readonly createdBy: string }

/** `taken` when the name is, in whatever case; `there` when the id is. */
export async function insertRole(tx: Tx, workspaceId: string, { id, name, description, base, permissions, createdBy }: NewRole): Promise<'made' | 'taken' | 'there'> {
  if (await nameTaken(tx, workspaceId, name, id)) return 'taken';
  const made = await tx.insertInto('roles').values({ workspace_id: workspaceId, id, name, description, rank_as: base, permissions: [...permissions], created_by: createdBy })
    .onConflict((conflict) => conflict.doNothing()).returning('id').executeTakeFirst();
  return made ? 'made' : 'there';
}

/** Whether another role has the name, in whatever case. */
export async function nameTaken(tx: Tx, workspaceId: string, name: string, id: string): Promise<boolean> {
  return (await tx.selectFrom('roles').select('id').where('workspace_id', '=', workspaceId).where(sql`lower(name)`, '=', name.toLowerCase()).where('id', '<>', id).executeTakeFirst()) !== undefined;
}

/** For a role that is locked. */
export async function updateRole(tx: Tx, workspaceId: string, { id, version }: RoleRow, change: { readonly name: string; readonly description: string; readonly permissions: readonly Permission[] }): Promise<void> {
  await tx.updateTable('roles').set({ ...change, permissions: [...change.permissions], version: version + 1, updated_at: sql`now()` }).where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
}

/** Its grants go with it. */
export async function deleteRole(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.deleteFrom('roles').where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
}

/** Everybody who holds a custom role, with the grants of their own. */
export const holders = (tx: Tx, workspaceId: string, roleId: string) =>
  tx.selectFrom('members').innerJoin('users', 'users.id', 'members.user_id').where('members.workspace_id', '=', workspaceId).where('members.role_id', '=', roleId)
    .select(['members.id', 'users.name', 'members.role'])
    .select(sql<Parameters<typeof standingOf>[2]>`(select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'permission', g.permission, 'effect', g.effect, 'level', 'member', 'expiresAt', g.expires_at,
      'scope', case when g.agent_id is not null then jsonb_build_object('kind', 'agent', 'id', g.agent_id) when g.tag_id is not null then jsonb_build_object('kind', 'tag', 'id', g.tag_id) end)), '[]'::jsonb)
      from grants g where g.workspace_id = members.workspace_id and g.member_id = members.id)`.as('grants'))
    .orderBy(sql`lower(users.name)`).orderBy('members.id').execute();

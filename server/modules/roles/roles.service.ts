import type { z } from 'zod';
import { type Permission, type Role, isRole, presets, rank, roles as presetNames } from '#shared/permissions/index.ts';
import { ACCESS_CHANGED, type Context, type MemberActor, type ShownGrant, type Unit, holdsEverywhere, isUuid, performAsMember, read } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { sentence } from '../../messages/index.ts';
import { NotFoundError, RuleError, StaleError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { type Standing, deleteGrant, demandScope, grantsOf, mayHandOut, notTheirs, replaceGrant, rolePermissionInput, standingUnderLock, toGrant } from '../members/index.ts';
import { roleCreated, roleDeleted, roleGranted, roleInherited, roleRevoked, roleUpdated } from './roles.events.ts';
import { createRoleInput, updateRoleInput } from './roles.input.ts';
import * as store from './roles.store.ts';

/** A role as it is shown: a preset, which is locked, or one of the workspace's own. */
export interface RoleView {
  /** The preset's name, or the custom role's id. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly isPreset: boolean;
  /** Whom its holders rank with. */
  readonly rank: Role;
  readonly permissions: readonly Permission[];
  readonly memberCount: number;
  readonly grants: readonly ShownGrant[];
  /** 0 for a preset. */
  readonly version: number;
  readonly updatedAt: Date | null;
}

const presetView = ({ locale }: Context, name: Role): Omit<RoleView, 'memberCount' | 'grants'> =>
  ({ id: name, name: sentence(locale, `role.${name}`), description: '', isPreset: true, rank: name, permissions: [...presets[name]], version: 0, updatedAt: null });

const customView = ({ id, name, description, rank_as, permissions, version, updated_at }: store.RoleRow): Omit<RoleView, 'memberCount' | 'grants'> =>
  ({ id, name, description, isPreset: false, rank: rank_as, permissions: permissions as Permission[], version, updatedAt: updated_at });

const readRoles = async (context: Context, { tx, workspaceId }: Unit): Promise<RoleView[]> => {
  const [rows, counts, grants] = [await store.listRoles(tx, workspaceId), await store.countHolders(tx, workspaceId), await grantsOf(tx, workspaceId, [])];
  return [...presetNames.map((name) => presetView(context, name)), ...rows.map(customView)].map((role) => ({
    ...role, memberCount: counts.get(role.id) ?? 0, grants: grants.filter((grant) => (grant.role_id ?? grant.role) === role.id).map(toGrant),
  }));
};

const readRole = async (context: Context, unit: Unit, id: string): Promise<RoleView> => {
  const role = (await readRoles(context, unit)).find((one) => one.id === id);
  if (!role) throw new NotFoundError('role');
  return role;
};

/** The presets, then the workspace's own roles by name. */
export const listRoles = (context: Context): Promise<RoleView[]> => read(context, 'roles:read', (unit) => readRoles(context, unit));

/** Why somebody may not change a custom role; null when they may. */
export function roleEditRefusal(viewer: Pick<Standing, 'role' | 'customRole'>, role: { readonly id: string; readonly rank: Role; readonly isPreset: boolean }): RuleError | null {
  if (role.isPreset) return new RuleError('role-locked');
  if (rank[role.rank] > rank[viewer.role]) return new RuleError('role-above');
  // Raising one's own would be an escalation, lowering it could lock one out.
  return viewer.customRole?.id === role.id ? new RuleError('own-role') : null;
}

/** Why somebody may not grant to or revoke from a role; null when they may. */
export function roleGrantRefusal(viewer: Pick<Standing, 'role' | 'customRole'>, role: { readonly id: string; readonly rank: Role; readonly isPreset: boolean }): RuleError | null {
  if (role.id === 'owner') return new RuleError('owner-role-irreducible');
  if (rank[role.rank] > rank[viewer.role]) return new RuleError('role-above');
  return (viewer.customRole?.id ?? viewer.role) === role.id ? new RuleError('own-role') : null;
}

const refuse = (refusal: RuleError | null): void => {
  if (refusal) throw refusal;
};

const refuseMore = (context: Context, viewer: Standing, before: readonly string[], after: readonly Permission[]): void => {
  const missing = after.find((permission) => !before.includes(permission) && !holdsEverywhere(viewer, permission));
  if (missing) throw notTheirs(context, missing);
};

const locked = async (unit: Unit, id: string): Promise<store.RoleRow> => {
  const row = isUuid(id) ? await store.lockRole(unit.tx, unit.workspaceId, id) : undefined;
  if (!row) throw new NotFoundError('role');
  return row;
};

/**
 * Makes a role as a copy of another, with what was changed of it. A copy of Owner ranks as Admin: only owners rank as
 * owners. Sent again with the same id, nothing more is made.
 * @throws RuleError `role-name-taken`, `role-above`, `not-theirs-to-give`
 */
export function createRole(context: Context, input: z.input<typeof createRoleInput>): Promise<RoleView> {
  return performAsMember(context, 'roles:manage', async (unit) => {
    const viewer = await standingUnderLock(unit, 'roles:manage');
    const { id, from, name, description, permissions } = validate(createRoleInput, input);
    const origin = await readRole(context, unit, from);
    const base = origin.rank === 'editor' ? 'editor' : 'admin';
    if (rank[base] > rank[viewer.role]) throw new RuleError('role-above');
    refuseMore(context, viewer, [], permissions);
    const outcome = await store.insertRole(unit.tx, unit.workspaceId, { id, name, description, base, permissions, createdBy: unit.actor.person.id });
    if (outcome === 'taken') throw new RuleError('role-name-taken', { name });
    if (outcome === 'made') await record(unit, roleCreated(id, { name, from: origin.isPreset ? origin.id : origin.name, permissions }));
    return readRole(context, unit, id);
  });
}

/**
 * Changes name, description and permissions. Who holds the role sees it at once.
 * @throws StaleError | RuleError `role-name-taken`, `role-locked`, `role-above`, `own-role`, `not-theirs-to-give`
 */
export function updateRole(context: Context, input: z.input<typeof updateRoleInput>): Promise<RoleView> {
  return performAsMember(context, 'roles:manage', async (unit) => {
    const viewer = await standingUnderLock(unit, 'roles:manage');
    const { id, name, description, permissions, version } = validate(updateRoleInput, input);
    if (isRole(id)) throw new RuleError('role-locked');
    const before = await locked(unit, id);
    refuse(roleEditRefusal(viewer, { id, rank: before.rank_as, isPreset: false }));
    if (before.version !== version) throw new StaleError(before.version);
    refuseMore(context, viewer, before.permissions, permissions);
    if (await store.nameTaken(unit.tx, unit.workspaceId, name, id)) throw new RuleError('role-name-taken', { name });
    await store.updateRole(unit.tx, unit.workspaceId, before, { name, description, permissions });
    const gained = permissions.filter((permission) => !before.permissions.includes(permission));
    const lost = before.permissions.filter((permission) => !(permissions as readonly string[]).includes(permission));
    await record(unit, roleUpdated(id, { name, gained, lost }));
    await unit.publish(ACCESS_CHANGED);
    return readRole(context, unit, id);
  });
}

/**
 * Deletes a role that nobody holds, with its grants.
 * @throws RuleError `role-held`, `role-locked`, `role-above`
 */
export function deleteRole(context: Context, id: string): Promise<string> {
  return performAsMember(context, 'roles:manage', async (unit) => {
    const viewer = await standingUnderLock(unit, 'roles:manage');
    if (isRole(id)) throw new RuleError('role-locked');
    const before = await locked(unit, id);
    const count = (await store.countHolders(unit.tx, unit.workspaceId)).get(id) ?? 0;
    if (count > 0) throw new RuleError('role-held', { name: before.name, count });
    refuse(roleEditRefusal(viewer, { id, rank: before.rank_as, isPreset: false }));
    await store.deleteRole(unit.tx, unit.workspaceId, id);
    await record(unit, roleDeleted(id, { name: before.name }));
    return id;
  });
}

/**
 * Grants or revokes one permission for everybody with a role, or with `inherit` goes back to what the role has.
 * @throws RuleError `owner-role-irreducible`, `role-above`, `own-role`, `not-theirs-to-give`
 */
export const setRolePermission = (context: Context, input: z.input<typeof rolePermissionInput>): Promise<RoleView> => performAsMember(context, 'roles:manage', (unit) => setRolePermissionInUnit(context, unit, input));

/** {@link setRolePermission} as a part of another use case; demands `roles:manage` itself. */
export async function setRolePermissionInUnit(context: Context, unit: Unit<MemberActor>, input: z.input<typeof rolePermissionInput>): Promise<RoleView> {
  const viewer = await standingUnderLock(unit, 'roles:manage');
  const { roleId, permission, choice, scope, expiresAt, reason } = validate(rolePermissionInput, input);
  const role = await readRole(context, unit, roleId);
  refuse(roleGrantRefusal(viewer, role));
  await demandScope(unit, scope);
  if (!mayHandOut(viewer, permission, scope)) throw notTheirs(context, permission);
  const target = role.isPreset ? { role: role.rank as Exclude<Role, 'owner'> } : { roleId };
  const about = { permission, name: role.isPreset ? role.id : role.name, ...(scope ? { [scope.kind]: scope.id } : {}) };
  if (choice === 'inherit') {
    if (!(await deleteGrant(unit.tx, unit.workspaceId, target, permission, scope))) return role;
    await record(unit, roleInherited(roleId, about));
  } else {
    await replaceGrant(unit.tx, { workspaceId: unit.workspaceId, target, permission, scope, effect: choice, reason, expiresAt, createdBy: unit.actor.person.id });
    await record(unit, (choice === 'grant' ? roleGranted : roleRevoked)(roleId, { ...about, expiresAt: expiresAt?.toISOString() ?? null }));
  }
  await unit.publish(ACCESS_CHANGED);
  return readRole(context, unit, roleId);
}

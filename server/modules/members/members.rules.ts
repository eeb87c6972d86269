import { type CustomRole, type Grant, type Permission, type Role, type Rule, type Scope, decides, rank } from '#shared/permissions/index.ts';
import { holdsEverywhere } from '../../access/index.ts';
import { RuleError } from '../../platform/failure.ts';

/** Somebody who changes others, as they stand inside the transaction. */
export interface Standing extends Access { readonly memberId: string; readonly role: Role; readonly customRole: CustomRole | null; readonly grants: readonly Grant[]; readonly at: Date }

/** What somebody may do, and where it ends. */
export interface Access { readonly permissions: ReadonlySet<Permission>; readonly narrowing: ReadonlyMap<Permission, readonly Rule[]> | null }

/** Somebody who is changed. */
export interface Target { readonly id: string; readonly name: string; readonly role: Role; readonly isLastOwner: boolean }

const isAbove = (one: Role, other: Role): boolean => rank[one] > rank[other];

/** Nobody edits somebody who ranks above them. */
const aboveRefusal = (viewer: Standing, { role, name }: Target): RuleError | null =>
  isAbove(role, viewer.role) ? new RuleError('member-above', { name }) : null;

/** Why a viewer may not remove a member; null when they may. */
export const removalRefusal = (viewer: Standing, target: Target): RuleError | null =>
  aboveRefusal(viewer, target) ?? (target.isLastOwner ? new RuleError('last-owner-removed', { name: target.name }) : null);

/** Why a viewer may not hand out a role; null when its rank allows it. A person's own role is no exception. */
export function roleRefusal(viewer: Standing, role: Role): RuleError | null {
  if (!isAbove(role, viewer.role)) return null;
  return new RuleError(role === 'owner' ? 'owner-by-owner' : 'role-above');
}

/** Why a viewer may not change a member's role at all; null when they may. */
export const roleChangeRefusal = (viewer: Standing, target: Target): RuleError | null =>
  aboveRefusal(viewer, target) ?? (target.isLastOwner ? new RuleError('last-owner-demoted', { name: target.name }) : null);

/** Why a viewer may not change any of a member's permissions; null when they may. */
export function permissionsRefusal(viewer: Standing, target: Target): RuleError | null {
  // Their own: raising them would be an escalation, lowering them could lock them out.
  if (target.id === viewer.memberId) return new RuleError('own-permissions');
  return aboveRefusal(viewer, target) ?? (target.role === 'owner' ? new RuleError('owner-irreducible', { name: target.name }) : null);
}

/** Whether one who holds `before` would gain a permission with `after`, somewhere or in more places. */
export const gains = (before: Access, after: Access, permission: Permission): boolean =>
  after.permissions.has(permission) && (!before.permissions.has(permission) || (holdsEverywhere(after, permission) && !holdsEverywhere(before, permission)));

/** The first permission that would be gained and that the giver doesn't hold everywhere. */
export const notTheirsToGive = (viewer: Access, before: Access, after: Access): Permission | null =>
  [...after.permissions].find((permission) => gains(before, after, permission) && !holdsEverywhere(viewer, permission)) ?? null;

/** Whether somebody may hand out or take one permission, everywhere or on one object: only as far as they hold it. */
export const mayHandOut = (viewer: Standing, permission: Permission, scope: Scope | null): boolean =>
  holdsEverywhere(viewer, permission) || (scope !== null && viewer.permissions.has(permission) && decides(viewer.customRole ?? viewer.role, viewer.grants, permission, viewer.at, [scope.id]));

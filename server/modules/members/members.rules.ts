import { type Permission, type Role, rank } from '#shared/permissions/index.ts';
import { RuleError } from '../../platform/failure.ts';

/** Somebody who changes others, as they stand inside the transaction. */
export interface Standing { readonly memberId: string; readonly role: Role; readonly permissions: ReadonlySet<Permission> }

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

/** The first permission that would be gained and that the giver doesn't hold. */
export const notTheirsToGive = (viewer: Standing, before: ReadonlySet<Permission>, after: ReadonlySet<Permission>): Permission | null =>
  [...after].find((permission) => !before.has(permission) && !viewer.permissions.has(permission)) ?? null;

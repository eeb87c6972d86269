import { type Permission, isPermission } from './catalogue.ts';
import { type Role, presets } from './presets.ts';

/** A grant or revocation, for everybody with a role or for one member. */
export interface Grant {
  readonly id: string;
  readonly permission: string;
  readonly effect: 'grant' | 'revoke';
  /** `role` is level 1, `member` is level 2 and wins over it. */
  readonly level: 'role' | 'member';
  /** When it ends by itself; null for never. */
  readonly expiresAt: Date | null;
}

/** What decided a permission, in the order the rules were asked. The last step wins. */
export interface Step {
  readonly source: 'preset' | 'role' | 'member' | 'owner';
  readonly allowed: boolean;
  readonly grantId: string | null;
}

const appliesAt = (grant: Grant, now: Date): boolean => grant.expiresAt === null || grant.expiresAt > now;

const decideLevel = (grants: readonly Grant[], level: Grant['level']): Step | null => {
  const here = grants.filter((grant) => grant.level === level);
  const decisive = here.find((grant) => grant.effect === 'revoke') ?? here[0];
  return decisive ? { source: level, allowed: decisive.effect === 'grant', grantId: decisive.id } : null;
};

/**
 * The chain that decides one permission. Rules of the product: the preset comes
 * first, the role's grants next, the person's last; a revocation wins over a
 * grant at the same level; the owner can't be reduced.
 */
export function explain(role: Role, grants: readonly Grant[], permission: Permission, now: Date): readonly Step[] {
  const preset: Step = { source: 'preset', allowed: presets[role].has(permission), grantId: null };
  if (role === 'owner') return [preset, { source: 'owner', allowed: true, grantId: null }];
  const about = grants.filter((grant) => grant.permission === permission && appliesAt(grant, now));
  const steps = [preset, decideLevel(about, 'role'), decideLevel(about, 'member')];
  return steps.filter((step) => step !== null);
}

/** Everything a person may do at `now`: the same rules as {@link explain}, for all permissions. */
export function resolve(role: Role, grants: readonly Grant[], now: Date): ReadonlySet<Permission> {
  const held = new Set<Permission>(presets[role]);
  if (role === 'owner') return held;
  const named = new Set(grants.map((grant) => grant.permission).filter(isPermission));
  for (const permission of named) {
    if (explain(role, grants, permission, now).at(-1)?.allowed) held.add(permission);
    else held.delete(permission);
  }
  return held;
}

/** What something needs: all of `allOf` and, if given, at least one of `anyOf`. */
export interface Requirement {
  readonly allOf?: readonly Permission[];
  readonly anyOf?: readonly Permission[];
}

/** Whether a set of permissions meets a requirement. An empty `anyOf` is met by nobody. */
export function meets(held: ReadonlySet<string>, { allOf = [], anyOf }: Requirement): boolean {
  return allOf.every((permission) => held.has(permission)) && (anyOf === undefined || anyOf.some((permission) => held.has(permission)));
}

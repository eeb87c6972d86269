import { type Permission, catalogue, isPermission } from './catalogue.ts';
import { type CustomRole, type Role, startOf } from './presets.ts';

/** One agent, or the documents that carry one tag. */
export interface Scope { readonly kind: 'agent' | 'tag'; readonly id: string }

/** A grant or revocation, for everybody with a role or for one member. */
export interface Grant {
  readonly id: string;
  readonly permission: string;
  readonly effect: 'grant' | 'revoke';
  /** `role` is level 1, `member` is level 2 and wins over it. */
  readonly level: 'role' | 'member';
  /** When it ends by itself; null for never. */
  readonly expiresAt: Date | null;
  /** What it is narrowed to. @default everything */
  readonly scope?: Scope | null;
}

/** What decided a permission, in the order the rules were asked. The last step wins. */
export interface Step {
  readonly source: 'preset' | 'custom' | 'role' | 'member' | 'owner';
  readonly allowed: boolean;
  readonly grantId: string | null;
}

const appliesAt = ({ expiresAt, scope, permission }: Grant, now: Date): boolean =>
  (expiresAt === null || expiresAt > now) && (!scope || (isPermission(permission) && catalogue[permission].narrowedTo === scope.kind));

const decideLevel = (grants: readonly Grant[], level: Grant['level']): Step | null => {
  const here = grants.filter((grant) => grant.level === level);
  const decisive = here.find((grant) => grant.effect === 'revoke') ?? here[0];
  return decisive ? { source: level, allowed: decisive.effect === 'grant', grantId: decisive.id } : null;
};

/**
 * The chain that decides one permission. Rules of the product: the role comes
 * first, the role's grants next, the person's last; a revocation wins over a
 * grant at the same level; the owner can't be reduced.
 * @param on ids of the object it is asked about: an agent's, or those of a document's tags. Without them, what is
 *   narrowed has no say.
 */
export function explain(role: Role | CustomRole, grants: readonly Grant[], permission: Permission, now: Date, on: readonly string[] = []): readonly Step[] {
  const first: Step = { source: typeof role === 'string' ? 'preset' : 'custom', allowed: startOf(role).has(permission), grantId: null };
  if (role === 'owner') return [first, { source: 'owner', allowed: true, grantId: null }];
  const about = grants.filter((grant) => grant.permission === permission && appliesAt(grant, now) && (!grant.scope || on.includes(grant.scope.id)));
  const steps = [first, decideLevel(about, 'role'), decideLevel(about, 'member')];
  return steps.filter((step) => step !== null);
}

/** Whether a permission is held on an object, or everywhere when none is named: the last step of {@link explain}. */
export const decides = (...asked: Parameters<typeof explain>): boolean => explain(...asked).at(-1)?.allowed ?? false;

const scopesOf = (grants: readonly Grant[], permission: Permission): readonly string[] =>
  [...new Set(grants.flatMap((grant) => (grant.permission === permission && grant.scope ? [grant.scope.id] : [])))];

/** Everything a person may do at `now`, somewhere at least: the same rules as {@link explain}, for all permissions. */
export function resolve(role: Role | CustomRole, grants: readonly Grant[], now: Date): ReadonlySet<Permission> {
  const held = new Set<Permission>(startOf(role));
  if (role === 'owner') return held;
  const named = new Set(grants.map((grant) => grant.permission).filter(isPermission));
  for (const permission of named) {
    const somewhere = decides(role, grants, permission, now) || scopesOf(grants, permission).some((id) => decides(role, grants, permission, now, [id]));
    if (somewhere) held.add(permission);
    else held.delete(permission);
  }
  return held;
}

/** Rules of a narrowed permission: the first that names one of the object's ids, or names none, decides. */
export type Rule = readonly [allowed: boolean, ids: readonly string[]] | readonly [allowed: boolean];

const rulesOf = (role: Role | CustomRole, grants: readonly Grant[], permission: Permission): readonly Rule[] => {
  const rules: Rule[] = [];
  for (const level of ['member', 'role'] as const) {
    for (const effect of ['revoke', 'grant'] as const) {
      const here = grants.filter((grant) => grant.level === level && grant.effect === effect);
      if (here.some(({ scope }) => !scope)) return [...rules, [effect === 'grant']];
      if (here.length > 0) rules.push([effect === 'grant', here.flatMap(({ scope }) => scope?.id ?? [])]);
    }
  }
  return [...rules, [startOf(role).has(permission)]];
};

/**
 * The permissions that don't hold everywhere alike, with the rules by which row-level security decides each row. It
 * says the same as {@link explain}; permissions that aren't in it are narrowed to nothing.
 */
export function narrowing(role: Role | CustomRole, grants: readonly Grant[], now: Date): ReadonlyMap<Permission, readonly Rule[]> {
  const found = new Map<Permission, readonly Rule[]>();
  if (role === 'owner') return found;
  const living = grants.filter((grant) => appliesAt(grant, now));
  for (const permission of new Set(living.flatMap(({ scope, permission: name }) => (scope && isPermission(name) ? [name] : [])))) {
    const rules = rulesOf(role, living.filter((grant) => grant.permission === permission), permission);
    if (rules.length > 1) found.set(permission, rules);
  }
  return found;
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

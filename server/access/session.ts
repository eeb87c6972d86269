import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Locale } from '#shared/contract/manifest.ts';
import { type CustomRole, type Grant, type Permission, type Role, type Rule, isPermission, narrowing, rank, resolve } from '#shared/permissions/index.ts';
import type { Database } from '../platform/database/database.ts';
import { sameSecret } from '../platform/keyring/keyring.ts';
import type { Actor, MemberActor } from './actor.ts';

interface StoredRole { id: string; name: string; base: CustomRole['base']; permissions: string[] }
interface StoredViewing { memberId: string | null; name: string | null; role: Role; startedAt: string; customRole: StoredRole | null; grants: StoredGrant[] }
interface StoredGrant { id: string; permission: string; effect: 'grant' | 'revoke'; level: 'role' | 'member'; expiresAt: string | null; scope: Grant['scope'] }

/** A membership with its person and workspace, as the database's `resolve_…` functions answer it. */
export interface ResolvedMember {
  user_id: string; user_name: string; user_email: string;
  workspace_id: string; workspace_name: string; workspace_locale: string; workspace_time_zone: string;
  member_id: string; role: Role; last_active_at: Date | null; grants: StoredGrant[]; custom_role: StoredRole | null; second_factor_due: boolean;
}
interface Resolved extends Omit<ResolvedMember, 'workspace_id'> { session_id: string; session_seen_at: Date; workspace_id: string | null; viewing: StoredViewing | null }

export interface Membership {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly role: Role;
  readonly customRole: CustomRole | null;
  readonly workspace: MemberActor['workspace'];
  readonly grants: readonly Grant[];
  readonly permissions: MemberActor['permissions'];
}

const toGrants = (stored: readonly StoredGrant[]): readonly Grant[] => stored.map((grant) => ({ ...grant, expiresAt: grant.expiresAt === null ? null : new Date(grant.expiresAt) }));

const toRole = (stored: StoredRole | null): CustomRole | null => stored && { ...stored, permissions: new Set(stored.permissions.filter(isPermission)) };

/** What decides and what follows from it, from the rows of a membership. The only way from rows to permissions. */
export function standingOf(role: Role, storedRole: StoredRole | null, storedGrants: readonly StoredGrant[], now: Date) {
  const customRole = toRole(storedRole);
  const grants = toGrants(storedGrants);
  const narrowed: ReadonlyMap<Permission, readonly Rule[]> | null = grants.some(({ scope }) => scope) ? narrowing(customRole ?? role, grants, now) : null;
  return { role, customRole, grants, permissions: resolve(customRole ?? role, grants, now), narrowing: narrowed, at: now };
}

/** What {@link standingOf} says of somebody. */
export type Standing = ReturnType<typeof standingOf>;

/** Whether somebody may look at the console with another's eyes: nobody sees more through it than by themselves. */
export const mayViewAs = (self: Pick<MemberActor, 'role' | 'permissions' | 'narrowing'>, target: Pick<MemberActor, 'role' | 'permissions'>): boolean =>
  self.permissions.has('members:view-as') && rank[target.role] <= rank[self.role] && [...target.permissions].every((permission) => self.permissions.has(permission) && !self.narrowing?.has(permission));

const asViewed = (self: MemberActor, { memberId, name, role, startedAt, customRole, grants }: StoredViewing, now: Date): MemberActor => {
  const seen = standingOf(role, customRole, grants, now);
  return mayViewAs(self, seen) ? { ...self, ...seen, memberId: memberId ?? self.memberId, viewing: { memberId, name, startedAt: new Date(startedAt), self } } : self;
};

const ACTIVE_EVERY_MS = 60_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text is a UUID in the form the product writes. */
export const isUuid = (value: string): boolean => UUID.test(value);

/**
 * The session token of a signed cookie (`<token>.<base64 HMAC-SHA-256>`, as better-auth writes it), or null when the signature is wrong.
 */
export function readSessionCookie(value: string, secret: string): string | null {
  const dot = value.lastIndexOf('.');
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const expected = createHmac('sha256', secret).update(token).digest();
  return sameSecret(Buffer.from(value.slice(dot + 1), 'base64'), expected) ? token : null;
}

/** A member with their own eyes, from the row of their membership. */
export const toSelf = (row: ResolvedMember, sessionId: string, now: Date): MemberActor => ({
  kind: 'member', sessionId, person: { id: row.user_id, name: row.user_name, email: row.user_email }, workspaceId: row.workspace_id,
  workspace: { name: row.workspace_name, locale: row.workspace_locale as Locale, timeZone: row.workspace_time_zone },
  memberId: row.member_id, ...standingOf(row.role, row.custom_role, row.grants, now), viewing: null, token: null,
});

/**
 * Who holds a session token, and what they may do now in one workspace (the wanted one, else their first).
 * Computed afresh for every request from one query: a revocation holds from the next one on.
 */
export async function resolveActor(database: Database, token: string | null, wantedWorkspace: string | null): Promise<Actor> {
  if (token === null) return { kind: 'anonymous' };
  if (wantedWorkspace !== null && !isUuid(wantedWorkspace)) return resolvePerson(database, token);
  const { rows } = await database.appPool.query<Resolved>({ name: 'resolve_session', text: 'select * from app.resolve_session($1, $2)', values: [token, wantedWorkspace] });
  const [row] = rows;
  if (!row) return { kind: 'anonymous' };
  const person = { id: row.user_id, name: row.user_name, email: row.user_email };
  const now = new Date();
  if (now.getTime() - row.session_seen_at.getTime() > ACTIVE_EVERY_MS) void database.appPool.query('select app.touch_session($1)', [row.session_id]).catch(() => undefined);
  if (row.workspace_id === null) return { kind: 'person', sessionId: row.session_id, person };
  if (row.second_factor_due) return { kind: 'person', sessionId: row.session_id, person, secondFactorDue: { workspaceId: row.workspace_id, workspaceName: row.workspace_name } };
  if (!row.last_active_at || now.getTime() - row.last_active_at.getTime() > ACTIVE_EVERY_MS) {
    // Not awaited: an answer need not wait for a "last active" to be written.
    void database.appPool.query('select app.touch_member($1, $2)', [row.workspace_id, row.member_id]).catch(() => undefined);
  }
  const self = toSelf({ ...row, workspace_id: row.workspace_id }, row.session_id, now);
  return row.viewing ? asViewed(self, row.viewing, now) : self;
}

const resolvePerson = async (database: Database, token: string): Promise<Actor> => {
  const actor = await resolveActor(database, token, null);
  return actor.kind === 'member' ? { kind: 'person', sessionId: actor.sessionId, person: actor.person } : actor;
};

/** Every workspace a person belongs to, oldest membership first. */
export async function membershipsOf(database: Database, personId: string): Promise<readonly Membership[]> {
  const { rows } = await sql<Resolved>`select * from app.memberships(${personId})`.execute(database.app);
  const now = new Date();
  return rows.map((row) => {
    return {
      workspaceId: row.workspace_id ?? '', memberId: row.member_id, ...standingOf(row.role, row.custom_role, row.grants, now),
      workspace: { name: row.workspace_name, locale: row.workspace_locale as Locale, timeZone: row.workspace_time_zone },
    };
  });
}

/** Names of the owners of a workspace, for "ask …" sentences. */
export async function ownerNames(database: Database, workspaceId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ owner_names: string }>`select * from app.owner_names(${workspaceId})`.execute(database.app);
  return rows.map((row) => row.owner_names);
}

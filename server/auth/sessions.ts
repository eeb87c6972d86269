import { randomBytes, randomUUID } from 'node:crypto';
import type { Platform } from '../platform/platform.ts';
import { writeCookie, sign } from './cookies.ts';
import { type Identity, inIdentity, recordAccountEvent } from './identity.ts';
import { type Device, describeDevice } from './user-agent.ts';

export const SESSION_SECONDS = 60 * 60 * 24 * 7;
/** Published when sessions end, so that every process closes their sockets. */
export const SESSION_ENDED = 'session-ended';

/** Where a request comes from, as far as a session keeps it. */
export interface Origin { readonly address: string; readonly userAgent: string | null }

/** Names and keys of the cookies by which a browser is known. */
export interface CookieNames { readonly session: string; readonly device: string; readonly challenge: string; readonly secret: string; readonly secure: boolean }

const TOKEN_BYTES = 32;
const LONGEST_AGENT = 400;

/**
 * Opens a session and answers with the cookie that carries it, as better-auth's own would be.
 * @param company how somebody came through theirs: the workspace for which it says that it asked for a second factor, and by what the session is known there
 */
export async function openSession(identity: Identity, names: CookieNames, personId: string, { address, userAgent }: Origin, { factorOf, companySession }: { readonly factorOf: string | null; readonly companySession: string | null } = { factorOf: null, companySession: null }): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  await identity.query(
    'insert into sessions (id, user_id, token, expires_at, ip_address, user_agent, factor_of, sso_session) values ($1, $2, $3, now() + make_interval(secs => $4), $5, $6, $7, $8)',
    [randomUUID(), personId, token, SESSION_SECONDS, address, userAgent?.slice(0, LONGEST_AGENT) ?? null, factorOf, companySession],
  );
  return writeCookie(names.session, sign(token, names.secret), { secure: names.secure, maxAge: SESSION_SECONDS });
}

/** Who asks, by their session; the account is theirs in whatever workspace they are. */
export interface SignedIn {
  readonly sessionId: string;
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  /** When they proved who they are. */
  readonly since: Date;
}

export async function whoHolds({ database }: Platform, token: string | null): Promise<SignedIn | null> {
  if (token === null) return null;
  const { rows: [row] } = await database.authPool.query<{ id: string; user_id: string; name: string; email: string; created_at: Date }>(
    'select s.id, s.user_id, u.name, u.email, s.created_at from sessions s join users u on u.id = s.user_id where s.token = $1 and s.expires_at > now()', [token]);
  return row ? { sessionId: row.id, personId: row.user_id, name: row.name, email: row.email, since: row.created_at } : null;
}

/** By what a session is known at the company's provider that began it; null for one that none began. */
export async function companySessionOf({ database }: Platform, token: string | null): Promise<{ readonly workspaceId: string; readonly id: string } | null> {
  if (token === null) return null;
  const { rows: [row] } = await database.authPool.query<{ id: string; workspace_id: string }>('select id, workspace_id from app.company_session($1)', [token]);
  return row ? { workspaceId: row.workspace_id, id: row.id } : null;
}

/** Whether a session may begin with what the company's provider began; it doesn't end before this transaction. */
export async function holdsCompanySession(identity: Identity, id: string): Promise<boolean> {
  return (await identity.query<{ held: boolean }>('select app.hold_company_session($1) as held', [id])).rows[0]?.held ?? false;
}

/** A place where a person is signed in. `address` is a network address: nobody is asked where in the world it is. */
export interface OpenSession extends Device { readonly id: string; readonly address: string | null; readonly createdAt: Date; readonly lastSeenAt: Date; readonly isCurrent: boolean }

/** Where a person is signed in: this device first, then by when they were last seen. */
export async function listSessions({ database }: Platform, { personId, sessionId }: SignedIn): Promise<readonly OpenSession[]> {
  const { rows } = await database.authPool.query<{ id: string; ip_address: string | null; user_agent: string | null; created_at: Date; last_seen_at: Date }>(
    'select id, ip_address, user_agent, created_at, last_seen_at from sessions where user_id = $1 and expires_at > now() order by id = $2 desc, last_seen_at desc, id limit 200', [personId, sessionId]);
  return rows.map((row) => ({ id: row.id, ...describeDevice(row.user_agent), address: row.ip_address, createdAt: row.created_at, lastSeenAt: row.last_seen_at, isCurrent: row.id === sessionId }));
}

/** Ends sessions of a person and closes their sockets in every process: one, or all but one. How many there were. */
export async function endSessions(identity: Identity, personId: string, which: { readonly only: string } | { readonly butNot: string }): Promise<number> {
  const [condition, id] = 'only' in which ? ['id = $2', which.only] : ['id <> $2', which.butNot];
  const { rowCount } = await identity.query(`delete from sessions where user_id = $1 and ${condition}`, [personId, id]);
  if (rowCount) await identity.query('select pg_notify($1, $2)', ['isatis', JSON.stringify({ topic: SESSION_ENDED, workspaceId: '', personId })]);
  return rowCount ?? 0;
}

/** Signs a person out elsewhere: in one place, or in all others. */
export const signOutElsewhere = (platform: Platform, { personId, sessionId }: SignedIn, only: string | null): Promise<number> => inIdentity(platform, async (identity) => {
  const count = await endSessions(identity, personId, only === null ? { butNot: sessionId } : { only });
  if (count > 0) await recordAccountEvent(identity, personId, 'sessions-ended', { count });
  return count;
});

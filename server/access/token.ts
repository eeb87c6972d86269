import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type Permission, catalogue, tokenPermissions } from '#shared/permissions/index.ts';
import type { Database } from '../platform/database/database.ts';
import type { Actor, MemberActor } from './actor.ts';
import { type ResolvedMember, toSelf } from './session.ts';

/** What every token begins with, so that people and secret scanners know one when they see it. */
export const TOKEN_PREFIX = 'isatis_';
const SECRET_BYTES = 32;
const CHECK_LENGTH = 6;
const SHAPE = /^isatis_[\w-]{43}[0-9a-z]{6}$/;

/** Six characters that tell a mistyped or cut-off token from one that was never made, without asking anybody. */
const checkOf = (secret: string): string => crc32(secret).toString(36).padStart(CHECK_LENGTH, '0').slice(-CHECK_LENGTH);

/** A new token: the prefix, 256 random bits, a check. It is shown once and stored nowhere. */
export function makeToken(): string {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return `${TOKEN_PREFIX}${secret}${checkOf(secret)}`;
}

const isToken = (text: string): boolean => SHAPE.test(text) && text.endsWith(checkOf(text.slice(TOKEN_PREFIX.length, -CHECK_LENGTH)));

/** What is stored of a token. It has too many bits to be guessed from it. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** What a token leaves of its maker's permissions: those it was given, as far as what they depend on is there too. */
export function withinToken(held: ReadonlySet<Permission>, given: readonly string[]): ReadonlySet<Permission> {
  const within = new Set(tokenPermissions.filter((permission) => held.has(permission) && given.includes(permission)));
  // What one depends on stands before it in the catalogue only mostly: asked until nothing more falls away.
  for (let before = -1; before !== within.size;) {
    before = within.size;
    for (const permission of within) if (catalogue[permission].dependsOn.some((needed) => !within.has(needed as Permission))) within.delete(permission);
  }
  return within;
}

interface ResolvedToken extends ResolvedMember { token_id: string; token_name: string; token_permissions: string[]; token_used_at: Date | null }

const USED_EVERY_MS = 60_000;

/**
 * Who a token stands for: its maker in its workspace, with what both the maker holds now and the token was given.
 * @param wantedWorkspace another workspace than the token's is not reached: then it stands for nobody there
 */
export async function resolveToken(database: Database, token: string, wantedWorkspace: string | null): Promise<Actor> {
  if (!isToken(token)) return { kind: 'anonymous' };
  const { rows: [row] } = await database.appPool.query<ResolvedToken>({ name: 'resolve_token', text: 'select * from app.resolve_token($1)', values: [hashToken(token)] });
  if (!row) return { kind: 'anonymous' };
  const now = new Date();
  if (row.second_factor_due) return { kind: 'person', sessionId: '', person: { id: row.user_id, name: row.user_name, email: row.user_email }, secondFactorDue: { workspaceId: row.workspace_id, workspaceName: row.workspace_name } };
  if (!row.token_used_at || now.getTime() - row.token_used_at.getTime() > USED_EVERY_MS) {
    void database.appPool.query('select app.touch_token($1, $2)', [row.workspace_id, row.token_id]).catch(() => undefined);
  }
  const maker = toSelf(row, '', now);
  if (wantedWorkspace !== null && wantedWorkspace !== maker.workspaceId) return { kind: 'person', sessionId: '', person: maker.person };
  const permissions = withinToken(maker.permissions, row.token_permissions);
  const narrowed = maker.narrowing && new Map([...maker.narrowing].filter(([permission]) => permissions.has(permission)));
  return { ...maker, permissions, narrowing: narrowed && narrowed.size > 0 ? narrowed : null, token: { id: row.token_id, name: row.token_name } } satisfies MemberActor;
}

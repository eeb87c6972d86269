import { createHash, randomBytes } from 'node:crypto';
import type { Platform } from '../platform/platform.ts';
import { writeCookie } from './cookies.ts';
import type { Identity } from './identity.ts';
import type { CookieNames } from './sessions.ts';

/** What waits between two steps: a code after the password, or a passkey's answer. */
export type ChallengeKind = 'second-factor' | 'passkey-sign-in' | 'passkey-add';
export interface Challenge { readonly kind: ChallengeKind; readonly personId: string | null; readonly challenge: string | null }

const SECONDS = 600;
const MOST_TRIES = 5;
const ID_BYTES = 32;

const hashOf = (id: string): Buffer => createHash('sha256').update(id).digest();

/** Keeps what the next step needs, and answers with the cookie by which it is found again. */
export async function openChallenge({ database }: Platform, names: CookieNames, { kind, personId, challenge }: Challenge): Promise<string> {
  const id = randomBytes(ID_BYTES).toString('base64url');
  await database.authPool.query('insert into sign_in_challenges (id_hash, kind, user_id, challenge, expires_at) values ($1, $2, $3, $4, now() + make_interval(secs => $5))', [hashOf(id), kind, personId, challenge, SECONDS]);
  return writeCookie(names.challenge, id, { secure: names.secure, maxAge: SECONDS });
}

/** Counts a try at a challenge; null when it has ended, or was tried often enough. */
export async function tryChallenge({ database }: Platform, id: string | null, kind: ChallengeKind): Promise<Challenge | null> {
  if (id === null) return null;
  const { rows: [row] } = await database.authPool.query<{ user_id: string | null; challenge: string | null }>(
    'update sign_in_challenges set tries = tries + 1 where id_hash = $1 and kind = $2 and expires_at > now() and tries < $3 returning user_id, challenge', [hashOf(id), kind, MOST_TRIES]);
  return row ? { kind, personId: row.user_id, challenge: row.challenge } : null;
}

/** Ends a challenge that was met; false when somebody else was faster. */
export async function closeChallenge(identity: Identity, id: string): Promise<boolean> {
  return (await identity.query('delete from sign_in_challenges where id_hash = $1', [hashOf(id)])).rowCount === 1;
}

/** Takes the cookie of a challenge away. */
export const forgetChallenge = (names: CookieNames): string => writeCookie(names.challenge, '', { secure: names.secure, maxAge: 0 });

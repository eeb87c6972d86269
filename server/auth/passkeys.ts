import { randomUUID } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { NotFoundError, RuleError, ValidationError } from '../platform/failure.ts';
import type { Platform } from '../platform/platform.ts';
import { validate } from '../platform/validate.ts';
import { closeChallenge, openChallenge, tryChallenge } from './challenges.ts';
import { readCookie } from './cookies.ts';
import { inIdentity, recordAccountEvent } from './identity.ts';
import type { CookieNames, SignedIn } from './sessions.ts';
import type { Entered, Entry, SignIn } from './sign-in.ts';
import { countTry } from './throttle.ts';

/** The site that a passkey belongs to: its origin and, without scheme and port, its name. */
export interface Site { readonly origin: string; readonly id: string }

export interface Passkey { readonly id: string; readonly name: string; readonly createdAt: Date; readonly lastUsedAt: Date | null }

const MOST_EACH = 20;
// What a browser sends is checked by the library in full; here only that it has the shape to be read.
const credential = z.object({ id: z.string().min(1).max(1400), rawId: z.string(), type: z.literal('public-key'), response: z.record(z.string(), z.unknown()), clientExtensionResults: z.record(z.string(), z.unknown()).default({}) }).loose();
const addInput = z.object({ name: z.string().trim().min(1).max(80), response: credential });

// A third of a second to load; few ever need it.
const library = () => import('@simplewebauthn/server');

interface Stored { readonly id: string; readonly user_id: string; readonly credential_id: string; readonly public_key: Buffer; readonly counter: string; readonly transports: string[] }

export async function listPasskeys({ database }: Platform, personId: string): Promise<readonly Passkey[]> {
  const { rows } = await database.authPool.query<{ id: string; name: string; created_at: Date; last_used_at: Date | null }>('select id, name, created_at, last_used_at from passkeys where user_id = $1 order by created_at, id', [personId]);
  return rows.map((row) => ({ id: row.id, name: row.name, createdAt: row.created_at, lastUsedAt: row.last_used_at }));
}

/** What the browser needs to make a passkey, and the cookie that goes with it. */
export async function offerPasskey(platform: Platform, names: CookieNames, { personId, email, name }: SignedIn, site: Site): Promise<{ readonly options: unknown; readonly cookie: string }> {
  const { rows } = await platform.database.authPool.query<Pick<Stored, 'credential_id' | 'transports'>>('select credential_id, transports from passkeys where user_id = $1', [personId]);
  if (rows.length >= MOST_EACH) throw new RuleError('passkey-too-many', { count: MOST_EACH });
  const options = await (await library()).generateRegistrationOptions({
    rpName: 'Isatis', rpID: site.id, userID: new TextEncoder().encode(personId), userName: email, userDisplayName: name, attestationType: 'none',
    excludeCredentials: rows.map((row) => ({ id: row.credential_id, transports: row.transports as never })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { options, cookie: await openChallenge(platform, names, { kind: 'passkey-add', personId, challenge: options.challenge }) };
}

/** Keeps the passkey that the browser made. */
export async function addPasskey(platform: Platform, names: CookieNames, { personId }: SignedIn, site: Site, cookies: string | undefined, input: unknown): Promise<void> {
  const { name, response } = validate(addInput, input);
  const id = readCookie(cookies, names.challenge);
  const challenge = await tryChallenge(platform, id, 'passkey-add');
  if (id === null || !challenge?.challenge || challenge.personId !== personId) throw new RuleError('passkey-too-slow');
  const verified = await (await library()).verifyRegistrationResponse({ response: response as unknown as RegistrationResponseJSON, expectedChallenge: challenge.challenge, expectedOrigin: site.origin, expectedRPID: site.id, requireUserVerification: true }).catch(() => null);
  if (!verified?.verified) throw new ValidationError([{ path: 'response', code: 'passkey' }]);
  const { credential: made } = verified.registrationInfo;
  await inIdentity(platform, async (identity) => {
    if (!(await closeChallenge(identity, id))) throw new RuleError('passkey-too-slow');
    await identity.query('insert into passkeys (id, user_id, credential_id, public_key, counter, transports, name) values ($1, $2, $3, $4, $5, $6, $7)',
      [randomUUID(), personId, made.id, Buffer.from(made.publicKey), made.counter, made.transports ?? [], name]);
    await recordAccountEvent(identity, personId, 'passkey-added');
  });
}

export async function removePasskey(platform: Platform, { personId }: SignedIn, id: string): Promise<void> {
  await inIdentity(platform, async (identity) => {
    const { rowCount } = await identity.query('delete from passkeys where user_id = $1 and id::text = $2', [personId, id]);
    if (!rowCount) throw new NotFoundError('passkey');
    await recordAccountEvent(identity, personId, 'passkey-removed');
  });
}

/** What the browser needs to ask for any passkey of this site: nobody is named, so nothing is told of anybody. */
export async function askForPasskey(platform: Platform, names: CookieNames, site: Site): Promise<{ readonly options: unknown; readonly cookie: string }> {
  const options = await (await library()).generateAuthenticationOptions({ rpID: site.id, userVerification: 'required' });
  return { options, cookie: await openChallenge(platform, names, { kind: 'passkey-sign-in', personId: null, challenge: options.challenge }) };
}

/** Signs in with a passkey: the device and whoever unlocked it are both steps in one. Null when it isn't one of ours. */
export async function signInByPasskey(platform: Platform, names: CookieNames, signIn: SignIn, site: Site, entry: Entry, input: unknown): Promise<Entered | null> {
  await countTry(platform, [{ kind: 'address', of: entry.address }]);
  const response = validate(credential, input);
  const id = readCookie(entry.cookies, names.challenge);
  const challenge = await tryChallenge(platform, id, 'passkey-sign-in');
  if (id === null || !challenge?.challenge) return null;
  const { rows: [stored] } = await platform.database.authPool.query<Stored>('select id, user_id, credential_id, public_key, counter, transports from passkeys where credential_id = $1', [response.id]);
  if (!stored) return null;
  const verified = await (await library()).verifyAuthenticationResponse({
    response: response as unknown as AuthenticationResponseJSON, expectedChallenge: challenge.challenge, expectedOrigin: site.origin, expectedRPID: site.id, requireUserVerification: true,
    credential: { id: stored.credential_id, publicKey: new Uint8Array(stored.public_key), counter: Number(stored.counter), transports: stored.transports as never },
  }).catch(() => null);
  if (!verified?.verified) return null;
  const isFirst = await inIdentity(platform, async (identity) => {
    if (!(await closeChallenge(identity, id))) return false;
    await identity.query('update passkeys set counter = $2, last_used_at = now() where id = $1', [stored.id, verified.authenticationInfo.newCounter]);
    return true;
  });
  return isFirst ? { step: 'in', personId: stored.user_id, cookies: await signIn.enter(stored.user_id, entry) } : null;
}

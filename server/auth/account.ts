import { z } from 'zod';
import { RuleError, ValidationError } from '../platform/failure.ts';
import type { Platform } from '../platform/platform.ts';
import { validate } from '../platform/validate.ts';
import { inIdentity, recordAccountEvent } from './identity.ts';
import { type SignedIn, endSessions } from './sessions.ts';
import type { SignIn } from './sign-in.ts';

export const MIN_PASSWORD = 10;
export const MAX_PASSWORD = 128;

const nameInput = z.object({ name: z.string().trim().min(1).max(120) });
const passwordInput = z.object({ password: z.string().min(1).max(MAX_PASSWORD), newPassword: z.string().min(MIN_PASSWORD).max(MAX_PASSWORD) });

/** Changes the name by which colleagues know somebody. */
export async function changeName(platform: Platform, { personId }: SignedIn, input: unknown): Promise<{ readonly name: string }> {
  const { name } = validate(nameInput, input);
  await inIdentity(platform, async (identity) => {
    const { rowCount } = await identity.query('update users set name = $2, updated_at = now() where id = $1 and name <> $2', [personId, name]);
    if (rowCount) await recordAccountEvent(identity, personId, 'name-changed');
  });
  return { name };
}

export async function hasPassword({ database }: Pick<Platform, 'database'>, personId: string): Promise<boolean> {
  return (await database.authPool.query("select 1 from accounts where user_id = $1 and provider_id = 'credential' and password is not null", [personId])).rowCount === 1;
}

/** For how long having signed in is as good as a password to who has none. */
const FRESH_MS = 600_000;

/**
 * Demands that somebody who is signed in proves anew who they are: a session left open changes nothing of how its person
 * signs in. By their password; who has none, and comes through their company, by having come just now.
 * @throws RuleError `sign-in-again`
 */
export async function demandProof(platform: Platform, signIn: SignIn, { personId, since }: SignedIn, password: string | undefined): Promise<void> {
  if (!(await hasPassword(platform, personId))) {
    if (Date.now() - since.getTime() > FRESH_MS) throw new RuleError('sign-in-again');
    return;
  }
  if (password === undefined || !(await signIn.isPassword(personId, password))) throw new ValidationError([{ path: 'password', code: password === undefined ? 'required' : 'password-again' }]);
}

/** A new password; wherever else the person is signed in, they are no more. */
export async function changePassword(platform: Platform, signIn: SignIn, { personId, sessionId }: SignedIn, input: unknown): Promise<{ readonly sessionsEnded: number }> {
  const { password, newPassword } = validate(passwordInput, input);
  // Who has none sets the first one by mail.
  if (!(await signIn.isPassword(personId, password))) throw new ValidationError([{ path: 'password', code: 'password-again' }]);
  const hash = await platform.passwords.hash(newPassword);
  return inIdentity(platform, async (identity) => {
    await identity.query("update accounts set password = $2, updated_at = now() where user_id = $1 and provider_id = 'credential'", [personId, hash]);
    const sessionsEnded = await endSessions(identity, personId, { butNot: sessionId });
    await recordAccountEvent(identity, personId, 'password-changed', { count: sessionsEnded });
    return { sessionsEnded };
  });
}

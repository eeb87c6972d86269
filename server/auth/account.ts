import { z } from 'zod';
import { ValidationError } from '../platform/failure.ts';
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

/** Demands the password of somebody who is signed in: a session left open changes nothing of how its person signs in. */
export async function demandPassword(signIn: SignIn, personId: string, password: string): Promise<void> {
  if (!(await signIn.isPassword(personId, password))) throw new ValidationError([{ path: 'password', code: 'password-again' }]);
}

/** A new password; wherever else the person is signed in, they are no more. */
export async function changePassword(platform: Platform, signIn: SignIn, { personId, sessionId }: SignedIn, input: unknown): Promise<{ readonly sessionsEnded: number }> {
  const { password, newPassword } = validate(passwordInput, input);
  await demandPassword(signIn, personId, password);
  const hash = await platform.passwords.hash(newPassword);
  return inIdentity(platform, async (identity) => {
    await identity.query("update accounts set password = $2, updated_at = now() where user_id = $1 and provider_id = 'credential'", [personId, hash]);
    const sessionsEnded = await endSessions(identity, personId, { butNot: sessionId });
    await recordAccountEvent(identity, personId, 'password-changed', { count: sessionsEnded });
    return { sessionsEnded };
  });
}

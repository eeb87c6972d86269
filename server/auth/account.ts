import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { RuleError, ValidationError } from '../platform/failure.ts';
import type { Platform } from '../platform/platform.ts';
import { validate } from '../platform/validate.ts';
import { bindingCompany } from './company.ts';
import { inIdentity, recordAccountEvent } from './identity.ts';
import { type SignedIn, endSessions } from './sessions.ts';
import type { SignIn } from './sign-in.ts';

export const MIN_PASSWORD = 10;
export const MAX_PASSWORD = 128;

const nameInput = z.object({ name: z.string().trim().min(1).max(120) });
const passwordInput = z.object({ password: z.string().min(1).max(MAX_PASSWORD).optional(), newPassword: z.string().min(MIN_PASSWORD).max(MAX_PASSWORD) });

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

/**
 * A new password; wherever else the person is signed in, they are no more. Who has none leaves the present one out and gets
 * their first, unless their company lets its people in through itself alone: it would open nothing.
 * @throws RuleError `sign-in-again`, `password-by-company`
 */
export async function changePassword(platform: Platform, signIn: SignIn, who: SignedIn, input: unknown): Promise<{ readonly sessionsEnded: number }> {
  const { personId, sessionId } = who;
  const { password, newPassword } = validate(passwordInput, input);
  const isFirst = !(await hasPassword(platform, personId));
  if (isFirst) await refuseFirstPassword(platform, personId);
  await demandProof(platform, signIn, who, password);
  const hash = await platform.passwords.hash(newPassword);
  return inIdentity(platform, async (identity) => {
    // One at a time: nobody has two passwords.
    await identity.query('select 1 from users where id = $1 for update', [personId]);
    const { rowCount } = await identity.query("update accounts set password = $2, updated_at = now() where user_id = $1 and provider_id = 'credential'", [personId, hash]);
    if (!rowCount) await identity.query("insert into accounts (id, user_id, account_id, provider_id, password) values ($1, $2, $3, 'credential', $4)", [randomUUID(), personId, personId, hash]);
    const sessionsEnded = await endSessions(identity, personId, { butNot: sessionId });
    await recordAccountEvent(identity, personId, isFirst ? 'password-set' : 'password-changed', { count: sessionsEnded });
    return { sessionsEnded };
  });
}

async function refuseFirstPassword({ database }: Platform, personId: string): Promise<void> {
  const company = await bindingCompany(database.authPool, personId);
  if (company !== null) throw new RuleError('password-by-company', { company });
}

import { randomUUID } from 'node:crypto';
import { type Context, type Unit, asDirectory, perform } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { NotFoundError } from '../../platform/failure.ts';
import type { Platform } from '../../platform/platform.ts';
import { validate } from '../../platform/validate.ts';
import { accountOfAddress, barredBy, createCompanyAccount, joinByDirectory, membershipUnderLock } from '../members/index.ts';
import { opened } from './connection.service.ts';
import { type Claims, type Pending, type Provider, beginSignIn, finishSignIn } from './oidc.ts';
import { identityLinked } from './sso.events.ts';
import { domainOf, optionsInput, startInput } from './sso.input.ts';
import * as store from './sso.store.ts';

/** Why nobody was signed in. Names the sentence `signIn.sso.<reason>` of the shell. */
export type Refusal = 'failed' | 'cancelled' | 'expired' | 'unverified' | 'domain' | 'removed' | 'other-identity' | 'unavailable';

export class SignInRefusedError extends Error {
  override readonly name = 'SignInRefusedError';
  readonly reason: Refusal;
  constructor(reason: Refusal, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

const serviceOf = async ({ platform }: Context, email: string) => {
  const domain = domainOf(email);
  return domain === null ? null : store.workspaceOfDomain(platform.database.app, domain);
};

/** Which company signs in the addresses of a domain; null for none. Says the same of every address of a domain. */
export async function signInOptions(context: Context, input: unknown): Promise<{ readonly label: string; readonly required: boolean } | null> {
  const found = await serviceOf(context, validate(optionsInput, input).email);
  return found && { label: found.label, required: found.required };
}

const providerOf = (platform: Platform, workspaceId: string): Promise<Provider> => perform(asDirectory(platform, workspaceId, 'sso'), 'directory', async (unit) => {
  const connection = await store.findConnection(unit.tx, unit.workspaceId);
  if (!connection) throw new SignInRefusedError('expired');
  return opened(unit, connection);
});

/** A sign-in that waits for its person to come back from the provider. */
export interface Started extends Pending { readonly workspaceId: string; readonly issuer: string; readonly next: string | null }

/**
 * Begins to sign in somebody of a domain.
 * @throws NotFoundError when no company signs in that domain
 * @throws SignInRefusedError `unavailable` when the provider can't be reached
 */
export async function startSignIn(context: Context, input: unknown): Promise<{ readonly address: URL; readonly started: Started }> {
  const { email, next } = validate(startInput, input);
  const found = await serviceOf(context, email);
  if (!found) throw new NotFoundError('connection');
  const provider = await providerOf(context.platform, found.workspaceId);
  try {
    const { address, pending } = await beginSignIn(context.platform, provider, email);
    return { address, started: { ...pending, workspaceId: found.workspaceId, issuer: provider.issuer, next } };
  } catch (error) {
    throw new SignInRefusedError('unavailable', { cause: error });
  }
}

/** The member that a provider's word stands for: known by subject, else by address, else made. */
async function memberFor(unit: Unit, platform: Platform, { email, subject, issuer, name }: Claims & { readonly email: string }): Promise<string> {
  const { tx, workspaceId } = unit;
  const known = await store.findIdentity(tx, workspaceId, issuer, subject);
  if (known) {
    await store.touchIdentity(tx, workspaceId, known.id);
    return known.user_id;
  }
  const account = await accountOfAddress(platform, email);
  const personId = account?.personId ?? randomUUID();
  let memberId = (await membershipUnderLock(unit, personId))?.memberId;
  const linked = memberId && (await store.identityOfMember(tx, workspaceId, memberId, issuer));
  if (linked) {
    // Another window linked it while this one waited for the lock.
    if (linked.subject === subject) return personId;
    throw new SignInRefusedError('other-identity');
  }
  if (!memberId) {
    if (account && (await barredBy(unit, { personId, email }))) throw new SignInRefusedError('removed');
    if (!account) await createCompanyAccount(unit, { personId, name: name ?? email.slice(0, email.indexOf('@')), email });
    ({ memberId } = await joinByDirectory(unit, { personId, email, role: (await store.findPolicy(tx, workspaceId)).default_role, via: 'sso' }));
  }
  await store.insertIdentity(tx, workspaceId, { memberId, issuer, subject });
  await record(unit, identityLinked(memberId, new URL(issuer).host));
  return personId;
}

const isTaken = (error: unknown): boolean => (error as { code?: unknown }).code === '23505';

/**
 * Finishes a sign-in with the query that the provider sent somebody back with.
 * @returns whose session to begin
 * @throws SignInRefusedError
 */
export async function completeSignIn({ platform }: Context, query: string, started: Started): Promise<{ readonly personId: string; readonly workspaceId: string }> {
  const { workspaceId } = started;
  const provider = await providerOf(platform, workspaceId);
  if (provider.issuer !== started.issuer) throw new SignInRefusedError('expired');
  const claims = await finishSignIn(platform, provider, query, started).catch((error: unknown) => {
    const denied = (error as { error?: unknown }).error === 'access_denied';
    throw new SignInRefusedError(denied ? 'cancelled' : 'failed', { cause: error });
  });
  const { email, emailVerified } = claims;
  if (email === null || !emailVerified) throw new SignInRefusedError('unverified');
  const domain = domainOf(email);
  const enter = (): Promise<string> => perform(asDirectory(platform, workspaceId, 'sso'), 'directory', async (unit) => {
    if (domain === null || !(await store.hasVerifiedDomain(unit.tx, workspaceId, domain))) throw new SignInRefusedError('domain');
    return memberFor(unit, platform, { ...claims, email: email.toLowerCase() });
  });
  // Two windows at the same moment: the second finds what the first made.
  const personId = await enter().catch((error: unknown) => (isTaken(error) ? enter() : Promise.reject(error as Error)));
  return { personId, workspaceId };
}

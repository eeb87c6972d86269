import { randomBytes, randomUUID } from 'node:crypto';
import { type Context, type Unit, asDirectory, perform } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { NotFoundError, isUniqueViolation } from '../../platform/failure.ts';
import type { Platform } from '../../platform/platform.ts';
import { validate } from '../../platform/validate.ts';
import { accountOfAddress, barredBy, createCompanyAccount, joinByDirectory, membershipUnderLock } from '../members/index.ts';
import { opened } from './connection.service.ts';
import { type Claims, hostOf } from './claims.ts';
import { type ProviderSession, keepCompanySession } from './company-sessions.ts';
import { ownMetadata } from './own-metadata.ts';
import { type Pending, type Provider, beginSignIn, finishSignIn } from './oidc.ts';
import { SamlError, beginSaml, readEnvelope, samlAddresses, verifyResponse } from './saml.ts';
import { decryptAssertion } from './saml-encryption.ts';
import { type OwnKey, openKeys } from './saml-keys.service.ts';
import type { SamlProvider } from './saml-metadata.ts';
import { identityLinked } from './sso.events.ts';
import { domainOf, optionsInput, samlForm, startInput } from './sso.input.ts';
import * as store from './sso.store.ts';

/** Why nobody was signed in, or out. Names the sentence `signIn.sso.<reason>` of the shell. */
export type Refusal = 'failed' | 'cancelled' | 'expired' | 'unverified' | 'domain' | 'removed' | 'other-identity' | 'no-identity' | 'unavailable' | 'sign-out' | 'still-there';

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

/** How a workspace signs people in at this moment. */
type Way = { readonly protocol: 'oidc'; readonly provider: Provider } | { readonly protocol: 'saml'; readonly provider: SamlProvider; readonly keys: readonly OwnKey[] };

const asCompany = <Result>(platform: Platform, workspaceId: string, work: (unit: Unit) => Promise<Result>): Promise<Result> => perform(asDirectory(platform, workspaceId, 'sso'), 'directory', work);

export const wayOf = (platform: Platform, workspaceId: string): Promise<Way> => asCompany(platform, workspaceId, async (unit) => {
  const connection = await store.findConnection(unit.tx, workspaceId);
  if (!connection) throw new SignInRefusedError('expired');
  if (connection.sign_on_url !== null) return { protocol: 'saml', provider: { entityId: connection.issuer, signOnUrl: connection.sign_on_url, signOutUrl: connection.sign_out_url, certificates: connection.certificates }, keys: await openKeys(unit) };
  const provider = await opened(unit, connection);
  if (!provider) throw new SignInRefusedError('expired');
  return { protocol: 'oidc', provider };
});

/** What the workspace signs with: the current key, which stands first. */
export const signingKey = ([first]: readonly OwnKey[]): string | null => (first?.stage === 'current' ? first.privateKey : null);

/** The certificates that a workspace is known by; what its metadata says. */
export const samlMetadata = async ({ platform }: Context, workspaceId: string): Promise<string> =>
  ownMetadata(platform, workspaceId, await asCompany(platform, workspaceId, ({ tx }) => store.listSamlKeys(tx, workspaceId)));

interface Waiting { readonly workspaceId: string; readonly issuer: string; readonly next: string | null }
/** A sign-in that waits for its person to come back from the provider. */
export type Started = Waiting & (({ readonly protocol: 'oidc' } & Pending) | { readonly protocol: 'saml'; readonly requestId: string; readonly relayState: string });

/** How long somebody may take at their provider. */
export const SIGN_IN_SECONDS = 600;
const STATE_BYTES = 32;

/**
 * Begins to sign in somebody of a domain.
 * @throws NotFoundError when no company signs in that domain
 * @throws SignInRefusedError `unavailable` when the provider can't be reached
 */
export async function startSignIn(context: Context, input: unknown): Promise<{ readonly address: URL; readonly started: Started }> {
  const { platform } = context;
  const { email, next } = validate(startInput, input);
  const found = await serviceOf(context, email);
  if (!found) throw new NotFoundError('connection');
  return begin(platform, found.workspaceId, await wayOf(platform, found.workspaceId), { email, next });
}

/**
 * Begins to sign in somebody who comes from their provider's own page, for instance from a tile there: exactly as if they
 * had begun here. What brought them says nothing of who they are.
 * @param issuer the provider that sent them, where it says so; another than the workspace's is refused
 * @throws SignInRefusedError
 */
export async function startFromProvider({ platform }: Context, workspaceId: string, { issuer, hint, next }: { readonly issuer: string | null; readonly hint: string | null; readonly next: string }): Promise<{ readonly address: URL; readonly started: Started }> {
  const way = await wayOf(platform, workspaceId);
  const own = way.protocol === 'saml' ? way.provider.entityId : way.provider.issuer;
  if (issuer !== null && issuer !== own) throw new SignInRefusedError('failed');
  return begin(platform, workspaceId, way, { email: hint, next });
}

async function begin(platform: Platform, workspaceId: string, way: Way, { email, next }: { readonly email: string | null; readonly next: string | null }): Promise<{ readonly address: URL; readonly started: Started }> {
  if (way.protocol === 'saml') {
    const [requestId, relayState] = [`_${randomBytes(STATE_BYTES).toString('hex')}`, randomBytes(STATE_BYTES).toString('base64url')];
    const address = await beginSaml({ platform, workspaceId, privateKey: signingKey(way.keys) }, way.provider, { id: requestId, relayState });
    await asCompany(platform, workspaceId, ({ tx }) => store.openRequest(tx, workspaceId, requestId, SIGN_IN_SECONDS));
    return { address, started: { protocol: 'saml', requestId, relayState, workspaceId, issuer: way.provider.entityId, next } };
  }
  try {
    const { address, pending } = await beginSignIn(platform, way.provider, email);
    return { address, started: { protocol: 'oidc', ...pending, workspaceId, issuer: way.provider.issuer, next } };
  } catch (error) {
    throw new SignInRefusedError('unavailable', { cause: error });
  }
}

type Known = Claims & { readonly email: string; readonly subject: string; readonly session: ProviderSession };

/** The member that a provider's word stands for: known by subject, else by address, else made. */
async function memberFor(unit: Unit, platform: Platform, { email, subject, issuer, name, secondFactor: withFactor }: Known): Promise<string> {
  const { tx, workspaceId } = unit;
  const known = await store.findIdentity(tx, workspaceId, issuer, subject);
  if (known) {
    await store.touchIdentity(tx, workspaceId, known.id, withFactor);
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
  await store.insertIdentity(tx, workspaceId, { memberId, issuer, subject, withFactor });
  await record(unit, identityLinked(memberId, hostOf(issuer)));
  return personId;
}

/** Whom a provider vouches for. `factorOf`: the workspace in which its own second factor counts; null when it says of none. */
export interface Vouched { readonly personId: string; readonly factorOf: string | null; /** By what their session is known at the provider. */ readonly companySession: string }

/** Lets in whom a provider vouches for, or says why not. */
async function enter(platform: Platform, workspaceId: string, claims: Claims): Promise<Vouched> {
  const { email, emailVerified, subject, session } = claims;
  if (subject === null || session === null) throw new SignInRefusedError('no-identity');
  if (email === null || !emailVerified) throw new SignInRefusedError('unverified');
  const domain = domainOf(email);
  const once = (): Promise<Omit<Vouched, 'factorOf'>> => asCompany(platform, workspaceId, async (unit) => {
    if (domain === null || !(await store.hasVerifiedDomain(unit.tx, workspaceId, domain))) throw new SignInRefusedError('domain');
    const personId = await memberFor(unit, platform, { ...claims, subject, session, email: email.toLowerCase() });
    return { personId, companySession: await keepCompanySession(unit, { issuer: claims.issuer, subject, session }) };
  });
  // Two windows at the same moment: the second finds what the first made.
  const vouched = await once().catch((error: unknown) => (isUniqueViolation(error) ? once() : Promise.reject(error as Error)));
  return { ...vouched, factorOf: claims.secondFactor ? workspaceId : null };
}

/**
 * Finishes a sign-in by OpenID Connect with the query that the provider sent somebody back with.
 * @returns whose session to begin
 * @throws SignInRefusedError
 */
export async function completeSignIn({ platform }: Context, query: string, started: Started): Promise<Vouched> {
  const { workspaceId } = started;
  const way = await wayOf(platform, workspaceId);
  if (way.protocol !== 'oidc' || started.protocol !== 'oidc' || way.provider.issuer !== started.issuer) throw new SignInRefusedError('expired');
  const claims = await finishSignIn(platform, way.provider, query, started).catch((error: unknown) => {
    const denied = (error as { error?: unknown }).error === 'access_denied';
    throw new SignInRefusedError(denied ? 'cancelled' : 'failed', { cause: error });
  });
  return enter(platform, workspaceId, claims);
}

/** What a SAML provider's answer said, on its way from the provider's form to the browser that asked. */
export interface SamlAnswer { readonly workspaceId: string; readonly requestId: string; readonly relayState: string; readonly claims: Claims }

const DENIED = /:(RequestDenied|AuthnFailed)$/;

/**
 * Takes a SAML provider's answer. It comes from another site, so it is nobody's yet: {@link completeSamlSignIn} is for the
 * browser that asked. The same answer isn't taken twice.
 * @throws SignInRefusedError
 */
export async function takeSamlAnswer({ platform }: Context, workspaceId: string, form: unknown): Promise<SamlAnswer> {
  const answered = (id: string): Promise<boolean> => asCompany(platform, workspaceId, ({ tx }) => store.answerRequest(tx, workspaceId, id));
  try {
    const { SAMLResponse: encoded, RelayState: relayState } = validate(samlForm, form);
    const { acs } = samlAddresses(platform, workspaceId);
    const sent = readEnvelope(Buffer.from(encoded, 'base64').toString('utf8'), acs);
    const { inResponseTo: requestId } = sent;
    const [way, waiting] = [await wayOf(platform, workspaceId), await asCompany(platform, workspaceId, ({ tx }) => store.waitingRequest(tx, workspaceId, requestId))];
    if (way.protocol !== 'saml' || !waiting) throw new SignInRefusedError('expired');
    // Tried once: what is refused of many could tell what is inside.
    if (sent.isEncrypted && !(await answered(requestId))) throw new SignInRefusedError('expired');
    const envelope = sent.isEncrypted ? readEnvelope(decryptAssertion(sent.xml, way.keys.map(({ privateKey }) => privateKey)), acs) : sent;
    // Encrypted twice over is no assertion.
    if (envelope.isEncrypted) throw new SamlError('encrypted');
    const claims = await verifyResponse({ platform, workspaceId, privateKey: null }, way.provider, envelope, { id: requestId, createdAt: waiting.created_at });
    if (!sent.isEncrypted && !(await answered(requestId))) throw new SignInRefusedError('expired');
    return { workspaceId, requestId, relayState, claims };
  } catch (error) {
    if (error instanceof SignInRefusedError) throw error;
    throw new SignInRefusedError(error instanceof SamlError && DENIED.test(error.status ?? '') ? 'cancelled' : 'failed', { cause: error });
  }
}

/**
 * Finishes a sign-in by SAML in the browser that began it.
 * @throws SignInRefusedError
 */
export async function completeSamlSignIn({ platform }: Context, { workspaceId, requestId, relayState, claims }: SamlAnswer, started: Started): Promise<Vouched> {
  const isOurs = started.protocol === 'saml' && started.workspaceId === workspaceId && started.requestId === requestId && started.relayState === relayState;
  // The provider may have been taken away meanwhile.
  const way = await wayOf(platform, workspaceId);
  if (!isOurs || way.protocol !== 'saml' || way.provider.entityId !== started.issuer || !(await asCompany(platform, workspaceId, ({ tx }) => store.closeRequest(tx, workspaceId, requestId)))) throw new SignInRefusedError('expired');
  return enter(platform, workspaceId, claims);
}

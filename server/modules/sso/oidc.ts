import type { Configuration, CustomFetch } from 'openid-client';
import { EgressRefusedError, callOut } from '../../platform/egress/egress.ts';
import type { Platform } from '../../platform/platform.ts';
import { type Claims, meansTwoFactors } from './claims.ts';

/** How to reach an OpenID provider, secret opened. */
export interface Provider { readonly issuer: string; readonly clientId: string; readonly clientSecret: string }

/** What a sign-in has to find again when it comes back. */
export interface Pending { readonly state: string; readonly nonce: string; readonly verifier: string }

/** Why a provider could not be used. Names the sentence `sso-test.<reason>`. */
export type ProviderProblem = 'unreachable' | 'refused' | 'not-openid' | 'issuer' | 'no-code' | 'client';

export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly problem: ProviderProblem;
  constructor(problem: ProviderProblem, options?: ErrorOptions) {
    super(problem, options);
    this.problem = problem;
  }
}

const library = () => import('openid-client');

/** The library's requests, within the limits of what a workspace may have called. */
const limitedFetch = (platform: Platform): CustomFetch => (url, { method, headers, body, signal }) =>
  callOut(url, { method, headers, body: body === undefined || body === null ? null : typeof body === 'string' || body instanceof Uint8Array ? body : String(body as URLSearchParams), signal: signal ?? null }, { privateNetwork: platform.config.SSO_PRIVATE_NETWORK });

const SCOPE = 'openid email profile';
const SECONDS = 10;

const causes = function* (error: unknown): Generator<Error> {
  for (let at = error; at instanceof Error; at = at.cause) yield at;
};

const problemOf = (error: unknown): ProviderProblem => {
  for (const cause of causes(error)) {
    if (cause instanceof EgressRefusedError) return 'refused';
    const { code } = cause as NodeJS.ErrnoException;
    if (typeof code === 'string' && /^(E[A-Z]+|CERT_|DEPTH_|SELF_|UNABLE_|ERR_TLS|ERR_SSL|ABORT_ERR|UND_)/.test(code)) return 'unreachable';
    if (code === 'OAUTH_TIMEOUT' || cause.name === 'TimeoutError') return 'unreachable';
    if (code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED') return 'issuer';
    if (code === 'OAUTH_HTTP_REQUEST_FORBIDDEN') return 'refused';
  }
  return 'not-openid';
};

/**
 * Reads the provider's own description of itself.
 * @throws ProviderError
 */
async function discover(platform: Platform, { issuer, clientId, clientSecret }: Provider): Promise<Configuration> {
  const client = await library();
  try {
    const insecure = platform.config.SSO_PRIVATE_NETWORK ? [client.allowInsecureRequests] : [];
    return await client.discovery(new URL(issuer), clientId, undefined, client.ClientSecretBasic(clientSecret), { [client.customFetch]: limitedFetch(platform), timeout: SECONDS, execute: insecure });
  } catch (error) {
    throw new ProviderError(problemOf(error), { cause: error });
  }
}

/** Where the provider sends people back to. */
export const callbackAddress = ({ publicUrl }: Platform): string => `${publicUrl()}/auth/sso/callback`;

/**
 * Tries a provider without a person: its description, and whether it knows the client and takes the secret. A code that
 * nobody was given is refused as such (`invalid_grant`) only after the client was let in (else `invalid_client`).
 * @returns why it can't be used, or null
 */
export async function tryProvider(platform: Platform, provider: Provider): Promise<ProviderProblem | null> {
  const client = await library();
  try {
    const configuration = await discover(platform, provider);
    const metadata = configuration.serverMetadata();
    if (!metadata.authorization_endpoint || !metadata.token_endpoint || !(metadata.response_types_supported ?? ['code']).includes('code')) return 'no-code';
    const verifier = client.randomPKCECodeVerifier();
    await client.genericGrantRequest(configuration, 'authorization_code', { code: client.randomState(), redirect_uri: callbackAddress(platform), code_verifier: verifier });
    return null;
  } catch (error) {
    if (error instanceof ProviderError) return error.problem;
    for (const cause of causes(error)) {
      const { error: answer } = cause as { error?: unknown };
      if (answer === 'invalid_client' || answer === 'unauthorized_client') return 'client';
      if (answer === 'invalid_grant' || answer === 'invalid_request') return null;
      if ((cause as { code?: unknown }).code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE') return 'client';
    }
    return problemOf(error);
  }
}

/** Where to send somebody who signs in, and what to keep until they come back. */
export async function beginSignIn(platform: Platform, provider: Provider, email: string | null): Promise<{ readonly address: URL; readonly pending: Pending }> {
  const client = await library();
  const configuration = await discover(platform, provider);
  const pending: Pending = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: callbackAddress(platform), scope: SCOPE, response_type: 'code', state: pending.state, nonce: pending.nonce, ...(email === null ? {} : { login_hint: email }),
    code_challenge: await client.calculatePKCECodeChallenge(pending.verifier), code_challenge_method: 'S256',
  });
  return { address, pending };
}

/** Where the provider signs people out, unless the way there isn't safe. */
const endSessionOf = (platform: Platform, address: string | undefined): string | null => {
  const { protocol } = URL.parse(address ?? '') ?? {};
  return address !== undefined && (protocol === 'https:' || (protocol === 'http:' && platform.config.SSO_PRIVATE_NETWORK)) ? address : null;
};

const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);

/**
 * Changes the code that somebody came back with for what the provider says of them.
 * @throws an error of the library when anything doesn't fit: state, nonce, signature, issuer, audience, time
 */
export async function finishSignIn(platform: Platform, provider: Provider, query: string, { state, nonce, verifier }: Pending): Promise<Claims> {
  const client = await library();
  const configuration = await discover(platform, provider);
  const tokens = await client.authorizationCodeGrant(configuration, new URL(`${callbackAddress(platform)}${query}`), { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true });
  const identity = tokens.claims();
  if (!identity) throw new Error('no ID token');
  // Some providers put the address into the ID token, others only into the answer of their user-info address.
  const more: Readonly<Record<string, unknown>> = identity['email'] === undefined && configuration.serverMetadata().userinfo_endpoint ? await client.fetchUserInfo(configuration, tokens.access_token, identity.sub) : {};
  const claims: Readonly<Record<string, unknown>> = { ...more, ...identity };
  // Of the signed ID token alone. `mfa`: RFC 8176.
  const secondFactor = (Array.isArray(identity['amr']) && identity['amr'].includes('mfa')) || meansTwoFactors(identity['acr']);
  const given = [text(claims['given_name']), text(claims['family_name'])].filter(Boolean).join(' ');
  return {
    subject: identity.sub, issuer: identity.iss, email: text(claims['email']), emailVerified: claims['email_verified'] === true || claims['email_verified'] === 'true', name: text(claims['name']) ?? (given || null), secondFactor,
    session: { index: text(identity['sid']), leaving: { protocol: 'oidc', issuer: provider.issuer, idToken: tokens.id_token ?? '', endSession: endSessionOf(platform, configuration.serverMetadata().end_session_endpoint) } },
  };
}

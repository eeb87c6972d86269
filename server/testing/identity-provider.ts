import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';

/** Somebody whom the provider knows. */
export interface Identity { readonly sub: string; readonly email: string; readonly emailVerified?: boolean; readonly name?: string; /** How they signed in there. */ readonly amr?: string[] }

export interface IdentityProvider extends AsyncDisposable {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who is at the keyboard: signs in without being asked. null: they give up. */
  person: Identity | null;
}

/** The certified OpenID provider on loopback, with one client, at which whoever is `person` signs in. */
export async function startIdentityProvider(callback: () => string): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const [clientId, clientSecret] = ['isatis', `secret-${randomUUID()}`];
  const known = new Map<string, Identity>();
  const configuration: Configuration = {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [callback()], post_logout_redirect_uris: [new URL('/sign-in', callback()).href], response_types: ['code'], grant_types: ['authorization_code'] }],
    cookies: { keys: [randomUUID()] },
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    findAccount: (_context, sub) => {
      const person = known.get(sub);
      return person && { accountId: sub, claims: () => ({ sub, email: person.email, email_verified: person.emailVerified ?? true, name: person.name }) };
    },
    // Whoever signs in agrees to what is asked.
    loadExistingGrant: async (context) => {
      const { session, client } = context.oidc;
      const grant = new context.oidc.provider.Grant({ accountId: session?.accountId ?? '', clientId: client?.clientId ?? '' });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  };
  const provider = new Provider(issuer, configuration);
  const state: IdentityProvider = {
    issuer, clientId, clientSecret, person: null,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
  const serve = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void serve(request, response);
    const { person } = state;
    if (person) known.set(person.sub, person);
    const result = person ? { login: { accountId: person.sub, remember: false, ...(person.amr ? { amr: person.amr } : {}) } } : { error: 'access_denied', error_description: 'gave up' };
    void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  });
  return state;
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Auth, entryOf, readCookie } from '../auth/index.ts';
import { SIGN_IN_SECONDS, type SamlAnswer, SignInRefusedError, type Started, type Vouched, completeSamlSignIn, completeSignIn, samlMetadata, signInOptions, startFromProvider, startSignIn, takeSamlAnswer, takeSamlLogout } from '../modules/sso/index.ts';
import { WorkspaceKey } from '../platform/keyring/keyring.ts';
import type { Platform } from '../platform/platform.ts';
import { webHeaders } from './auth-routes.ts';
import { anonymousContext, answeringAnybody } from './anonymous.ts';
import { sendFailure } from './failures.ts';

const LOOKS = { max: 30, timeWindow: '1 minute' };
const TRIES = { max: 20, timeWindow: '1 minute' };
// Whole offices share an address, and a provider may sign all of them out at once.
const SIGN_OUTS = { max: 300, timeWindow: '1 minute' };
const COOKIE = 'isatis.sso';
const ANSWER_SECONDS = 120;
const FORM_BYTES = 300_000;
const PLACES = { cookie: { table: 'cookies', row: COOKIE, column: 'value' }, answer: { table: 'cookies', row: COOKIE, column: 'answer' } } as const;

/** Only addresses of this console: `//elsewhere` and `https:…` would lead away with the person's trust. */
const safeNext = (next: string | null): string => (next && /^\/(?![/\\])/.test(next) ? next : '/');

/** The part of an address that leads into this console; its beginning when it leads elsewhere. */
const pathWithin = (platform: Platform, target: string): string => {
  const url = URL.parse(target, platform.publicUrl());
  return url?.origin === new URL(platform.publicUrl()).origin ? `${url.pathname}${url.search}${url.hash}` : '/';
};

// As OpenID Connect names them (third-party initiated login); SAML's providers send none.
const fromProviderInput = z.object({ iss: z.string().max(500).optional(), login_hint: z.string().max(320).optional(), target_link_uri: z.string().max(2000).optional() });
const workspaceInput = z.object({ workspaceId: z.guid() });
const answerInput = z.object({ answer: z.string().min(1).max(16_000) });

/** Signing in through one's company: which one, off to its provider, and back. */
export function ssoRoutes(app: FastifyInstance, { platform, auth }: { platform: Platform; auth: Auth }): void {
  const answer = answeringAnybody(platform);
  const key = new WorkspaceKey('installation', platform.masterKey.derive('single-sign-on'));
  const isSecure = platform.config.PUBLIC_URL?.startsWith('https:') ?? false;
  const seal = (place: keyof typeof PLACES, what: unknown, seconds: number): string => key.seal(PLACES[place], JSON.stringify({ what, until: Date.now() + seconds * 1000 })).toString('base64url');
  const open = (place: keyof typeof PLACES, sealed: string): unknown => {
    try {
      const { what, until } = JSON.parse(key.openText(PLACES[place], Buffer.from(sealed, 'base64url'))) as { what: unknown; until: number };
      if (until > Date.now()) return what;
    } catch { /* none, or not ours */ }
    throw new SignInRefusedError('expired');
  };
  const cookie = (value: string, seconds: number): string => `${COOKIE}=${value}; Max-Age=${seconds}; Path=/auth/sso; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  // The browser that began is the only one that can finish; sealed, so that it can't be made or read elsewhere.
  const kept = (request: FastifyRequest): Started => open('cookie', readCookie(request.headers.cookie, COOKIE) ?? '') as Started;

  app.post('/auth/sso/options', { config: { rateLimit: LOOKS } }, answer(async (request, _reply, context) => ({ company: await signInOptions(context, request.body) })));

  app.post('/auth/sso/start', { config: { rateLimit: TRIES } }, async (request, reply) => {
    const context = anonymousContext(platform, request);
    reply.header('cache-control', 'no-store');
    try {
      const { address, started } = await startSignIn(context, request.body);
      reply.header('set-cookie', cookie(seal('cookie', started, SIGN_IN_SECONDS), SIGN_IN_SECONDS));
      return { address: address.href };
    } catch (error) {
      if (!(error instanceof SignInRefusedError)) return sendFailure(reply, error, context);
      platform.log.warn({ part: 'sso', cause: String(error.cause) }, 'an identity provider could not be reached');
      return reply.code(503).send({ error: { code: `sso-${error.reason}`, message: '' } });
    }
  });

  // Whoever comes here comes from the provider's page, by their browser: what went wrong is told on the sign-in page.
  const arriving = (work: (request: FastifyRequest, reply: FastifyReply) => Promise<string>) => async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    reply.header('cache-control', 'no-store');
    try {
      return await reply.redirect(await work(request, reply), 303);
    } catch (error) {
      if (!(error instanceof SignInRefusedError)) throw error;
      if (error.cause) platform.log.warn({ part: 'sso', reason: error.reason, cause: String(error.cause) }, 'a sign-in through a company was refused');
      return reply.redirect(`/sign-in?sso=${error.reason}`, 303);
    }
  };
  const finish = (complete: (request: FastifyRequest, started: Started) => Promise<Vouched>) => arriving(async (request, reply) => {
    reply.header('set-cookie', cookie('', 0));
    const started = kept(request);
    const { step, cookies } = await auth.entrance.enterByCompany(await complete(request, started), entryOf(webHeaders(request)));
    for (const one of cookies) reply.header('set-cookie', one);
    const next = safeNext(started.next);
    return step === 'in' ? next : `/sign-in?${new URLSearchParams({ step: 'code', ...(next === '/' ? {} : { next }) })}`;
  });

  // Sign-in begun at the provider is sign-in begun here by a link: nothing that arrives says who comes.
  app.get('/auth/sso/from/:workspaceId', { config: { rateLimit: TRIES } }, arriving(async (request, reply) => {
    const [where, { data: how }] = [workspaceInput.safeParse(request.params), fromProviderInput.safeParse(request.query)];
    if (!where.success || !how) throw new SignInRefusedError('expired');
    const { address, started } = await startFromProvider(anonymousContext(platform, request), where.data.workspaceId, { issuer: how.iss ?? null, hint: how.login_hint ?? null, next: pathWithin(platform, how.target_link_uri ?? '/') });
    reply.header('set-cookie', cookie(seal('cookie', started, SIGN_IN_SECONDS), SIGN_IN_SECONDS));
    return address.href;
  }));
  app.get('/auth/sso/callback', { config: { rateLimit: TRIES } }, finish((request, started) => completeSignIn(anonymousContext(platform, request), request.url.slice(request.url.indexOf('?')), started)));

  // SAML's answer is a form that the provider's page sends: a request from another site, to which no browser adds our
  // cookie. So it signs nobody in. What it says goes on, sealed, by the redirect to an address of ours, where the cookie is.
  void app.register((scope, _options, done) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: FORM_BYTES }, (_request, body, parsed) => parsed(null, Object.fromEntries(new URLSearchParams(body as string))));
    scope.post('/auth/sso/saml/:workspaceId/acs', { bodyLimit: FORM_BYTES, config: { rateLimit: TRIES } }, arriving(async (request) => {
      const { success, data } = workspaceInput.safeParse(request.params);
      if (!success) throw new SignInRefusedError('expired');
      return `/auth/sso/saml/finish?answer=${seal('answer', await takeSamlAnswer(anonymousContext(platform, request), data.workspaceId, request.body), ANSWER_SECONDS)}`;
    }));
    done();
  });
  app.get('/auth/sso/saml/finish', { config: { rateLimit: TRIES } }, finish((request, started) => {
    const { data } = answerInput.safeParse(request.query);
    return completeSamlSignIn(anonymousContext(platform, request), open('answer', data?.answer ?? '') as SamlAnswer, started);
  }));
  // Signing out, by redirect in either direction. Nobody's cookie is looked at: who goes is who the provider names, and signs for.
  app.get('/auth/sso/saml/:workspaceId/logout', { config: { rateLimit: SIGN_OUTS } }, arriving((request) => {
    const { success, data } = workspaceInput.safeParse(request.params);
    if (!success) throw new SignInRefusedError('sign-out');
    return takeSamlLogout(anonymousContext(platform, request), data.workspaceId, request.url.slice(request.url.indexOf('?') + 1));
  }));
  app.get('/auth/sso/saml/:workspaceId/metadata', { config: { rateLimit: LOOKS } }, answer(async (request, reply, context) => {
    const { success, data } = workspaceInput.safeParse(request.params);
    if (!success) return reply.code(404).send({ error: { code: 'NOT_FOUND', message: '' } });
    return reply.type('application/samlmetadata+xml; charset=utf-8').send(await samlMetadata(context, data.workspaceId));
  }));
}

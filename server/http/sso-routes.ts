import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Auth, entryOf, readCookie } from '../auth/index.ts';
import { SignInRefusedError, type Started, completeSignIn, signInOptions, startSignIn } from '../modules/sso/index.ts';
import { WorkspaceKey } from '../platform/keyring/keyring.ts';
import type { Platform } from '../platform/platform.ts';
import { webHeaders } from './auth-routes.ts';
import { anonymousContext } from './anonymous.ts';
import { sendFailure } from './failures.ts';

const LOOKS = { max: 30, timeWindow: '1 minute' };
const TRIES = { max: 20, timeWindow: '1 minute' };
const COOKIE = 'isatis.sso';
const MINUTES = 10;
const PLACE = { table: 'cookies', row: COOKIE, column: 'value' };

/** Only addresses of this console: `//elsewhere` and `https:…` would lead away with the person's trust. */
const safeNext = (next: string | null): string => (next && /^\/(?![/\\])/.test(next) ? next : '/');

/** Signing in through one's company: which one, off to its provider, and back. */
export function ssoRoutes(app: FastifyInstance, { platform, auth }: { platform: Platform; auth: Auth }): void {
  const key = new WorkspaceKey('installation', platform.masterKey.derive('single-sign-on'));
  const isSecure = platform.config.PUBLIC_URL?.startsWith('https:') ?? false;
  const cookie = (value: string, seconds: number): string => `${COOKIE}=${value}; Max-Age=${seconds}; Path=/auth/sso; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  // The browser that began is the only one that can finish; sealed, so that it can't be made or read elsewhere.
  const keep = (started: Started): string => cookie(key.seal(PLACE, JSON.stringify({ started, until: Date.now() + MINUTES * 60_000 })).toString('base64url'), MINUTES * 60);
  const kept = (request: FastifyRequest): Started => {
    try {
      const { started, until } = JSON.parse(key.openText(PLACE, Buffer.from(readCookie(request.headers.cookie, COOKIE) ?? '', 'base64url'))) as { started: Started; until: number };
      if (until > Date.now()) return started;
    } catch { /* no cookie, or not ours */ }
    throw new SignInRefusedError('expired');
  };

  app.post('/auth/sso/options', { config: { rateLimit: LOOKS } }, async (request, reply) => {
    const context = anonymousContext(platform, request);
    reply.header('cache-control', 'no-store');
    try {
      return { company: await signInOptions(context, request.body) };
    } catch (error) {
      return sendFailure(reply, error, context);
    }
  });

  app.post('/auth/sso/start', { config: { rateLimit: TRIES } }, async (request, reply) => {
    const context = anonymousContext(platform, request);
    reply.header('cache-control', 'no-store');
    try {
      const { address, started } = await startSignIn(context, request.body);
      reply.header('set-cookie', keep(started));
      return { address: address.href };
    } catch (error) {
      if (!(error instanceof SignInRefusedError)) return sendFailure(reply, error, context);
      platform.log.warn({ part: 'sso', cause: String(error.cause) }, 'an identity provider could not be reached');
      return reply.code(503).send({ error: { code: `sso-${error.reason}`, message: '' } });
    }
  });

  const finish = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    reply.header('cache-control', 'no-store').header('set-cookie', cookie('', 0));
    try {
      const started = kept(request);
      const { personId } = await completeSignIn(anonymousContext(platform, request), request.url.slice(request.url.indexOf('?')), started);
      for (const one of await auth.entrance.enterByCompany(personId, entryOf(webHeaders(request)))) reply.header('set-cookie', one);
      return await reply.redirect(safeNext(started.next), 303);
    } catch (error) {
      if (!(error instanceof SignInRefusedError)) throw error;
      if (error.cause) platform.log.warn({ part: 'sso', reason: error.reason, cause: String(error.cause) }, 'a sign-in through a company was refused');
      return reply.redirect(`/sign-in?sso=${error.reason}`, 303);
    }
  };
  app.get('/auth/sso/callback', { config: { rateLimit: TRIES } }, finish);
}

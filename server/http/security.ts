import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Site } from '../auth/index.ts';
import type { Platform } from '../platform/platform.ts';
import { bearerToken } from './request.ts';

const HSTS = 'max-age=31536000; includeSubDomains';
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What every answer carries unless its route says otherwise: nothing may run, nothing may embed it. */
const CLOSED_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const directives = (list: Readonly<Record<string, string>>): string => Object.entries(list).map(([name, value]) => `${name} ${value}`.trim()).join('; ');

/**
 * The console's policy: own scripts only, added through one policy of ours (`shell/trusted-types.ts`); styles by nonce; embedded by nobody.
 * @param origins of development servers that the one person who gets this page runs an area from; usually none
 */
export function consolePolicy(nonce: string, origins: readonly string[] = []): string {
  const own = ["'self'", ...origins].join(' ');
  // A development server tells of each edit over a socket.
  const sockets = origins.map((origin) => ` ${origin.replace(/^http/, 'ws')}`).join('');
  return directives({
    'default-src': "'none'", 'script-src': own, 'style-src': `${own} 'nonce-${nonce}'`, 'connect-src': `${own}${sockets}`, 'img-src': `${own} data: blob:`, 'font-src': own,
    'manifest-src': "'self'", 'worker-src': "'self'", 'frame-ancestors': "'none'", 'base-uri': "'none'", 'form-action': "'self'", 'object-src': "'none'",
    'require-trusted-types-for': "'script'", 'trusted-types': 'default',
  });
}

/** The chat frame's policy: the only page that another site may embed. */
export const framePolicy = directives({
  'default-src': "'none'", 'script-src': "'self'", 'style-src': "'self'", 'connect-src': "'self'", 'img-src': "'self' data:", 'font-src': "'self'",
  'base-uri': "'none'", 'form-action': "'none'", 'frame-ancestors': '*',
});

/** The demo page's policy: what a strict site that carries the widget would have. */
export const demoPolicy = directives({
  'default-src': "'none'", 'script-src': "'self'", 'style-src': "'self'", 'frame-src': "'self'", 'img-src': "'self' data:", 'font-src': "'self'", 'connect-src': "'self'",
  'base-uri': "'none'", 'form-action': "'none'", 'frame-ancestors': "'none'",
});

export const makeNonce = (): string => randomBytes(16).toString('base64');

/** Sends HTML under a policy; never cached, since it carries a nonce or depends on the person. */
export const sendPage = (reply: FastifyReply, html: string, policy: string): FastifyReply =>
  reply.header('content-security-policy', policy).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html);

const ownOrigin = (request: FastifyRequest, platform: Platform): boolean => {
  const { origin } = request.headers;
  if (origin === undefined) return request.headers['sec-fetch-site'] === 'same-origin';
  return isOwnOrigin(origin, request.headers.host, platform);
};

/** Whether an `Origin` is this product's: the public address, or the address the request was sent to. */
export function isOwnOrigin(origin: string, host: string | undefined, platform: Platform): boolean {
  if (origin === new URL(platform.publicUrl()).origin) return true;
  try {
    // Reached by another name of the same machine (localhost, 127.0.0.1) while no public address is set.
    return platform.config.PUBLIC_URL === undefined && new URL(origin).host === host;
  } catch {
    return false;
  }
}

/** The site that the browser shows; {@link secure} has refused every other one's requests. */
export const siteOf = (platform: Platform, request: FastifyRequest): Site => {
  const origin = request.headers.origin ?? new URL(platform.publicUrl()).origin;
  return { origin, id: new URL(origin).hostname };
};

/** Where a SAML provider's page sends its form: the one thing that another site may make a browser post. It reads no cookie and sets none. */
const SAML_ANSWER = /^\/auth\/sso\/saml\/[0-9a-f-]{36}\/acs$/;

/** Headers for every answer, and the refusal of requests that another site makes a browser send. */
export function secure(app: FastifyInstance, platform: Platform): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('content-security-policy', CLOSED_POLICY).header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer')
      .header('x-frame-options', 'DENY').header('cross-origin-opener-policy', 'same-origin').header('cross-origin-resource-policy', 'same-origin')
      .header('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()');
    if (platform.publicUrl().startsWith('https:')) reply.header('strict-transport-security', HSTS);
    // A directory's addresses know no cookies: nothing that another site makes a browser send means anything there.
    const forPrograms = bearerToken(request.headers) !== null || request.url.startsWith('/scim/');
    const isAnswer = request.method === 'POST' && SAML_ANSWER.test(request.url);
    if (!SAFE_METHODS.has(request.method) && !forPrograms && !isAnswer && !ownOrigin(request, platform)) {
      void reply.code(403).send({ error: { code: 'cross-site', message: 'This request came from another site and was refused.' } });
      return;
    }
    done();
  });
}

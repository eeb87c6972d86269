import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Auth, companySessionOf } from '../auth/index.ts';
import { addressToLeave } from '../modules/sso/index.ts';
import type { Platform } from '../platform/platform.ts';
import { anonymousContext } from './anonymous.ts';
import { sessionToken } from './request.ts';

/** Node's headers as the web's, with the caller's address where the rate limiter looks for it. */
export const webHeaders = (request: FastifyRequest): Headers => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  headers.set('x-isatis-address', request.ip);
  return headers;
};

/** Hands a web response on, each cookie in a header of its own. */
export async function sendWebResponse(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  reply.code(response.status);
  for (const [name, value] of response.headers) if (name !== 'set-cookie' && name !== 'content-length') reply.header(name, value);
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  return reply.header('cache-control', 'no-store').send(await response.text());
}

/** The addresses below `/auth/` that are better-auth's; only those the product uses are open. */
const OPEN = ['/auth/sign-out', '/auth/reset-password'] as const;

/** Where somebody who signs out goes on to, to be signed out at their company's provider; null for nowhere. Signing out here never depends on it. */
async function onwards(request: FastifyRequest, platform: Platform, auth: Auth): Promise<string | null> {
  try {
    const session = await companySessionOf(platform, sessionToken(request.headers, auth));
    return session && ((await addressToLeave(anonymousContext(platform, request), session))?.href ?? null);
  } catch (error) {
    platform.log.warn({ part: 'sso', cause: String(error) }, 'somebody was signed out here alone');
    return null;
  }
}

export function authRoutes(app: FastifyInstance, { platform, auth }: { platform: Platform; auth: Auth }): void {
  for (const url of OPEN) {
    app.post(url, async (request, reply) => {
      // Asked before: it is of the session that ends.
      const address = url === '/auth/sign-out' ? await onwards(request, platform, auth) : null;
      const response = await auth.handle(new Request(new URL(request.url, 'http://localhost'), { method: 'POST', headers: webHeaders(request), body: JSON.stringify(request.body ?? {}) }));
      return sendWebResponse(reply, address !== null && response.ok ? Response.json({ ...((await response.json()) as object), address }, { status: response.status, headers: response.headers }) : response);
    });
  }
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Auth } from '../auth/index.ts';
import { isClaimed, setUp } from '../modules/workspaces/index.ts';
import type { Platform } from '../platform/platform.ts';
import { sendWebResponse, webHeaders } from './auth-routes.ts';
import { anonymousContext } from './anonymous.ts';
import { sendFailure } from './failures.ts';

const TRIES = { max: 10, timeWindow: '1 minute' };

/** Signs in the person whose account was just made; the cookie travels with the answer. */
export async function signInAfterwards(request: FastifyRequest, reply: FastifyReply, auth: Auth, credentials: { email: string; password: string }): Promise<FastifyReply> {
  const response = await auth.signIn(credentials, webHeaders(request));
  if (!response) throw new Error('the account that was just made can’t sign in');
  return sendWebResponse(reply, new Response(JSON.stringify({ ok: true }), { headers: [...response.headers].filter(([name]) => name === 'set-cookie' || name === 'content-type') }));
}

/** Claiming a fresh installation, by the code that the operator's log names. */
export function setupRoutes(app: FastifyInstance, { platform, auth }: { platform: Platform; auth: Auth }): void {
  app.get('/auth/setup', async () => ({ claimed: await isClaimed(platform) }));
  app.post('/auth/setup', { config: { rateLimit: TRIES } }, async (request, reply) => {
    const context = anonymousContext(platform, request);
    try {
      const credentials = await setUp(context, request.body);
      return await signInAfterwards(request, reply, auth, credentials);
    } catch (error) {
      return sendFailure(reply, error, context);
    }
  });
}

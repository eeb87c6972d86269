import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { type Auth, createAuth } from '../auth/index.ts';
import { schema } from '../graphql/schema.ts';
import { readLocale, sentence } from '../messages/index.ts';
import type { Platform } from '../platform/platform.ts';
import { accountRoutes } from './account-routes.ts';
import { authRoutes } from './auth-routes.ts';
import { consoleRoutes } from './console-routes.ts';
import { graphqlRoutes } from './graphql-routes.ts';
import { healthRoutes } from './health.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { knowledgeRoutes } from './knowledge-routes.ts';
import { outboxRoutes } from './outbox-routes.ts';
import { reviewRoutes } from './review-routes.ts';
import { secure } from './security.ts';
import { scimRoutes } from './scim-routes.ts';
import { setupRoutes } from './setup-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { graphqlSocket, routeUpgrades } from './socket.ts';
import { ssoRoutes } from './sso-routes.ts';
import { widgetRoutes } from './widget-routes.ts';
import { widgetSocket } from './widget-socket.ts';

const BODY_LIMIT = 65_536;

const QUIET_MS = 1000;

/** Loads what authentication needs a while after the start: at once, it would hold up the first pages. */
function warmOnceQuiet(app: FastifyInstance, auth: Auth): void {
  let timer: NodeJS.Timeout | undefined;
  app.addHook('onListen', (done) => {
    timer = setTimeout(() => void auth.warm().catch(() => undefined), QUIET_MS).unref();
    done();
  });
  app.addHook('onClose', (_app, done) => {
    clearTimeout(timer);
    done();
  });
}

/** The whole of what is served, on one origin. Not listening yet. */
export async function buildApp(platform: Platform): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit: BODY_LIMIT, trustProxy: platform.config.TRUST_PROXY, loggerInstance: platform.log as FastifyBaseLogger, logController: new LogController({ disableRequestLogging: true }), forceCloseConnections: true });
  secure(app, platform);
  await app.register(rateLimit, { global: false, errorResponseBuilder: (request) => Object.assign(new Error(sentence(readLocale(request.headers['accept-language']), 'top.RATE_LIMITED')), { statusCode: 429, code: 'RATE_LIMITED' }) });
  app.setErrorHandler(async (error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send({ error: { code: error.code ?? 'BAD_REQUEST', message: error.message } });
    platform.log.error({ error: { name: error.name, message: error.message, stack: error.stack } }, 'unexpected error');
    return reply.code(500).send({ error: { code: 'INTERNAL', message: sentence(readLocale(request.headers['accept-language']), 'top.INTERNAL', { id: request.id }) } });
  });

  const auth: Auth = createAuth(platform, (request) => readLocale(request?.headers.get('accept-language') ?? undefined));
  authRoutes(app, { platform, auth });
  signInRoutes(app, { platform, auth });
  accountRoutes(app, { platform, auth });
  warmOnceQuiet(app, auth);
  setupRoutes(app, { platform, auth });
  ssoRoutes(app, { platform, auth });
  scimRoutes(app, platform);
  invitationRoutes(app, { platform, auth });
  reviewRoutes(app, { platform, auth });
  outboxRoutes(app, platform);
  healthRoutes(app, platform);
  widgetRoutes(app, platform);
  await consoleRoutes(app, { platform, auth, schema });
  await knowledgeRoutes(app, { platform, auth });
  await graphqlRoutes(app, { platform, auth, schema });

  const socket = graphqlSocket({ platform, auth, schema });
  const visitors = widgetSocket(platform);
  routeUpgrades(app, { '/graphql': socket.upgrade, '/widget/socket': visitors.upgrade });
  app.addHook('preClose', async () => {
    socket.close();
    await visitors.close();
  });
  return app;
}

import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Auth } from '../auth/index.ts';
import { readLocale, sentence } from '../messages/index.ts';
import { consoleFolder, currentBuildOf, noteBeacon, overrideOriginsOf, resolveRegistry } from '../modules/consoles/index.ts';
import type { Platform } from '../platform/platform.ts';
import { lookAhead } from './console-ahead.ts';
import { ownPageAt, shellPage } from './console-page.ts';
import { sendFailure } from './failures.ts';
import { makeContext, wantedWorkspace } from './request.ts';
import { consolePolicy, makeNonce, sendPage } from './security.ts';

const YEAR_SECONDS = 31_536_000;
const BEACONS = { max: 30, timeWindow: '1 minute' };

/** Only what lies in a build's folder is served: it never changes, so it may be kept for good. */
const IN_A_BUILD = /^\/[a-z][a-z0-9-]*\/[0-9a-z]{8,64}\/[\w./-]+$/;

/** The console: its registry, its immutable builds, and its HTML for every address that is nobody else's. */
export async function consoleRoutes(app: FastifyInstance, { platform, auth, schema }: { platform: Platform; auth: Auth; schema: GraphQLSchema }): Promise<void> {
  const folder = consoleFolder(platform);

  app.get('/console/registry.json', async (request, reply) => {
    const context = await makeContext(platform, auth, request.headers, wantedWorkspace(request.headers));
    reply.header('cache-control', 'no-store');
    return resolveRegistry(context, schema).catch((error: unknown) => sendFailure(reply, error, context));
  });

  app.post('/console/beacon', { bodyLimit: 4096, config: { rateLimit: BEACONS } }, async (request, reply) => {
    // A beacon can't carry a header: the workspace stands in its body.
    const { workspace } = (request.body ?? {}) as { readonly workspace?: unknown };
    const context = await makeContext(platform, auth, request.headers, typeof workspace === 'string' ? workspace : null);
    try {
      await noteBeacon(context, schema, request.body);
      return await reply.code(204).send();
    } catch (error) {
      return sendFailure(reply, error, context);
    }
  });

  await app.register(fastifyStatic, {
    root: folder, prefix: '/console/', index: false, dotfiles: 'ignore', preCompressed: true, immutable: true, maxAge: YEAR_SECONDS * 1000, decorateReply: false,
    allowedPath: (pathname) => IN_A_BUILD.test(pathname),
  });

  const page = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const locale = readLocale(request.headers['accept-language']);
    const assets = await currentBuildOf(folder, 'shell');
    if (!assets) return reply.code(503).type('text/plain; charset=utf-8').send(sentence(locale, 'console.not-built'));
    const nonce = makeNonce();
    const context = await makeContext(platform, auth, request.headers, null);
    const pathname = request.url.split('?')[0] ?? '/';
    const [origins, ahead] = await Promise.all([
      platform.config.CONSOLE_OVERRIDE_ORIGINS ? overrideOriginsOf(context) : [],
      lookAhead(context, { schema, pathname, execute: (document, asked) => app.graphql(document, { ...asked, signal: new AbortController().signal }) }),
    ]);
    return sendPage(reply, shellPage({ assets, nonce, locale, ahead, ownPage: ownPageAt(assets, pathname, context.actor.kind !== 'anonymous'), overrideOrigins: origins }), consolePolicy(nonce, origins));
  };

  app.setNotFoundHandler(async (request, reply) => {
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html') && !request.url.startsWith('/console/');
    if (wantsPage) return page(request, reply);
    return reply.code(404).send({ error: { code: 'NOT_FOUND', message: sentence(readLocale(request.headers['accept-language']), 'top.NOT_FOUND') } });
  });
  app.get('/', page);
}

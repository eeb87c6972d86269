import path from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WidgetAssets } from '#widget/build.ts';
import { demoPage } from '#widget/demo.ts';
import { framePage } from '#widget/frame.ts';
import { escapeHtml } from '#widget/html.ts';
import { readLocale, sentence } from '../messages/index.ts';
import { demonstrated } from '../modules/conversations/index.ts';
import type { Platform } from '../platform/platform.ts';
import { demoPolicy, framePolicy, sendPage } from './security.ts';
import { WidgetFiles, isHashed } from './widget-files.ts';

/** The loader keeps its name for ever, so it is asked for again soon. */
const LOADER_LIFE = 'public, max-age=300, stale-while-revalidate=86400';
const FOR_GOOD = 'public, max-age=31536000, immutable';
const DEMO_VIEWS = { max: 120, timeWindow: '1 minute' };

const localeOf = (request: FastifyRequest): 'en' | 'it' => readLocale(request.headers['accept-language']);

/** A page of one sentence, for when there is nothing else to show. */
const notice = (request: FastifyRequest, reply: FastifyReply, status: number, key: 'not-built' | 'unknown' | 'not-published', policy = demoPolicy): FastifyReply => {
  const locale = localeOf(request);
  const [title, text] = [sentence(locale, `widget.page.${key}.title`), sentence(locale, `widget.page.${key}.text`)];
  reply.code(status).header('vary', 'accept-language');
  return sendPage(reply, `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>${escapeHtml(title)}</title></head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></main></body>
</html>
`, policy);
};

/** What the widget is made of, for any site's pages: the loader, the chat's frame and its files; and the page that shows it off. */
export function widgetRoutes(app: FastifyInstance, platform: Platform): void {
  const files = new WidgetFiles(path.join(platform.config.DIST_DIR, 'widget'));

  const sendFile = async (request: FastifyRequest, reply: FastifyReply, name: string, life: string): Promise<FastifyReply> => {
    const file = await files.file(name);
    if (!file) return reply.code(404).type('text/plain; charset=utf-8').send(sentence(localeOf(request), 'top.NOT_FOUND'));
    // Pages of other sites load these, also such as isolate themselves.
    reply.header('cross-origin-resource-policy', 'cross-origin').header('access-control-allow-origin', '*').header('cache-control', life).header('etag', file.etag).header('vary', 'accept-encoding').type(file.type);
    if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
    const accepted = String(request.headers['accept-encoding'] ?? '');
    if (/\bbr\b/.test(accepted)) return reply.header('content-encoding', 'br').send(file.br);
    if (/\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(file.gzip);
    return reply.send(file.plain);
  };

  /** Answers with what was built, or says what the operator can do about it. */
  const built = async (request: FastifyRequest, reply: FastifyReply, show: (assets: WidgetAssets) => Promise<FastifyReply> | FastifyReply, policy = demoPolicy): Promise<FastifyReply> => {
    const assets = await files.assets();
    return assets ? show(assets) : notice(request, reply.header('retry-after', '10'), 503, 'not-built', policy);
  };

  app.get('/widget.js', (request, reply) => built(request, reply, ({ loader }) => sendFile(request, reply, loader, LOADER_LIFE)));

  app.get('/widget/frame', (request, reply) => {
    // The only page that another site may embed, whatever comes of it.
    reply.removeHeader('x-frame-options').header('cross-origin-resource-policy', 'cross-origin').header('vary', 'accept-language');
    return built(request, reply, ({ chatScript, chatStyle }) =>
      sendPage(reply, framePage({ scriptUrl: `/widget/${chatScript}`, styleUrl: `/widget/${chatStyle}`, locale: localeOf(request) }), framePolicy), framePolicy);
  });

  app.get<{ Params: { asset: string } }>('/widget/:asset', (request, reply) => {
    const { asset } = request.params;
    return sendFile(request, reply, asset, isHashed(asset) ? FOR_GOOD : LOADER_LIFE);
  });

  app.get<{ Params: { publicKey: string } }>('/demo/:publicKey', { config: { rateLimit: DEMO_VIEWS } }, (request, reply) => built(request, reply, async ({ demoStyle }) => {
    const { publicKey } = request.params;
    const agent = await demonstrated(platform, publicKey);
    if (agent === 'unknown-agent') return notice(request, reply, 404, 'unknown');
    if (agent === 'not-published') return notice(request, reply, 409, 'not-published');
    // Without an address of its own the page stands where it was asked for, so that the widget's files are its own.
    const origin = platform.config.PUBLIC_URL ? new URL(platform.publicUrl()).origin : `${request.protocol}://${request.host}`;
    reply.header('vary', 'accept-language');
    return sendPage(reply, demoPage({ agentName: agent.agentName, publicKey, locale: localeOf(request), origin, styleUrl: `/widget/${demoStyle}` }), demoPolicy);
  }));
}

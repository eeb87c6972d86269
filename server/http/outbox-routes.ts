import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Locale } from '#shared/contract/manifest.ts';
import { readLocale, sentence } from '../messages/index.ts';
import { sameSecret } from '../platform/keyring/keyring.ts';
import type { Platform } from '../platform/platform.ts';
import { sendPage } from './security.ts';

/** Header that carries the operator's key; the address carries it in the fragment, which no log sees. */
export const OUTBOX_KEY_HEADER = 'x-isatis-outbox-key';

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const LOOKS = { max: 120, timeWindow: '1 minute' };
const assets = { 'outbox.js': 'text/javascript; charset=utf-8', 'outbox.css': 'text/css; charset=utf-8' } as const;

const keyOf = ({ masterKey }: Platform): Buffer => masterKey.derive('outbox');

/** Address of the operator's page of mails that were not sent; null when there is a mail server. */
export const outboxUrl = (platform: Platform): string | null =>
  platform.config.SMTP_URL ? null : `${platform.publicUrl()}/outbox#key=${keyOf(platform).toString('base64url')}`;

const MARK = '<svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><path class="leaf" d="M4 20C3 9.5 9.5 3 20.5 3.5C21 14.5 14.5 21 4 20Z"/><path class="vein" d="M4 20C7.5 15 11 11.5 15.5 8.5"/></svg>';

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const render = (locale: Locale): string => {
  const say = (key: string): string => escape(sentence(locale, `outbox.${key}`));
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${say('title')} · Isatis</title><link rel="stylesheet" href="/outbox/outbox.css"></head>
<body data-empty="${say('empty')}" data-key="${say('key')}" data-offline="${say('offline')}" data-to="${say('to')}">
<header>${MARK}<h1>${say('title')}</h1><p>${say('purpose')}</p></header>
<main><p id="state" role="status">${say('loading')}</p><ol id="mails" aria-label="${say('title')}"></ol></main>
<noscript><p>${say('script')}</p></noscript>
<script type="module" src="/outbox/outbox.js"></script>
</body>
</html>`;
};

const absent = (reply: FastifyReply, locale: Locale): FastifyReply => reply.code(404).send({ error: { code: 'NOT_FOUND', message: sentence(locale, 'top.NOT_FOUND') } });

/** The operator's page of mails that were not sent for lack of a mail server. With one, none of it exists. */
export function outboxRoutes(app: FastifyInstance, platform: Platform): void {
  const isOpen = platform.config.SMTP_URL === undefined;
  app.get('/outbox', (request, reply) => {
    const locale = readLocale(request.headers['accept-language']);
    return isOpen ? sendPage(reply, render(locale), POLICY) : absent(reply, locale);
  });
  for (const [name, type] of Object.entries(assets)) {
    const bytes = readFileSync(path.join(import.meta.dirname, 'assets', name));
    app.get(`/outbox/${name}`, (request, reply) => (isOpen ? reply.type(type).header('cache-control', 'no-cache').send(bytes) : absent(reply, readLocale(request.headers['accept-language']))));
  }
  app.get('/outbox/mails', { config: { rateLimit: LOOKS } }, async (request, reply) => {
    const locale = readLocale(request.headers['accept-language']);
    reply.header('cache-control', 'no-store');
    const mails = isOpen ? await platform.mailer.outbox() : null;
    if (!mails) return absent(reply, locale);
    const given = request.headers[OUTBOX_KEY_HEADER];
    if (typeof given !== 'string' || !sameSecret(Buffer.from(given, 'base64url'), keyOf(platform))) return reply.code(403).send({ error: { code: 'outbox-key', message: sentence(locale, 'outbox.key') } });
    return { mails };
  });
}

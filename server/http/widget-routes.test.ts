import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAgent } from '../testing/agents.ts';
import { type Product, startProduct } from '../testing/product.ts';

let product: Product;
let dist: string;
beforeAll(async () => {
  dist = await mkdtemp(path.join(os.tmpdir(), 'isatis-dist-'));
  product = await startProduct({ DIST_DIR: dist });
});
afterAll(async () => {
  await product[Symbol.asyncDispose]();
  await rm(dist, { recursive: true, force: true });
});

const SCRIPT = 'console.log("chat");'.repeat(50);
const build = async (): Promise<void> => {
  const folder = path.join(dist, 'widget');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'widget.js'), 'loader();');
  await writeFile(path.join(folder, 'chat.0123456789ab.js'), SCRIPT);
  await writeFile(path.join(folder, 'chat.0123456789ab.css'), 'p{}');
  await writeFile(path.join(folder, 'demo.0123456789ab.css'), 'h1{}');
  await writeFile(path.join(folder, 'secret.txt'), 'no');
  await writeFile(path.join(folder, 'assets.json'), JSON.stringify({ loader: 'widget.js', chatScript: 'chat.0123456789ab.js', chatStyle: 'chat.0123456789ab.css', demoStyle: 'demo.0123456789ab.css' }));
};
/** Without what `fetch` does by itself: unpacking. */
const raw = (address: string, headers: Record<string, string>): Promise<{ status: number; headers: Record<string, string | string[] | undefined>; body: Buffer }> => new Promise((resolve, reject) => {
  request(new URL(address, product.url), { headers }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
  }).on('error', reject).end();
});
const get = (address: string, headers: Record<string, string> = {}): Promise<Response> => product.browser().fetch(address, { headers });

describe('the widget’s files', () => {
  it('say plainly that they aren’t built, also where another site would show it', async () => {
    const { key } = await addAgent(product, (await product.createWorkspace()).workspaceId);
    for (const address of ['/widget.js', '/widget/frame', `/demo/${key}`]) {
      const answer = await get(address, { 'accept-language': 'it' });
      expect(answer.status).toBe(503);
      expect(await answer.text()).toContain('npm run build');
    }
    expect((await get('/widget/frame')).headers.get('content-security-policy')).toContain('frame-ancestors *');
  });

  it('are served to any site: the loader for minutes, what carries a hash for good', async () => {
    await build();
    const loader = await get('/widget.js');
    expect(await loader.text()).toBe('loader();');
    expect(loader.headers.get('cache-control')).toContain('max-age=300');
    for (const answer of [loader, await get('/widget/chat.0123456789ab.js')]) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    }
    const packed = await raw('/widget/chat.0123456789ab.js', { 'accept-encoding': 'gzip, br' });
    expect(packed.headers).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'public, max-age=31536000, immutable' });
    expect(brotliDecompressSync(packed.body).toString()).toBe(SCRIPT);
    expect((await raw('/widget.js', { 'if-none-match': String(loader.headers.get('etag')) })).status).toBe(304);
    for (const other of ['/widget/secret.txt', '/widget/assets.json', '/widget/..%2F..%2Fpackage.json', '/widget/chat.ffffffffffff.js']) expect((await get(other)).status).toBe(404);
  });

  it('have a frame that alone may be embedded', async () => {
    await build();
    const frame = await get('/widget/frame');
    const { headers } = frame;
    expect(headers.get('x-frame-options')).toBeNull();
    expect(headers.get('content-security-policy')).toContain('frame-ancestors *');
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(await frame.text()).toContain('/widget/chat.0123456789ab.js');
    expect((await get('/health')).headers.get('x-frame-options')).toBe('DENY');
  });
});

describe('the demo page', () => {
  it('carries the tag of a published agent, and is embedded by nobody', async () => {
    await build();
    const { key } = await addAgent(product, (await product.createWorkspace()).workspaceId, { name: '<b>Ada</b>' });
    const page = await get(`/demo/${key}`);
    const html = await page.text();
    expect(html).toContain(`<script src="${product.url}/widget.js" data-agent="${key}" async></script>`);
    expect(html).not.toContain('<b>Ada');
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
  });

  it('says what is missing of an agent that is unknown or not published', async () => {
    await build();
    const { key } = await addAgent(product, (await product.createWorkspace()).workspaceId, { live: false });
    const hidden = await get(`/demo/${key}`);
    expect([hidden.status, await hidden.text()]).toEqual([409, expect.stringContaining('isn’t published')]);
    const unknown = await get('/demo/nobody', { 'accept-language': 'it' });
    expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining('non esiste')]);
  });
});

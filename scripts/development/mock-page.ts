import { existsSync, globSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { basename, dirname, join } from 'node:path';
import type { Registry, RegistryRemote, RemoteManifest } from '#shared/contract/index.ts';
import { shellPage } from '#server/http/console-page.ts';
import type { ShellBuild } from '#server/http/console-page.ts';
import { consolePolicy, makeNonce } from '#server/http/security.ts';
import { DEVELOPMENT_BUILD } from './front.ts';

/**
 * What the product would answer to a browser before any code runs: the
 * console's page under its policy, and the worker that the mocks answer from.
 * Everything else a page asks for is a mock that is missing.
 */
export function openMockPage(root: string, consoleFolder: string): Promise<Server> {
  const worker = readFileSync(join(root, 'node_modules/msw/lib/mockServiceWorker.js'));
  const server = createServer((request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    if (url.startsWith('/mockServiceWorker.js')) return response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' }).end(worker);
    if (url === '/console/registry.json') return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(registryOf(consoleFolder)));
    if (method === 'GET' && headers.accept?.includes('text/html')) {
      const nonce = makeNonce();
      const described = join(consoleFolder, 'shell/current.json');
      if (!existsSync(described)) return response.writeHead(503, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', refresh: '1' }).end('<!doctype html><title>Isatis</title><p>The shell is being built …');
      const assets = JSON.parse(readFileSync(described, 'utf8')) as ShellBuild;
      const html = shellPage({ assets: { ...assets, buildId: DEVELOPMENT_BUILD }, nonce, locale: headers['accept-language']?.startsWith('it') ? 'it' : 'en' });
      return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': consolePolicy(nonce) }).end(html);
    }
    console.error(`No mock answers ${method} ${url}`);
    return response.writeHead(501, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { code: 'no-mock', message: `No mock answers ${method} ${url}.` } }));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

/** The remotes that are built. Who may enter which is decided by the mocks, on its way through the page. */
function registryOf(consoleFolder: string): Registry {
  const described = globSync('*/current.json', { cwd: consoleFolder }).filter((file) => dirname(file) !== 'shell').sort();
  const remotes = described.map((file): RegistryRemote => {
    const { manifest } = JSON.parse(readFileSync(join(consoleFolder, file), 'utf8')) as { manifest: RemoteManifest };
    return { manifest, buildId: DEVELOPMENT_BUILD, entry: `/console/${basename(dirname(file))}/${DEVELOPMENT_BUILD}/mf-manifest.json`, integrity: {}, access: 'allowed', channel: 'stable', previous: null };
  });
  return { contract: 1, remotes };
}

// @vitest-environment node
import { createHash } from 'node:crypto';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { http, passthrough } from 'msw';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { network } from '#shared/testing/index.ts';
import { fetchManifest, isFederationManifest } from './fetch-manifest.ts';
import { RemoteError } from './remote-error.ts';

const manifest = { metaData: { globalName: 'isatis_agents_abc', remoteEntry: { name: 'remote-entry.js', path: '' } }, exposes: [], shared: [] };
const integrity = `sha384-${createHash('sha384').update(JSON.stringify(manifest)).digest('base64')}`;
const other = `sha384-${createHash('sha384').update('something else').digest('base64')}`;

/** A real server that fails in a way of its own at each address. */
let server: Server;
let origin: string;

beforeEach(async () => {
  server = createServer(({ url }, response) => {
    response.setHeader('access-control-allow-origin', '*');
    if (url === '/good/mf-manifest.json') response.end(JSON.stringify(manifest));
    if (url === '/503/mf-manifest.json') response.writeHead(503).end(JSON.stringify(manifest));
    if (url === '/html/mf-manifest.json') response.end('<!doctype html><title>Sign in</title>');
    if (url === '/other/mf-manifest.json') response.end(JSON.stringify({ hello: 'world' }));
    if (url === '/elsewhere/mf-manifest.json') response.end(JSON.stringify({ ...manifest, metaData: { ...manifest.metaData, remoteEntry: { name: 'x.js', path: 'https://evil.example' } } }));
    if (url === '/drip/mf-manifest.json') response.write('{"metaData":');
    if (url === '/cut/mf-manifest.json') response.destroy();
    // `/hang/…` is never answered.
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  network.use(http.all(`${origin}/*`, () => passthrough()));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const kindOf = async (folder: string, options: Parameters<typeof fetchManifest>[1] = {}): Promise<string> => {
  const error: unknown = await fetchManifest(`${origin}/${folder}/mf-manifest.json`, options).catch((thrown: unknown) => thrown);
  if (!(error instanceof RemoteError)) throw new Error(`${folder} was not refused: ${String(error)}`);
  return error.kind;
};

describe('the manifest of a remote', () => {
  test('leads to the entry beside it', async () => {
    await expect(fetchManifest(`${origin}/good/mf-manifest.json`)).resolves.toEqual({ address: `${origin}/good/remote-entry.js`, container: 'isatis_agents_abc', shared: [] });
  });

  test('is taken when it is what the registry says, and refused when it isn’t', async () => {
    await expect(fetchManifest(`${origin}/good/mf-manifest.json`, { integrity })).resolves.toMatchObject({ container: 'isatis_agents_abc' });
    await expect(kindOf('good', { integrity: other })).resolves.toBe('integrity');
  });

  test('that is no manifest at all is not taken for a forged one', async () => {
    await expect(kindOf('503', { integrity })).resolves.toBe('http');
    await expect(kindOf('html', { integrity })).resolves.toBe('shape');
  });

  test('is refused when it comes with an error, whatever its body says', async () => {
    await expect(kindOf('503')).resolves.toBe('http');
  });

  test('is refused when it is a page, or other JSON', async () => {
    await expect(kindOf('html')).resolves.toBe('shape');
    await expect(kindOf('other')).resolves.toBe('shape');
  });

  test('is refused when its entry lies elsewhere', async () => {
    await expect(kindOf('elsewhere')).resolves.toBe('shape');
  });

  test('is given up at the deadline, when nothing comes or it never ends', async () => {
    await expect(kindOf('hang', { deadline: 120 })).resolves.toBe('timeout');
    await expect(kindOf('drip', { deadline: 120 })).resolves.toBe('timeout');
  });

  test('is told apart from a broken line', async () => {
    await expect(kindOf('cut')).resolves.toBe('network');
  });
});

test('only an object with entry, exposes and shared is a manifest', () => {
  expect(isFederationManifest(manifest)).toBe(true);
  for (const wrong of [null, 1, 'x', [], {}, { metaData: {} }, { ...manifest, exposes: {} }, { ...manifest, metaData: { remoteEntry: { name: '' } } }]) expect(isFederationManifest(wrong)).toBe(false);
});

// @vitest-environment node
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { http, passthrough } from 'msw';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { network } from '#shared/testing/index.ts';
import { RemoteError, findRemoteEntry, isFederationManifest } from './fetch-manifest.ts';

const manifest = { metaData: { remoteEntry: { name: 'remote-entry.js', path: '' } }, exposes: [], shared: [] };

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
    if (url === '/elsewhere/mf-manifest.json') response.end(JSON.stringify({ ...manifest, metaData: { remoteEntry: { name: 'x.js', path: 'https://evil.example' } } }));
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

const kindOf = async (folder: string, deadline?: number): Promise<string> => {
  const error: unknown = await findRemoteEntry(`${origin}/${folder}/mf-manifest.json`, deadline).catch((thrown: unknown) => thrown);
  if (!(error instanceof RemoteError)) throw new Error(`${folder} was not refused: ${String(error)}`);
  return error.kind;
};

describe('the manifest of a remote', () => {
  test('leads to the entry beside it', async () => {
    await expect(findRemoteEntry(`${origin}/good/mf-manifest.json`)).resolves.toBe(`${origin}/good/remote-entry.js`);
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
    await expect(kindOf('hang', 120)).resolves.toBe('timeout');
    await expect(kindOf('drip', 120)).resolves.toBe('timeout');
  });

  test('is told apart from a broken line', async () => {
    await expect(kindOf('cut')).resolves.toBe('network');
  });
});

test('only an object with entry, exposes and shared is a manifest', () => {
  expect(isFederationManifest(manifest)).toBe(true);
  for (const wrong of [null, 1, 'x', [], {}, { metaData: {} }, { ...manifest, exposes: {} }, { ...manifest, metaData: { remoteEntry: { name: '' } } }]) expect(isFederationManifest(wrong)).toBe(false);
});

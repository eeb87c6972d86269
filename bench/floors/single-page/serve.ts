import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { type Server, createServer, request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import webpack, { type Configuration } from 'webpack';
import { appConfig } from '../../../webpack.config.ts';
import { root } from '../../processes.ts';

/** The floor's one bundle, built as the shell is but for federation. */
async function bundle(folder: string): Promise<void> {
  const shell = await appConfig('shell', { mode: 'production', folder });
  const config: Configuration = {
    ...shell, name: 'single-page', cache: false, entry: { main: path.join(root, 'bench/floors/single-page/page.tsx') },
    output: { path: folder, filename: '[name].js', chunkFilename: '[name].js', publicPath: '/', assetModuleFilename: 'assets/[name][ext]' },
    plugins: (shell.plugins ?? []).filter((plugin) => !/Federation|Publish/.test(plugin?.constructor.name ?? '')),
  };
  const compiler = webpack(config);
  await new Promise<void>((resolve, reject) => {
    compiler?.run((error, stats) => { if (error || stats?.hasErrors()) reject(error ?? new Error(stats?.toString({ all: false, errors: true }))); else resolve(); });
  });
  await new Promise<void>((resolve) => { compiler?.close(() => resolve()); });
}

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };
const COMPRESSED = new Set(['.js', '.css']);
const HTML = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Floor</title><link rel="stylesheet" href="/main.css"><script type="module" src="/main.js"></script></head><body><div id="root"></div></body></html>';

export interface SinglePage { readonly close: () => Promise<void> }

/** Serves the floor's page at a port, compressed beforehand as the product's files are; `/graphql` goes on to the product. */
export async function serveSinglePage(port: number, product: string): Promise<SinglePage> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'isatis-floor-'));
  await bundle(folder);
  const files = new Map<string, Buffer>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = await readFile(file);
    files.set(`/${path.relative(folder, file)}`, COMPRESSED.has(path.extname(file)) ? brotliCompressSync(bytes) : bytes);
  }
  const server: Server = createServer((incoming, outgoing) => {
    const address = (incoming.url ?? '/').split('?')[0] ?? '/';
    const bytes = files.get(address);
    if (bytes) {
      const type = path.extname(address);
      outgoing.writeHead(200, { 'content-type': TYPES[type] ?? 'application/octet-stream', ...(COMPRESSED.has(type) ? { 'content-encoding': 'br' } : {}) }).end(bytes);
    } else if (address === '/graphql') {
      incoming.pipe(request(new URL(address, product), { method: incoming.method, headers: { ...incoming.headers, host: new URL(product).host, origin: product } }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      }));
    } else outgoing.writeHead(200, { 'content-type': 'text/html' }).end(HTML);
  });
  await new Promise<void>((resolve) => { server.listen(port, 'localhost', resolve); });
  return {
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

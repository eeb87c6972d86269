// One area under development for a console that runs elsewhere, local or deployed: the person runs it from here, for
// themselves alone, once the console's operator allows this origin (CONSOLE_OVERRIDE_ORIGINS) and an owner the person.
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { styleText } from 'node:util';
import webpack, { type Compiler } from 'webpack';
import WebpackDevServer from 'webpack-dev-server';
import type { RemoteManifest } from '#shared/contract/index.ts';
import { ManifestError, appConfig, readRemote } from '../../webpack.config.ts';

/** Where a browser reaches it; not the port of a console on the same machine. */
export const DEFAULT_PORT = 3100;

export interface ServeRemoteOptions {
  /** The area's folder, here or elsewhere. */
  readonly source: string;
  /** Origin of the console. */
  readonly shell: string;
  readonly port: number;
}

/** A running development server of one area. */
export interface ServedRemote {
  /** Of its federation manifest. */
  readonly address: string;
  /** The console's page that asks whether the person wants it. */
  readonly link: string;
  stop(): Promise<void>;
}

/** What the area says of itself now, beside its code: its pages may change while it is developed. */
class ManifestPlugin {
  readonly #id: string;
  readonly #source: string;
  constructor(id: string, source: string) {
    this.#id = id;
    this.#source = source;
  }

  apply(compiler: Compiler): void {
    const file = path.join(this.#source, 'manifest.ts');
    compiler.hooks.thisCompilation.tap('ManifestPlugin', (compilation) => {
      compilation.fileDependencies.add(file);
      compilation.hooks.processAssets.tapPromise('ManifestPlugin', async () => {
        try {
          compilation.emitAsset('remote.json', new compiler.webpack.sources.RawSource(JSON.stringify((await readRemote(this.#id, this.#source, String((await stat(file)).mtimeMs))).manifest)));
        } catch (error) {
          if (!(error instanceof ManifestError)) throw error;
          compilation.errors.push(new compiler.webpack.WebpackError(error.message));
        }
      });
    });
  }
}

/** Starts the server and waits for its first build. */
export async function startRemote({ source, shell, port }: ServeRemoteOptions): Promise<ServedRemote> {
  const { manifest: { id } } = (await import(pathToFileURL(path.join(source, 'manifest.ts')).href)) as { manifest: RemoteManifest };
  const console_ = new URL(shell);
  // Made for a shell as people get it: it has no development form of React, so an edit puts the whole area anew where it stands.
  const config = await appConfig(id, { mode: 'development', folder: path.join(source, '.development'), source, refresh: false });
  const remote = await realpath(path.join(source, 'remote.tsx'));
  const replaceable = { test: (file: string) => file === remote, resourceQuery: { not: [/own/] }, enforce: 'pre' as const, loader: path.join(import.meta.dirname, 'replaceable-remote.cjs') };
  const compiler = webpack({ ...config, cache: false, module: { ...config.module, rules: [...(config.module?.rules ?? []), replaceable] }, output: { ...config.output, crossOriginLoading: 'anonymous' }, plugins: [...(config.plugins ?? []), new ManifestPlugin(id, source)] });
  if (!compiler) throw new Error(`webpack made no compiler for ${id}.`);
  const origin = `http://localhost:${port}`;
  const server = new WebpackDevServer(
    {
      host: 'localhost', port, hot: true, static: false,
      // The console's page alone may ask; any other page of this browser gets nothing.
      allowedHosts: [console_.hostname],
      headers: { 'access-control-allow-origin': console_.origin, 'access-control-allow-private-network': 'true', 'cross-origin-resource-policy': 'cross-origin', 'cache-control': 'no-store' },
      client: { overlay: false, logging: 'warn', webSocketURL: `${origin.replace('http', 'ws')}/ws` },
      devMiddleware: { publicPath: '/', stats: 'errors-warnings' },
    },
    compiler,
  );
  const built = new Promise<void>((resolve) => { compiler.hooks.done.tap('isatis-development', () => resolve()); });
  await server.start();
  await built;
  const address = `${origin}/mf-manifest.json`;
  return { address, link: `${console_.origin}/override?${new URLSearchParams({ area: id, address })}`, stop: () => server.stop() };
}

/** Serves until the process is told to stop. */
export async function serveRemote(options: ServeRemoteOptions): Promise<never> {
  const { address, link, stop } = await startRemote(options);
  console.log(`\n  ${address}\n\n  Run it in your console, for you alone:\n  ${styleText('bold', link)}\n\n  The console's operator allows this origin with CONSOLE_OVERRIDE_ORIGINS=${new URL(address).origin}\n`);
  await new Promise((resolve) => { for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve); });
  await stop();
  process.exit(0);
}

// The development builds of the console's apps, with hot reload: one webpack
// dev server each, all in this process. Arguments: folder of the builds,
// `--mocked` for a shell that runs on mocks, apps.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import ReactRefreshPlugin from '@pmmmwh/react-refresh-webpack-plugin';
import webpack from 'webpack';
import type { Compiler, Configuration } from 'webpack';
import WebpackDevServer from 'webpack-dev-server';
import { appConfig, readRemote } from '../../webpack.config.ts';
import { pageAssets } from '../webpack/page-assets.ts';
import type { PageAssets } from '../webpack/page-assets.ts';
import { writeWhole } from '../webpack/publish-plugin.ts';
import { DEVELOPMENT_BUILD } from './front.ts';

/** Told to the parent once an app can be asked for. */
export interface AppReady { readonly app: string; readonly port: number }

const [folder = '', ...words] = process.argv.slice(2);
const mocked = words.includes('--mocked');
const apps = words.filter((word) => !word.startsWith('--'));
const servers: WebpackDevServer[] = [];

for (const app of apps) {
  const config = await developmentConfig(app);
  const compiler = webpack(config);
  if (!compiler) throw new Error(`webpack made no compiler for ${app}.`);
  await serveApp(app, compiler);
}

/** The app's own configuration, with hot reload added. */
async function developmentConfig(app: string): Promise<Configuration> {
  const config = await appConfig(app, { mode: 'development', folder });
  const entry = app === 'shell' ? { main: [join(import.meta.dirname, 'shell-refresh.cjs'), mocked ? join(import.meta.dirname, 'mocked-shell.mjs') : './shell/main.ts'] } : config.entry;
  const refreshOfShell = new webpack.NormalModuleReplacementPlugin(/^react-refresh\/runtime$|[\\/]react-refresh[\\/]runtime\.js$/, join(import.meta.dirname, 'remote-refresh.cjs'));
  return {
    ...config,
    entry,
    ...(mocked ? { cache: false } : {}),
    plugins: [...(config.plugins ?? []), new ReactRefreshPlugin({ overlay: false, exclude: [/node_modules/, import.meta.dirname] }), ...(app === 'shell' ? [] : [refreshOfShell])],
    // One compilation of all apps at a time leaves the machine usable.
    parallelism: 20,
  };
}

/** Updates are for pages that are open; a page that is loaded finds all in the files themselves. */
function withoutUpdates(assets: PageAssets): PageAssets {
  const whole = (files: readonly string[]): string[] => files.filter((file) => !file.includes('.hot-update.'));
  return { scripts: whole(assets.scripts), styles: whole(assets.styles), preloads: whole(assets.preloads), words: { en: whole(assets.words.en), it: whole(assets.words.it) }, fonts: assets.fonts, pages: Object.fromEntries(Object.entries(assets.pages).map(([address, files]) => [address, whole(files)])) };
}

/** Serves one app and waits for its first build, so that apps are built one after the other. */
async function serveApp(app: string, compiler: Compiler): Promise<void> {
  const home = `/console/${app}/${DEVELOPMENT_BUILD}`;
  const server = new WebpackDevServer(
    {
      host: '127.0.0.1',
      port: 'auto',
      hot: true,
      static: false,
      allowedHosts: 'all',
      webSocketServer: { type: 'ws', options: { path: `${home}/hot` } },
      // Through the front, on the page's own address. The overlay needs styles that the policy forbids.
      client: { overlay: false, logging: 'warn', webSocketURL: { hostname: '0.0.0.0', port: 0, pathname: `${home}/hot` } },
      devMiddleware: { publicPath: `${home}/`, stats: 'none' },
    },
    compiler,
  );
  servers.push(server);
  const built = new Promise<void>((resolve) => {
    compiler.hooks.done.tapPromise('isatis-development', async (stats) => {
      const { compilation } = stats;
      const took = `${((stats.endTime ?? 0) - (stats.startTime ?? 0))} ms`;
      if (stats.hasErrors()) console.log(`${app} does not compile:\n${stats.toString({ all: false, errors: true, errorDetails: false, colors: process.stdout.isTTY })}`);
      else {
        const described = app === 'shell' ? withoutUpdates(pageAssets(compilation)) : { manifest: (await readRemote(app)).manifest };
        await mkdir(join(folder, app), { recursive: true });
        await writeWhole(join(folder, app, 'current.json'), `${JSON.stringify({ buildId: DEVELOPMENT_BUILD, ...described })}\n`);
        console.log(`${app} built in ${took}`);
      }
      resolve();
    });
  });
  await server.start();
  const address = server.server?.address();
  if (typeof address !== 'object' || address === null) throw new Error(`The dev server of ${app} has no port.`);
  process.send?.({ app, port: address.port } satisfies AppReady);
  await built;
}

const stop = (): void => void Promise.allSettled(servers.map((server) => server.stop())).then(() => process.exit(0));
for (const reason of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(reason, stop);

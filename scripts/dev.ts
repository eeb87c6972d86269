// `npm run dev`: the product with reload on change. `npm run dev -- users agents`
// builds only these apps for development and takes the others as they are built.
// `npm run dev -- agents --against https://console.example` serves one area to a console that runs elsewhere.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, rmSync, symlinkSync, watch } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, relative } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import { consoleApps } from './build.ts';
import type { AppReady } from './development/apps.ts';
import { openFront } from './development/front.ts';
import { Part } from './development/part.ts';
import { isBuilt } from './starting/freshness.ts';
import type { Announcement } from './starting/serve.ts';

const root = dirname(import.meta.dirname);
const { values, positionals } = parseArgs({ allowPositionals: true, options: { port: { type: 'string' }, data: { type: 'string', default: 'data' }, demo: { type: 'boolean', default: false }, against: { type: 'string' } } });
const all = consoleApps();
const unknown = positionals.filter((app) => !all.includes(app));
if (unknown.length > 0) {
  console.error(`There is no app "${unknown.join('", "')}". Known: ${all.join(', ')}.`);
  process.exit(2);
}
if (values.against !== undefined) await serveAgainst(values.against);
const named = positionals.length > 0 ? positionals : all;
const port = Number(values.port ?? 3000);
const dist = join(root, '.cache', 'development');
prepareDist();

const ports = new Map<string, PromiseWithResolvers<number>>(named.map((app) => [app, Promise.withResolvers<number>()]));
let product = Promise.withResolvers<number>();
const productPort = await freePort();
let greeted = false;

const front = await openFront(port, (app) => (app === undefined ? product : ports.get(app))?.promise ?? product.promise).catch((error: NodeJS.ErrnoException) => {
  console.error(error.code === 'EADDRINUSE' ? `Port ${port} is taken. Choose another: npm run dev -- --port 3001` : error.message);
  process.exit(1);
});
const address = `http://localhost:${port}`;

const server = new Part({
  name: 'server',
  colour: 'cyan',
  root,
  args: ['scripts/starting/serve.ts', values.data, String(productPort), ...(values.demo ? ['--demo'] : [])],
  env: { PUBLIC_URL: address, DIST_DIR: dist },
  onMessage(message) {
    const { setupUrl, outboxUrl } = message as Announcement;
    product.resolve(productPort);
    if (greeted) server.say(`restarted${setupUrl ? `: ${setupUrl}` : ''}`);
    else console.log(`\n  ${styleText('bold', setupUrl ?? address)}${outboxUrl ? `\n  ${styleText('dim', `mails: ${outboxUrl}`)}` : ''}\n`);
    greeted = true;
  },
  // Whoever asks meanwhile is told to look here, rather than left waiting.
  onFailure: () => product.reject(new Error('The server ended.')),
});
product.promise.catch(() => undefined);
const apps = new Part({
  name: 'console',
  colour: 'magenta',
  root,
  args: ['scripts/development/apps.ts', join(dist, 'console'), ...named],
  onMessage(message) {
    const { app, port } = message as AppReady;
    ports.get(app)?.resolve(port);
  },
  onFailure: () => console.error('The console is not built any more: stop and start again.'),
});
await Promise.all([server.restart(), apps.restart()]);
watchServer();

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    front.closeAllConnections();
    front.close();
    void Promise.all([server.stop(), apps.stop()]).then(() => process.exit(0));
  });
}

/** One area alone, until it is stopped: the console is somebody else's process. */
async function serveAgainst(shell: string): Promise<never> {
  const [id, ...others] = positionals;
  if (id === undefined || others.length > 0 || id === 'shell') {
    console.error('Say which one area: npm run dev -- agents --against https://console.example');
    process.exit(2);
  }
  const { DEFAULT_PORT, serveRemote } = await import('./development/serve-remote.ts');
  return serveRemote({ source: join(root, 'remotes', id), shell, port: Number(values.port ?? DEFAULT_PORT) });
}

/** Apps that are developed get a build of their own here; the others, and the widget, are taken from `dist`. */
function prepareDist(): void {
  const rest = all.filter((app) => !named.includes(app));
  if (!existsSync(join(root, 'dist/widget/assets.json')) || (rest.length > 0 && !isBuilt(root))) {
    spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/build-product.ts'], { cwd: root, stdio: 'inherit' });
  }
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(join(dist, 'console'), { recursive: true });
  link(join(root, 'dist/widget'), join(dist, 'widget'));
  for (const app of rest) link(join(root, 'dist/console', app), join(dist, 'console', app));
}

function link(from: string, to: string): void {
  if (existsSync(from) && !lstatSync(to, { throwIfNoEntry: false })) symlinkSync(from, to, 'junction');
}

/** Starts the server again when something it is made of was saved. Requests wait meanwhile. */
function watchServer(): void {
  let soon: NodeJS.Timeout | undefined;
  for (const folder of ['server', 'ai', 'shared/permissions', 'shared/contract', 'widget']) {
    watch(join(root, folder), { recursive: true }, (_event, file) => {
      if (file === null || !/\.(ts|json|sql|html|graphql)$/.test(file) || file.endsWith('.test.ts') || file.startsWith('testing')) return;
      clearTimeout(soon);
      soon = setTimeout(() => {
        server.say(`${relative(root, join(root, folder, file))} changed`);
        product = Promise.withResolvers<number>();
        product.promise.catch(() => undefined);
        void server.restart();
      }, 120);
    });
  }
}

/** A port that nobody uses just now; the product keeps it across restarts. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('There is no free port.'))));
    });
  });
}

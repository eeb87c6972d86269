// `npm run dev:mock`: the console alone, on the mocks of `mocks/`, with hot
// reload. No server, no database. `npm run dev:mock -- users` builds the shell
// and this app only.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { consoleApps } from './build.ts';
import type { AppReady } from './development/apps.ts';
import { openFront } from './development/front.ts';
import { openMockPage } from './development/mock-page.ts';
import { Part } from './development/part.ts';

const root = dirname(import.meta.dirname);
const { values, positionals } = parseArgs({ allowPositionals: true, options: { port: { type: 'string', default: '3000' } } });
const all = consoleApps();
const unknown = positionals.filter((app) => !all.includes(app));
if (unknown.length > 0) {
  console.error(`There is no app "${unknown.join('", "')}". Known: ${all.join(', ')}.`);
  process.exit(2);
}
const named = positionals.length > 0 ? ['shell', ...positionals.filter((app) => app !== 'shell')] : all;
if (!existsSync(join(root, 'mocks/browser.ts'))) {
  console.error('mocks/browser.ts, which starts the mocks, is not there.');
  process.exit(1);
}
const folder = join(root, '.cache', 'mocked', 'console');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const ports = new Map(named.map((app) => [app, Promise.withResolvers<number>()]));
const page = await openMockPage(root, folder);
const pageAddress = page.address();
const pagePort = typeof pageAddress === 'object' && pageAddress !== null ? pageAddress.port : 0;
const front = await openFront(Number(values.port), async (app) => (app === undefined ? pagePort : ((await ports.get(app)?.promise) ?? pagePort))).catch((error: NodeJS.ErrnoException) => {
  console.error(error.code === 'EADDRINUSE' ? `Port ${values.port} is taken. Choose another: npm run dev:mock -- --port 3001` : error.message);
  process.exit(1);
});

let told = false;
const apps = new Part({
  name: 'console',
  colour: 'magenta',
  root,
  args: ['scripts/development/apps.ts', folder, '--mocked', ...named],
  onMessage(message) {
    const { app, port } = message as AppReady;
    ports.get(app)?.resolve(port);
    // Apps are built one after the other: when the next one begins, the shell is there.
    if (!told && (app !== 'shell' || named.length === 1)) console.log(`\n  http://localhost:${values.port} (mocked)\n`);
    told ||= app !== 'shell';
  },
  onFailure: () => console.error('The console is not built any more: stop and start again.'),
});
await apps.restart();

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    for (const server of [front, page]) {
      server.closeAllConnections();
      server.close();
    }
    void apps.stop().then(() => process.exit(0));
  });
}

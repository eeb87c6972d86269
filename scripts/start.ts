// `npm start`: builds what changed while the database gets ready, then serves.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import type { RunningServer } from '#server/main.ts';
import { type Foundation, layFoundation } from '#server/platform/foundation.ts';
import { BuildFailed, buildInProcess } from './starting/build-process.ts';
import { isBuilt } from './starting/freshness.ts';
import { StepLines, seconds } from './starting/step-lines.ts';

/** What each step of the server is called while it goes on, and when it is done. */
const titles: Readonly<Record<string, readonly [string, string]>> = {
  database: ['Getting the database ready', 'Database ready'],
  ai: ['Opening the search index', 'Search index open'],
  demo: ['Filling the demo workspace', 'Demo workspace filled'],
  server: ['Starting the server', 'Server listening'],
};

const root = dirname(import.meta.dirname);
const began = performance.now();
const lines = new StepLines();
const stopping = new AbortController();
let server: RunningServer | undefined;
let foundation: Foundation | undefined;

const options = readOptions();
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
console.log(`\n  ${styleText(['bold', 'magenta'], 'Isatis')} ${styleText('dim', version)}\n`);
stopOnSignals();
try {
  // The database gets going while the server's code is loaded, which takes about as long.
  foundation = await layFoundation(options.dataDir, process.env['DATABASE_URL'] || undefined);
  const loading = import('#server/main.ts');
  loading.catch(() => undefined);
  if (!isBuilt(root)) await build();
  const { startServer } = await loading;
  // At a terminal the log would fall between these lines; LOG_LEVEL brings it back.
  server = await startServer({ ...options, foundation, environment: { ...(process.stdout.isTTY ? { LOG_LEVEL: 'warn' } : {}), ...process.env }, onStep: showStep });
  if (stopping.signal.aborted) await stop();
  else printBanner(server);
} catch (error) {
  if (!stopping.signal.aborted) explain(error);
  await foundation?.close();
  process.exit(stopping.signal.aborted ? 130 : 1);
}

/** Builds; a wrong setting shows before it. */
async function build(): Promise<void> {
  const { readConfig } = await import('#server/config.ts');
  readConfig({ ...process.env, DATA_DIR: options.dataDir });
  lines.start('build', 'Building the console');
  await buildInProcess(root, stopping.signal, (line) => lines.detail('build', line));
  lines.done('build', 'Console built');
}

function showStep(step: string, state: 'start' | 'done'): void {
  const [doing, done] = titles[step] ?? [step, step];
  if (state === 'start') lines.start(step, doing);
  else lines.done(step, done);
}

function printBanner({ url, setupUrl, outboxUrl, demo }: RunningServer): void {
  const rows = [
    ['Open', styleText(['bold', 'underline'], setupUrl ?? url)],
    ...(setupUrl ? [['', styleText('dim', "Creates the owner's account and the workspace. The code works once.")]] : []),
    ...(demo ?? []).map(({ email, password, role }, index) => [index === 0 ? 'Demo' : '', `${email}  ${password}  ${styleText('dim', role)}`]),
    ['Data', options.dataDir],
    ['Stop', 'Ctrl-C'],
  ];
  console.log(`\n${rows.map(([name, value]) => `  ${styleText('dim', (name ?? '').padEnd(6))}${value}`).join('\n')}\n`);
  // Where there is no terminal the log itself names the outbox.
  console.log(`  ${styleText('dim', `Ready in ${seconds(performance.now() - began)}.${outboxUrl && process.stdout.isTTY ? ` No SMTP_URL is set: mails wait in the outbox, ${outboxUrl}` : ''}`)}\n`);
}

/** The first signal closes everything in order; another one, a second or more later, ends at once. */
function stopOnSignals(): void {
  let first = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to all of its processes and npm passes it on: the same wish, told twice.
      if (first !== 0 && performance.now() - first < 1000) return;
      if (first !== 0) process.exit(130);
      first = performance.now();
      stopping.abort();
      if (server) void stop();
    });
  }
}

async function stop(): Promise<void> {
  console.log(`\n  ${styleText('dim', 'Stopping …')}`);
  try {
    await server?.close();
    console.log(`  ${styleText('dim', 'Stopped.')}`);
    process.exit(0);
  } catch (error) {
    explain(error);
    process.exit(1);
  }
}

function explain(error: unknown): void {
  lines.fail();
  if (error instanceof Error && 'userMessage' in error) console.error(`\n${String(error.userMessage)}`);
  else if (error instanceof BuildFailed) console.error(`\nThe console could not be built:\n\n${error.message}`);
  else console.error('\nIsatis could not start. This is a fault of Isatis; what it knows about it:\n\n', error);
}

function readOptions(): { readonly dataDir: string; readonly port?: number; readonly demo: boolean } {
  const usage = 'Usage: npm start -- [--demo] [--port <port>] [--data <folder>]';
  try {
    const { values } = parseArgs({ options: { demo: { type: 'boolean', default: false }, port: { type: 'string' }, data: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
    if (values.help) {
      console.log(`${usage}\n\n  --demo   fills a sample workspace to look around in\n  --port   port to listen on, 3000 by default; 0 picks a free one\n  --data   folder of the data, ./data by default`);
      process.exit(0);
    }
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) throw new Error(`"${values.port}" is not a port.`);
    return { dataDir: resolve(values.data ?? process.env['DATA_DIR'] ?? 'data'), demo: values.demo, ...(port === undefined ? {} : { port }) };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

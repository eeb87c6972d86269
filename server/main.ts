import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createAi } from '#ai/index.ts';
import { readConfig } from './config.ts';
import type { DemoPerson } from './demo/index.ts';
import { schema } from './graphql/schema.ts';
import { buildApp } from './http/app.ts';
import { outboxUrl } from './http/outbox-routes.ts';
import { allJobs, timetable } from './jobs.ts';
import { checkConsoleFits, checkShippedAhead } from './modules/consoles/index.ts';
import { reconcileKnowledge } from './modules/knowledge/index.ts';
import { watchExpiries } from './modules/roles/index.ts';
import { offerSetupCode } from './modules/workspaces/index.ts';
import { OperatorError } from './platform/failure.ts';
import type { Foundation } from './platform/foundation.ts';
import { type Passwords, scrypt } from './platform/passwords.ts';
import { openPlatform } from './platform/platform.ts';
import { startQueue } from './platform/queue/queue.ts';

export interface StartOptions {
  readonly dataDir?: string;
  readonly port?: number;
  /** Fill a fresh installation with the sample workspace. @default false */
  readonly demo?: boolean;
  /** Settings; the process's environment by default. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Called as each part starts and is done, with milliseconds. */
  readonly onStep?: (step: string, state: 'start' | 'done', ms?: number) => void;
  /** Opens the AI service. @default the one in this process */
  readonly ai?: typeof createAi;
  /** How passwords are kept. @default scrypt */
  readonly passwords?: Passwords;
  /** Of `dataDir`, if it was laid already; it is closed with the server, or when the start fails. */
  readonly foundation?: Foundation;
}

export interface RunningServer {
  readonly url: string;
  /** Address with the one-time code that claims a fresh installation; null when it is claimed. */
  readonly setupUrl: string | null;
  /** Address of the page of mails that were not sent; null when there is a mail server. */
  readonly outboxUrl: string | null;
  /** Who can sign in to the sample workspace; null without one. */
  readonly demo: readonly DemoPerson[] | null;
  close(): Promise<void>;
}

const SETUP_CODE_BYTES = 15;

/**
 * Starts the product: opens the platform, runs the jobs, serves.
 * @throws OperatorError with a sentence for the operator: settings, data folder in use, port taken, database
 */
export async function startServer({ dataDir, port, demo = false, environment = process.env, onStep = () => undefined, ai = createAi, passwords = scrypt, foundation }: StartOptions = {}): Promise<RunningServer> {
  const config = readConfig({ ...environment, ...(dataDir ? { DATA_DIR: dataDir } : {}), ...(port === undefined ? {} : { PORT: String(port) }) });
  const began = new Map<string, number>();
  const step = (name: string, state: 'start' | 'done'): void => {
    if (state === 'start') began.set(name, performance.now());
    onStep(name, state, state === 'done' ? performance.now() - (began.get(name) ?? performance.now()) : undefined);
  };
  const opening = openPlatform(config, { openAi: ai, passwords, foundation }, step);
  // A database that is being made leaves time for this.
  const checkedAhead = checkShippedAhead(config, schema).catch(() => undefined);
  const platform = await opening;
  try {
    step('server', 'start');
    await checkedAhead;
    await checkConsoleFits(platform, schema);
    const app = await buildApp(platform);
    await app.listen({ host: config.HOST, port: config.PORT }).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EADDRINUSE') throw cause;
      throw new OperatorError(`Port ${config.PORT} is taken by another program. Choose another: npm start -- --port 3001`, { cause });
    });
    const bound = app.server.address() as AddressInfo;
    platform.setPublicUrl(`http://${config.HOST === '0.0.0.0' || config.HOST === '127.0.0.1' ? 'localhost' : config.HOST}:${bound.port}`);
    await platform.lock.setUrl(platform.publicUrl());
    const queue = await startQueue(platform.database.connection('isatis_worker'), allJobs(platform), timetable, platform.log);
    await reconcileKnowledge(platform);
    const stopWatching = watchExpiries(platform);
    if (demo) step('demo', 'start');
    const people = demo ? await import('./demo/index.ts').then(({ seedDemo }) => seedDemo(platform)).catch(async (error: unknown) => {
      await app.close();
      await queue.close();
      throw error;
    }) : null;
    if (demo) step('demo', 'done');
    const code = randomBytes(SETUP_CODE_BYTES).toString('base64url');
    const setupUrl = (await offerSetupCode(platform, code)) ? `${platform.publicUrl()}/setup#code=${code}` : null;
    const mails = outboxUrl(platform);
    if (mails) platform.log.info({ outbox: mails }, 'no SMTP_URL is set: mails wait in the outbox');
    step('server', 'done');
    let closing: Promise<void> | null = null;
    return {
      url: platform.publicUrl(), setupUrl, outboxUrl: mails, demo: people,
      close: () => (closing ??= (async () => {
        stopWatching();
        await app.close();
        await queue.close();
        await platform.close();
      })()),
    };
  } catch (error) {
    await platform.close();
    throw error;
  }
}

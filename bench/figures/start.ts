import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from '@playwright/test';
import { openBrowser } from '../browser.ts';
import type { Figure } from '../figure.ts';
import { answers, freePort, says, start } from '../processes.ts';

const folder = (): Promise<string> => mkdtemp(path.join(os.tmpdir(), 'isatis-bench-'));
const remove = (directory: string): Promise<void> => rm(directory, { recursive: true, force: true });

/** Milliseconds from the command to the first contentful paint of the page at its address. */
async function toFirstPaint(browser: Browser): Promise<number> {
  const [data, port] = [await folder(), await freePort()];
  const page = await browser.newPage();
  const began = performance.now();
  const product = start('scripts/run.mjs', ['start', '--data', data, '--port', String(port)]);
  try {
    await answers(`http://localhost:${port}/health`, product);
    await page.goto(`http://localhost:${port}/`, { waitUntil: 'commit' });
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0, undefined, { polling: 10 });
    return performance.now() - began;
  } finally {
    await page.close();
    await product.stop();
    await remove(data);
  }
}

async function bareInitialise(): Promise<number> {
  const data = await folder();
  const began = performance.now();
  const bare = start('bench/floors/postgres.ts', [data]);
  try {
    await says(/ready/, bare);
    return performance.now() - began;
  } finally {
    await bare.stop();
    await remove(data);
  }
}

/** From an empty data folder to something to look at. */
export const startFirst: Figure = {
  name: 'start.first', unit: 'ms', against: 'initdb and start of the same PostgreSQL', goal: { ratio: 2.5, is: 'at most' },
  async prepare() {
    const browser = await openBrowser();
    return { ours: () => toFirstPaint(browser), floor: bareInitialise, close: () => browser.close() };
  },
};

async function toListening(script: string, args: readonly string[], port: number): Promise<number> {
  const began = performance.now();
  const running = start(script, args);
  try {
    await answers(`http://localhost:${port}/health`, running);
    return performance.now() - began;
  } finally {
    await running.stop();
  }
}

/** A start on a data folder that was used before, to listening. */
export const startSecond: Figure = {
  name: 'start.second', unit: 'ms', against: 'bare Fastify and a start of the same PostgreSQL', goal: { ratio: 3, is: 'at most' },
  async prepare() {
    const [ours, bare, port] = [await folder(), await folder(), await freePort()];
    const commands = { ours: ['scripts/run.mjs', ['start', '--data', ours, '--port', String(port)]], bare: ['bench/floors/fastify.ts', [bare, String(port)]] } as const;
    await toListening(...commands.ours, port);
    await toListening(...commands.bare, port);
    return {
      ours: () => toListening(...commands.ours, port), floor: () => toListening(...commands.bare, port),
      close: async () => { await Promise.all([remove(ours), remove(bare)]); },
    };
  },
};

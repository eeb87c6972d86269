import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext } from '@playwright/test';
import { openBrowser } from '../browser.ts';
import { claim } from '../claim.ts';
import { freePort, says, start } from '../processes.ts';

/** A product with one workspace, and a browser to open it in. */
export interface ConsoleProduct {
  readonly origin: string;
  readonly password: string;
  readonly browser: Browser;
  /** A fresh browser profile in which the owner is signed in. */
  signedIn(): Promise<BrowserContext>;
  close(): Promise<void>;
}

export async function startConsole(): Promise<ConsoleProduct> {
  const [data, port, password] = [await mkdtemp(path.join(os.tmpdir(), 'isatis-bench-')), await freePort(), randomUUID()];
  const product = start('scripts/run.mjs', ['start', '--data', data, '--port', String(port)], { LOG_LEVEL: 'error' });
  const [, code = ''] = await says(/setup#code=([\w-]+)/, product);
  const origin = `http://localhost:${port}`;
  const cookies = (await claim(origin, code, password)).map((cookie) => ({ ...cookie, domain: 'localhost', path: '/' }));
  const browser = await openBrowser();
  return {
    origin, password, browser,
    async signedIn() {
      const context = await browser.newContext({ locale: 'en' });
      await context.addCookies(cookies);
      return context;
    },
    async close() {
      await browser.close();
      await product.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

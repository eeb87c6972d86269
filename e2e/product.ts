import { test as base } from '@playwright/test';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Announcement } from '#scripts/starting/serve.ts';

export interface StartedProduct extends Announcement {
  /** The data folder; gone when the product is stopped. */
  readonly dataDir: string;
  /** What the product wrote to its log so far. */
  log(): string;
  stop(): Promise<void>;
}

export interface ProductOptions {
  readonly demo?: boolean;
  /** Settings besides the process's environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

const root = dirname(import.meta.dirname);

/** Starts a whole product, in a process of its own, on an empty data folder and a free port. */
export async function startProduct({ demo = false, environment = {} }: ProductOptions = {}): Promise<StartedProduct> {
  const dataDir = await mkdtemp(join(tmpdir(), 'isatis-e2e-'));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/starting/serve.ts', dataDir, '0', ...(demo ? ['--demo'] : [])], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let log = '';
  const keep = (chunk: Buffer): void => {
    log += chunk.toString();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const remove = (): Promise<void> => rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  try {
    const announced = await announcement(child);
    return { ...announced, dataDir, log: () => log, stop: async () => { await end(child); await remove(); } };
  } catch (error) {
    await end(child);
    await remove();
    throw new Error(`The product did not start:\n${log}`, { cause: error });
  }
}

function announcement(child: ChildProcess): Promise<Announcement> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Announcement));
    child.once('exit', (code) => reject(new Error(`exit code ${code}`)));
    child.once('error', reject);
  });
}

/** Asks the product to stop; one that doesn't within 15 s is ended. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const patience = setTimeout(() => child.kill('SIGKILL'), 15_000);
  child.kill('SIGTERM');
  await gone;
  clearTimeout(patience);
}

/**
 * Playwright's `test` with a product for the spec file's tests to share:
 * `test('…', async ({ page, product }) => { await page.goto(product.setupUrl!) … })`.
 * `test.use({ productOptions: { demo: true } })` at the top of a file sets it up otherwise.
 */
export const test = base.extend<object, { productOptions: ProductOptions; productOfFile: { of(file: string): Promise<StartedProduct> } } & object>({
  productOptions: [{}, { option: true, scope: 'worker' }],
  productOfFile: [
    async ({ productOptions }, use) => {
      let current: { readonly file: string; readonly product: StartedProduct } | undefined;
      await use({
        async of(file) {
          if (current?.file !== file) {
            await current?.product.stop();
            current = undefined;
            current = { file, product: await startProduct(productOptions) };
          }
          return current.product;
        },
      });
      await current?.product.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
}).extend<{ product: StartedProduct }>({
  product: async ({ productOfFile }, use, testInfo) => {
    await use(await productOfFile.of(testInfo.file));
  },
  baseURL: async ({ product }, use) => {
    await use(product.url);
  },
});

export { expect } from '@playwright/test';

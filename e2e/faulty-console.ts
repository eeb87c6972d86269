import type { Browser, BrowserContext, Page } from '@playwright/test';
import { FaultProxy } from './fault-proxy.ts';
import { setUp } from './people.ts';
import { type StartedProduct, test as base, expect, startProduct } from './product.ts';

/** Every area of the console, as the owner's menu names it. */
export const areas = ['Conversations', 'Knowledge', 'Agents', 'Analytics', 'Users', 'Settings'] as const;

/** A product behind a proxy that breaks it, with its owner signed in. */
export class FaultyConsole {
  readonly proxy: FaultProxy;
  readonly #product: StartedProduct;
  readonly #browser: Browser;
  #signedIn: Awaited<ReturnType<BrowserContext['storageState']>> | undefined;

  private constructor(browser: Browser, product: StartedProduct, proxy: FaultProxy) {
    this.#browser = browser;
    this.#product = product;
    this.proxy = proxy;
  }

  static async start(browser: Browser): Promise<FaultyConsole> {
    const product = await startProduct();
    const proxy = await FaultProxy.before(product.url);
    const made = new FaultyConsole(browser, product, proxy);
    const page = await browser.newPage({ baseURL: proxy.url, locale: 'en-GB' });
    const { pathname, hash } = new URL(product.setupUrl ?? '');
    await setUp(page, `${proxy.url}${pathname}${hash}`, { name: 'Olive Owner', email: 'olive@example.com', workspace: 'Alder & Co' });
    made.#signedIn = await page.context().storageState();
    await page.context().close();
    return made;
  }

  async stop(): Promise<void> {
    this.proxy.stop();
    await this.#product.stop();
  }

  /** A page of the owner's; what its policy forbids fails the test, unless it is what the test is about. */
  async newPage({ mayBreakPolicy = false } = {}): Promise<Page> {
    const context = await this.#browser.newContext({ baseURL: this.proxy.url, ...(this.#signedIn ? { storageState: this.#signedIn } : {}), locale: 'en-GB' });
    const page = await context.newPage();
    if (mayBreakPolicy) return page;
    page.on('console', (message) => {
      expect(message.text(), 'The policy was broken').not.toMatch(/Content Security Policy|TrustedHTML|TrustedScript/);
    });
    return page;
  }

  /** The console on Home. */
  async open(): Promise<Page> {
    const page = await this.newPage();
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Olive');
    return page;
  }
}

/** Playwright's `test` with a console that can be broken, well again before each test. */
export const test = base.extend<object, { faultyOfWorker: FaultyConsole }>({
  faultyOfWorker: [
    async ({ browser }, use) => {
      const faulty = await FaultyConsole.start(browser);
      await use(faulty);
      await faulty.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
}).extend<{ faulty: FaultyConsole }>({
  faulty: async ({ faultyOfWorker }, use) => {
    faultyOfWorker.proxy.repair();
    await use(faultyOfWorker);
  },
});

/** An area's link in the main menu. */
export const link = (page: Page, area: string) => page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: area });
/** What stands where an area should be. */
export const card = (page: Page, area: string) => page.getByRole('alert').filter({ hasText: `${area} could not be loaded` });
/** The heading of an area's own first page. */
export const pageOf = (page: Page, area: string) => page.getByRole('main').getByRole('heading', { level: 1, name: area });

/** All areas are begun, then each is looked at: they fail at the same time, so a rule takes as long as one area's tries. */
export async function visitAll(page: Page, look: (area: string) => Promise<void>): Promise<void> {
  for (const area of areas) await link(page, area).click();
  for (const area of areas) {
    await link(page, area).click();
    await look(area);
  }
}

import type { BrowserContext } from '@playwright/test';
import { EMAIL } from '../claim.ts';
import type { Figure } from '../figure.ts';
import { serveSinglePage } from '../floors/single-page/serve.ts';
import { freePort } from '../processes.ts';
import { startConsole } from './console-product.ts';

const SLOWER = 4;
const BLOCKING_BUDGET_MS = 60;
/** A task blocks for as long as it takes beyond this (https://web.dev/tbt). */
const LONG_MS = 50;

/** Milliseconds from the navigation to the row in the page, as the page's own clock has it. */
async function toFirstRow(context: BrowserContext, address: string): Promise<number> {
  const page = await context.newPage();
  try {
    await page.addInitScript((text) => {
      const look = (): void => {
        if ([...document.querySelectorAll('td, [role=cell], [role=rowheader], th[scope=row]')].some((cell) => cell.textContent?.includes(text))) (window as unknown as { firstRow: number }).firstRow ??= performance.now();
      };
      new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
    }, EMAIL);
    await page.goto(address, { waitUntil: 'commit' });
    const found = await page.waitForFunction(() => (window as unknown as { firstRow?: number }).firstRow, undefined, { polling: 20 });
    return (await found.jsonValue()) ?? Number.NaN;
  } finally {
    await context.close();
  }
}

/** From the address of a list, signed in and with an empty cache, to its first row. */
export const consoleFirstRow: Figure = {
  name: 'console.firstRow', unit: 'ms', against: 'one bundle of the same React, Apollo and design system with the same list, without federation', goal: { ratio: 1.3, is: 'at most' },
  async prepare() {
    const product = await startConsole();
    const port = await freePort();
    const floor = await serveSinglePage(port, product.origin).catch(async (error: unknown) => {
      await product.close();
      throw error;
    });
    return {
      ours: async () => toFirstRow(await product.signedIn(), `${product.origin}/users`),
      floor: async () => toFirstRow(await product.signedIn(), `http://localhost:${port}/`),
      async close() {
        await floor.close();
        await product.close();
      },
    };
  },
};

/** Total blocking time of the same, on a processor four times slower. */
export const consoleBlocking: Figure = {
  name: 'console.blocking', unit: 'ms', against: `a budget of ${BLOCKING_BUDGET_MS} ms of blocking on a processor ${SLOWER} × slower`, goal: { ratio: 1, is: 'at most' },
  async prepare() {
    const product = await startConsole();
    return {
      async ours() {
        const context = await product.signedIn();
        const page = await context.newPage();
        const session = await context.newCDPSession(page);
        await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
        await page.addInitScript((long) => {
          const sums = window as unknown as { blocked: number };
          sums.blocked = 0;
          new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) sums.blocked += Math.max(0, duration - long); }).observe({ type: 'longtask', buffered: true });
        }, LONG_MS);
        await page.goto(`${product.origin}/users`);
        await page.getByText(EMAIL).first().waitFor();
        await page.waitForLoadState('networkidle');
        const blocked = await page.evaluate(() => (window as unknown as { blocked: number }).blocked);
        await context.close();
        return blocked;
      },
      floor: () => Promise.resolve(BLOCKING_BUDGET_MS),
      close: () => product.close(),
    };
  },
};

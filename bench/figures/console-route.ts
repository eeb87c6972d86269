import type { Page } from '@playwright/test';
import type { Figure } from '../figure.ts';
import { startConsole } from './console-product.ts';

const BUDGET_MS = 100;

/** Milliseconds from the click on an area in the menu until its heading is painted, as the page's own clock has it. */
const goTo = (page: Page, area: string): Promise<number> => page.evaluate((wanted) => new Promise<number>((resolve) => {
  const link = [...document.querySelectorAll<HTMLElement>('nav a')].find((one) => one.textContent?.includes(wanted));
  if (!link) throw new Error(`no way to ${wanted}`);
  let began = 0;
  const isThere = (): boolean => document.querySelector('main h1')?.textContent === wanted;
  const observer = new MutationObserver(() => {
    if (!isThere()) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { resolve(performance.now() - began); }));
  });
  observer.observe(document, { childList: true, subtree: true, characterData: true });
  began = performance.now();
  link.click();
}), area);

/** From one area to another that was seen before. */
export const consoleRoute: Figure = {
  name: 'console.route', unit: 'ms', against: `a budget of ${BUDGET_MS} ms`, goal: { ratio: 1, is: 'at most' },
  async prepare() {
    const product = await startConsole();
    const context = await product.signedIn();
    const page = await context.newPage();
    await page.goto(`${product.origin}/users`);
    for (const area of ['Knowledge', 'Users']) {
      await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: area }).click();
      await page.getByRole('main').getByRole('heading', { level: 1, name: area }).waitFor();
    }
    return {
      async ours() {
        const there = await goTo(page, 'Knowledge');
        const back = await goTo(page, 'Users');
        return Math.max(there, back);
      },
      floor: () => Promise.resolve(BUDGET_MS),
      close: () => product.close(),
    };
  },
};

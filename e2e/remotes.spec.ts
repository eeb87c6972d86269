import { cp, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { ownBrowser, setUp } from './people.ts';
import { type StartedProduct, expect, startProduct, test as base } from './product.ts';

// An operator breaks one area of the console; everything else goes on.
const built = path.resolve(import.meta.dirname, '../dist');

interface Broken { readonly product: StartedProduct; readonly dist: string; readonly page: Page }

/** A product of one's own whose built files may be broken, with its owner signed in. */
const test = base.extend<{ broken: Broken }>({
  broken: async ({ browser }, use) => {
    const dist = await mkdtemp(path.join(os.tmpdir(), 'isatis-dist-'));
    await cp(built, dist, { recursive: true });
    const product = await startProduct({ environment: { DIST_DIR: dist } });
    const page = await ownBrowser(browser, product.url);
    await setUp(page, product.setupUrl ?? '', { name: 'Olive Owner', email: 'olive@example.com', workspace: 'Alder & Co' });
    await use({ product, dist, page });
    await page.context().close();
    await product.stop();
    await rm(dist, { recursive: true, force: true });
  },
});

/** Each try of the manifest has an address of its own. */
const everyTry = '**/console/knowledge/**/mf-manifest.json*';

const open = (page: Page, area: string): Promise<void> => page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: area }).click();

/** The card stands in the page; another area works; the retry brings the area in without a reload. */
async function expectCardThenRecovery(page: Page, repair: () => Promise<void>): Promise<void> {
  const loaded = await page.evaluate(() => performance.timeOrigin);
  await open(page, 'Knowledge');
  await expect(page.getByText('Knowledge could not be loaded')).toBeVisible({ timeout: 25_000 });
  await expectAccessible(page);
  await open(page, 'Users');
  await expect(page.getByRole('row').filter({ hasText: 'olive@example.com' })).toBeVisible();
  await open(page, 'Knowledge');
  await expect(page.getByText('Knowledge could not be loaded')).toBeVisible({ timeout: 25_000 });
  await repair();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('No documents yet')).toBeVisible();
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(loaded);
}

test('the built files of one area are deleted, then put back', async ({ broken: { page, dist } }) => {
  const folder = path.join(dist, 'console/knowledge');
  const builds = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const aside = await mkdtemp(path.join(os.tmpdir(), 'isatis-aside-'));
  for (const name of builds) await rename(path.join(folder, name), path.join(aside, name));
  await expectCardThenRecovery(page, async () => {
    for (const name of builds) await rename(path.join(aside, name), path.join(folder, name));
  });
  await rm(aside, { recursive: true, force: true });
});

test('the manifest of one area answers 503', async ({ broken: { page } }) => {
  await page.route(everyTry, (route) => route.fulfill({ status: 503, contentType: 'application/json', body: '{"error":"down"}' }));
  await expectCardThenRecovery(page, () => page.unroute(everyTry));
});

test('the manifest of one area hangs', async ({ broken: { page } }) => {
  await page.route(everyTry, () => undefined);
  await expectCardThenRecovery(page, () => page.unroute(everyTry));
});

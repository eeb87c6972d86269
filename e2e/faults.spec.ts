import { expectAccessible } from './accessibility.ts';
import type { Fault } from './fault-proxy.ts';
import { areas, card, link, pageOf, test, visitAll } from './faulty-console.ts';
import { expect } from './product.ts';

// What fails and may be better the next moment: tried three times, then a card,
// for every remote, on built files under the policy that production has.
// Each test brings six areas to fall, some of them by waiting.
test.describe.configure({ timeout: 180_000 });

for (const fault of ['manifest hangs', 'entry hangs'] as const) {
  test(`${fault}, at the area’s own address: a card, and a retry, though the page asked for its files at once`, async ({ faulty }) => {
    faulty.proxy.fault = fault;
    const page = await faulty.newPage();
    await page.goto('/users');
    await expect(card(page, 'Users')).toBeVisible({ timeout: 25_000 });
    faulty.proxy.fault = null;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(pageOf(page, 'Users')).toBeVisible();
    await page.context().close();
  });
}

test('all files of an area hang: the rest of the console has connections again, and a retry brings the area', async ({ faulty }) => {
  Object.assign(faulty.proxy, { fault: 'all hangs', faulty: 'users' });
  const page = await faulty.newPage();
  await page.goto('/users', { waitUntil: 'commit' });
  // As many hang as a browser has connections for a server of HTTP/1.1; what is asked next comes once they are given back.
  await expect.poll(() => new Set(faulty.proxy.asked).size).toBeGreaterThanOrEqual(6);
  await link(page, 'Home').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Olive');
  await link(page, 'Agents').click();
  await expect(pageOf(page, 'Agents')).toBeVisible();
  await expect(page.getByText('No agents yet')).toBeVisible();
  await link(page, 'Users').click();
  await expect(card(page, 'Users')).toBeVisible({ timeout: 25_000 });
  faulty.proxy.fault = null;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(pageOf(page, 'Users')).toBeVisible();
  await page.context().close();
});

const tried: readonly Fault[] = ['manifest 503', 'manifest 404', 'manifest html', 'manifest hangs', 'manifest garbage', 'entry 404', 'entry hangs', 'entry throws', 'chunk 404'];

for (const fault of tried) {
  test(`${fault}: a card in that page, the rest goes on, and a retry needs no reload`, async ({ faulty }) => {
    faulty.proxy.fault = fault;
    const page = await faulty.open();
    const loaded = await page.evaluate(() => performance.timeOrigin);
    await visitAll(page, async (area) => {
      await expect(card(page, area)).toBeVisible({ timeout: 25_000 });
      await expect(page.getByRole('navigation', { name: 'Main menu' }).getByRole('link')).toHaveCount(areas.length + 1);
    });
    if (fault === 'manifest 503') await expectAccessible(page);
    const what = fault.startsWith('manifest') ? 'mf-manifest.json' : fault.startsWith('entry') ? 'remote-entry.js' : '__federation_expose_remote';
    expect(faulty.proxy.asked.filter((address) => address.includes('/users/') && address.includes(what)).length).toBeGreaterThanOrEqual(3);
    await link(page, 'Home').click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Olive');
    await link(page, 'Settings').click();
    await expect(card(page, 'Settings')).toBeVisible({ timeout: 25_000 });

    faulty.proxy.fault = null;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(pageOf(page, 'Settings')).toBeVisible();
    const again = page.getByRole('button', { name: 'Try again' });
    for (const area of areas) {
      await link(page, area).click();
      // What failed a while ago is tried by itself.
      await expect(again.or(pageOf(page, area)).first()).toBeVisible();
      if (await again.isVisible()) await again.click();
      await expect(pageOf(page, area)).toBeVisible();
    }
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(loaded);
    await page.context().close();
  });
}

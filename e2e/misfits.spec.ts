import { expectAccessible } from './accessibility.ts';
import type { Fault } from './fault-proxy.ts';
import { areas, card, link, pageOf, test, visitAll } from './faulty-console.ts';
import { expect } from './product.ts';

// What doesn't fit, is switched off, or must not run: closed, for every remote,
// on built files under the policy that production has.
// Each test brings six areas to fall, some of them by waiting.
test.describe.configure({ timeout: 180_000 });

const misfits: readonly (readonly [Fault, string])[] = [['manifest forged', 'integrity'], ['entry forged', 'integrity'], ['chunk forged', 'integrity'], ['contract', 'contract'], ['shared', 'shared']];

for (const [fault, kind] of misfits) {
  test(`${fault}: never tried again, closed, and reported`, async ({ faulty }) => {
    faulty.proxy.fault = fault;
    const page = await faulty.open();
    await visitAll(page, (area) => expect(card(page, area)).toBeVisible());
    for (const area of areas) await expect.poll(() => faulty.proxy.beacons.filter(({ remote }) => remote === area.toLowerCase()).map((beacon) => beacon.kind)).toContain(kind);
    // Fetched, and once more to find out why it was refused.
    expect(Math.max(...[...Map.groupBy(faulty.proxy.asked, (address) => address).values()].map(({ length }) => length))).toBeLessThanOrEqual(3);
    await page.context().close();
  });

  test(`${fault}: the previous build takes its place`, async ({ faulty }) => {
    faulty.proxy.fault = fault;
    faulty.proxy.hasPrevious = true;
    const page = await faulty.open();
    await visitAll(page, (area) => expect(pageOf(page, area)).toBeVisible());
    expect(faulty.proxy.beacons.map((beacon) => beacon.kind)).toEqual(expect.arrayContaining([kind]));
    await page.context().close();
  });
}

test('registry down: the last good copy, with a banner', async ({ faulty }) => {
  const page = await faulty.open();
  await expect(link(page, 'Users')).toBeVisible();
  faulty.proxy.registryDown = true;
  await page.reload();
  await expect(page.getByRole('main').getByRole('status').filter({ hasText: /areas|registry|list/i }).first()).toBeVisible({ timeout: 20_000 });
  await link(page, 'Users').click();
  await expect(pageOf(page, 'Users')).toBeVisible();
  await page.context().close();
});

test('switched off: not in the menu, never downloaded, and its address explains', async ({ faulty }) => {
  faulty.proxy.off = ['analytics'];
  const page = await faulty.open();
  await expect(link(page, 'Users')).toBeVisible();
  await expect(link(page, 'Analytics')).toHaveCount(0);
  await page.goto('/analytics');
  await expect(page.getByRole('heading', { level: 1, name: 'Analytics is switched off' })).toBeVisible();
  await expectAccessible(page);
  expect(faulty.proxy.asked.filter((address) => address.includes('/analytics/'))).toEqual([]);
  await page.context().close();
});

test('the page’s policy refuses foreign scripts, HTML, code from text and other policies', async ({ faulty }) => {
  const page = await faulty.newPage({ mayBreakPolicy: true });
  const answer = await page.goto('/');
  expect(answer?.headers()['content-security-policy']).toContain("require-trusted-types-for 'script'");
  expect(answer?.headers()['content-security-policy']).not.toMatch(/unsafe-(inline|eval)/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Olive');
  const outcomes = await page.evaluate(async () => {
    const attempt = (act: () => unknown): string => {
      try {
        act();
        return 'went through';
      } catch (error) {
        return (error as Error).name;
      }
    };
    const script = document.createElement('script');
    const { trustedTypes } = globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } };
    return {
      foreign: attempt(() => { script.src = 'https://evil.example/x.js'; }),
      upload: attempt(() => { script.src = '/knowledge/documents/1/file'; }),
      data: attempt(() => { script.src = 'data:text/javascript,1'; }),
      inline: attempt(() => { script.text = '1'; }),
      html: attempt(() => { document.body.innerHTML = '<img src=x onerror=alert(1)>'; }),
      // Later, since what a debugger evaluates itself may make code from text.
      code: await new Promise<string>((resolve) => { setTimeout(() => resolve(attempt(() => Reflect.construct(Function, ['return 1'])))); }),
      policy: attempt(() => trustedTypes.createPolicy('another', {})),
      own: attempt(() => { script.src = '/console/shell/0123456789abcdef/main.js'; }),
    };
  });
  expect(outcomes).toEqual({ foreign: 'TypeError', upload: 'TypeError', data: 'TypeError', inline: 'TypeError', html: 'TypeError', code: 'EvalError', policy: 'TypeError', own: 'went through' });
  await page.context().close();
});

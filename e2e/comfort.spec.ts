import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { PASSWORD, setUp } from './people.ts';
import { expect, test } from './product.ts';

test.describe.configure({ mode: 'serial' });

test('what makes the console quick to move in, for one who has only a keyboard', async ({ page, product }) => {
  await setUp(page, product.setupUrl ?? '', { name: 'Kim Keys', email: 'kim@example.com', workspace: 'Keys & Co' });

  await test.step('the palette goes to a page and to an action', async () => {
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox');
    await expect(field).toBeFocused();
    await field.fill('audit');
    await expect(page.getByRole('option', { name: /Audit log/ })).toHaveAttribute('aria-selected', 'true');
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/settings\/audit$/);
    await expect(page.getByRole('heading', { name: 'Audit log' })).toBeVisible();
  });

  await test.step('the palette finds a person', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('kim k');
    await page.getByRole('group', { name: 'In this workspace' }).getByRole('option', { name: /Kim Keys/ }).click();
    await expect(page).toHaveURL(/\/users\/members\//);
    await page.keyboard.press('Escape');
  });

  await test.step('a list is kept as it is seen, under a name, wherever one signs in', async () => {
    await page.goto('/users?sort=name&role=owner');
    const views = page.getByRole('button', { name: /^Saved views/ });
    await views.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Save this view…' }).press('Enter');
    await expect(page.getByRole('dialog', { name: 'Save this view' }).getByLabel('Name')).toBeFocused();
    await page.keyboard.type('Owners by name');
    await page.keyboard.press('Enter');
    await expect(views).toHaveAccessibleName('Saved views: Owners by name');
    await expect(views).toBeFocused();
    await page.evaluate(() => localStorage.clear());
    await page.goto('/users');
    await views.focus();
    await page.keyboard.press('Enter');
    const kept = page.getByRole('menuitemcheckbox', { name: 'Owners by name' });
    await expect(kept).toBeVisible();
    await expectAccessible(page);
    await kept.press('Enter');
    await expect(page).toHaveURL(/\/users\?sort=name&role=owner$/);
  });

  await test.step('single keys go to areas and list themselves', async () => {
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('g');
    await page.keyboard.press('3');
    await expect(page).toHaveURL(/\/knowledge$/);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
  });

  await test.step('what concerns somebody rings the bell', async () => {
    await page.goto('/knowledge');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Upload files' }).first().click()]);
    await chooser.setFiles({ name: 'keys.md', mimeType: 'text/markdown', buffer: Buffer.from('# Keys\n\nEvery key has its place.\n') });
    await page.getByRole('button', { name: '1 unread notification' }).click();
    const told = page.getByRole('dialog', { name: 'Notifications' });
    await expect(told.getByRole('link', { name: /“keys.md” can be used now/ })).toBeVisible();
    await expectAccessible(page);
    await told.getByRole('link', { name: /keys.md/ }).click();
    await expect(page).toHaveURL(/\/knowledge\/[0-9a-f-]{36}$/);
    await expect(page.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible();
  });
});

test('pointing at an area fetches its code and its first answer before the click', async ({ page, product }) => {
  await signIn(page);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/console/knowledge/')) asked.push('code');
    if (request.url() === `${product.url}/graphql` && (request.postData() ?? '').includes('query Documents')) asked.push('data');
  });
  await page.getByRole('link', { name: 'Knowledge' }).hover();
  await expect.poll(() => new Set(asked).size).toBe(2);
  await page.getByRole('link', { name: 'Knowledge' }).click();
  await expect(page.getByRole('button', { name: /^keys.md/ })).toBeVisible();
});

test('nothing moves while areas that were seen before are shown again', async ({ page }) => {
  await signIn(page);
  for (const area of ['Knowledge', 'Agents', 'Users']) {
    await page.getByRole('link', { name: area, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: area })).toBeVisible();
    await page.waitForLoadState('networkidle');
  }
  await page.evaluate(() => {
    const score = globalThis as unknown as { shifted: number };
    score.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) score.shifted += entry.value;
    }).observe({ type: 'layout-shift' });
  });
  for (const area of ['Knowledge', 'Agents', 'Users', 'Knowledge']) {
    // By the router alone: a click would excuse the shifts that follow it.
    await page.evaluate((name) => [...document.querySelectorAll('nav a')].find((link) => link.textContent === name)?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })), area);
    await expect(page.getByRole('heading', { level: 1, name: area })).toBeVisible();
    await page.waitForLoadState('networkidle');
  }
  expect(await page.evaluate(() => (globalThis as unknown as { shifted: number }).shifted)).toBe(0);
});

test('who is offline is told what still works', async ({ page, context }) => {
  await signIn(page);
  await context.setOffline(true);
  await expect(page.getByText('You are offline.')).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText('You are offline.')).toHaveCount(0);
});

async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('kim@example.com');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Kim');
}

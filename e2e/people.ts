import type { Browser, Page } from '@playwright/test';
import { expect } from './product.ts';

export const PASSWORD = 'a long enough password';

/** A page in a browser of one's own: no cookie is shared with anybody. */
export async function ownBrowser(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, locale: 'en-GB', timezoneId: 'Europe/Rome' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  return context.newPage();
}

/** Claims a fresh installation in the browser. */
export async function setUp(page: Page, setupUrl: string, { name, email, workspace }: { name: string; email: string; workspace: string }): Promise<void> {
  await page.goto(setupUrl);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('textbox', { name: 'Workspace' }).fill(workspace);
  await page.getByRole('button', { name: 'Create the workspace' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name.split(' ')[0] ?? name);
}

/** Invites somebody and answers the link. */
export async function invite(page: Page, email: string, role: 'Admin' | 'Editor'): Promise<string> {
  await page.goto('/users');
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByRole('radio', { name: role }).check();
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  const sent = page.getByRole('dialog', { name: 'Invitation sent' });
  const link = await sent.getByRole('textbox', { name: 'Link' }).inputValue();
  await sent.getByRole('button', { name: 'Done' }).click();
  return link;
}

/** Opens an invitation's link, chooses name and password, and arrives on Home. */
export async function accept(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Accept the invitation' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name.split(' ')[0] ?? name);
}

/** Sends a GraphQL document by hand, with the page's own cookie. */
export async function byHand(page: Page, query: string, variables: Record<string, unknown> = {}): Promise<{ data: Record<string, unknown> | null; errors?: { extensions: { code: string } }[] }> {
  const origin = new URL(page.url()).origin;
  const answer = await page.request.post('/graphql', { data: { query, variables }, headers: { origin } });
  return answer.json();
}

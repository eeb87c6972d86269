import type { Browser, Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { PASSWORD, byHand, ownBrowser, setUp } from './people.ts';
import { expect, test } from './product.ts';

// One story, told in order: asking for access and getting it, seeing with others' eyes, and workspaces that are changed, handed over, left and deleted.
test.describe.configure({ mode: 'serial' });

let owner: Page;
let admin: Page;
let editor: Page;

const menuOf = (page: Page) => page.getByRole('navigation', { name: 'Main menu' });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

/** Invited and accepted behind the console's back: how that looks is told elsewhere. */
async function join(browser: Browser, url: string, role: string, name: string): Promise<Page> {
  const { data } = await byHand(owner, 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { ... on Invitation { link } } }', { input: { email: `${role}@example.com`, role } });
  const sent = data?.['inviteMember'] as { link: string } | undefined;
  const page = await ownBrowser(browser, url);
  await page.request.post('/auth/invitation/accept', { data: { token: sent?.link.split('#token=')[1], name, password: PASSWORD }, headers: { origin: url } });
  await page.goto('/');
  await expect(heading(page, new RegExp(name.split(' ')[0] ?? name))).toBeVisible();
  return page;
}

/** Opens the menu of workspaces and takes one of its entries. */
async function fromSwitcher(page: Page, entry: string | RegExp, role: 'menuitem' | 'menuitemradio' = 'menuitem'): Promise<void> {
  await page.getByRole('button', { name: /switch workspace/ }).click();
  await page.getByRole(role, { name: entry }).click();
}

test('who is refused a page asks for it there, and the owner’s answer opens it', async ({ browser, product }) => {
  owner = await ownBrowser(browser, product.url);
  await setUp(owner, product.setupUrl ?? '', { name: 'Olive Owner', email: 'olive@example.com', workspace: 'Alder & Co' });
  [admin, editor] = [await join(browser, product.url, 'admin', 'Ada Admin'), await join(browser, product.url, 'editor', 'Eddie Editor')];
  await editor.goto('/agents');
  await expect(editor.getByText('Olive Owner can grant it')).toBeVisible();
  await expectAccessible(editor);
  await editor.getByRole('button', { name: 'Ask for access' }).click();
  await expect(editor.getByText('You asked for “See agents”')).toBeVisible();
  await owner.goto('/users/requests');
  await owner.getByRole('button', { name: 'Answer the request of Eddie Editor' }).click();
  const dialog = owner.getByRole('dialog', { name: /See agents/ });
  await dialog.getByLabel('Reason').fill('for the spring campaign');
  await dialog.getByRole('button', { name: 'Send answer' }).click();
  await expect(owner.getByText('Eddie Editor has it now')).toBeVisible();
  await expect(heading(editor, 'Agents')).toBeVisible();
  await expect(menuOf(editor).getByRole('link', { name: 'Agents' })).toBeVisible();
});

test('the owner sees the console as the editor does, and can change nothing until they stop', async () => {
  await owner.goto('/users');
  await owner.getByRole('rowheader', { name: /Eddie Editor/ }).getByRole('button').click();
  await owner.getByRole('button', { name: 'View as', exact: true }).click();
  await expect(owner.getByText('You see the console as Eddie Editor would. Nothing can be changed.')).toBeVisible();
  await expect(menuOf(owner).getByRole('link', { name: 'Agents' })).toBeVisible();
  await expect(menuOf(owner).getByRole('link', { name: 'Users' })).toHaveCount(0);
  await expectAccessible(owner);
  const { errors } = await byHand(owner, 'mutation { markNotificationsRead(input: {}) { unreadCount } }');
  expect(errors).toHaveLength(1);
  await owner.getByRole('button', { name: 'Stop viewing' }).click();
  await expect(menuOf(owner).getByRole('link', { name: 'Users' })).toBeVisible();
  await owner.goto('/settings/audit');
  await expect(owner.getByText('Olive Owner began to see the console as Eddie Editor.')).toBeVisible();
});

test('a second workspace is made and changed to, and shows nothing of the first', async () => {
  await fromSwitcher(owner, 'New workspace…');
  await owner.getByRole('dialog').getByLabel('Name').fill('Birch Yard');
  await owner.getByRole('dialog').getByRole('button', { name: 'Create and open' }).click();
  await expect(owner.getByRole('button', { name: /Birch Yard.*switch workspace/ })).toBeVisible();
  await owner.goto('/users');
  await expect(owner.getByRole('rowheader')).toHaveCount(1);
  await fromSwitcher(owner, /Alder & Co/, 'menuitemradio');
  await expect(owner.getByRole('button', { name: /Alder & Co.*switch workspace/ })).toBeVisible();
});

test('ownership is offered under the workspace’s name and passes when it is accepted; who owned it may leave', async () => {
  await owner.goto('/settings/ownership');
  await owner.getByRole('button', { name: 'Transfer…' }).click();
  const dialog = owner.getByRole('dialog', { name: 'Transfer Alder & Co' });
  await dialog.getByLabel('New owner').click();
  await owner.getByRole('option', { name: /Ada Admin/ }).click();
  await dialog.getByLabel('Type “Alder & Co” to confirm').fill('Alder & Co');
  await expectAccessible(owner);
  await dialog.getByRole('button', { name: 'Offer ownership' }).click();
  await expect(owner.getByText('Ada Admin has been asked').first()).toBeVisible();
  await admin.goto('/ownership');
  await expect(admin.getByText('Olive Owner offers you the ownership of Alder & Co.')).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole('button', { name: 'Accept ownership' }).click();
  await expect(admin.getByText('You own Alder & Co now.')).toBeVisible();
  await fromSwitcher(owner, 'Leave Alder & Co…');
  await owner.getByRole('dialog', { name: 'Leave Alder & Co?' }).getByRole('button', { name: 'Leave' }).click();
  await expect(owner.getByRole('button', { name: /Birch Yard.*switch workspace/ })).toBeVisible();
});

test('a workspace that is deleted shuts everybody out but its owners, who can keep it', async () => {
  await admin.goto('/settings/ownership');
  await admin.getByRole('button', { name: 'Delete…' }).click();
  const dialog = admin.getByRole('dialog', { name: 'Delete Alder & Co?' });
  const confirm = dialog.getByRole('button', { name: 'Delete the workspace' });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole('textbox').fill('Alder & Co');
  await confirm.click();
  await expect(admin.getByText('Alder & Co is deleted for good on').first()).toBeVisible();
  await expect(heading(editor, 'This workspace is being deleted')).toBeVisible();
  await expect(editor.getByText('Owners: Ada Admin')).toBeVisible();
  await expectAccessible(editor);
  await admin.getByRole('button', { name: 'Keep the workspace' }).click();
  await expect(admin.getByText('Alder & Co stays.')).toBeVisible();
  await editor.goto('/');
  await expect(heading(editor, /Eddie/)).toBeVisible();
});

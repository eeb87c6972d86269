import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { choose, press, write } from './keyboard.ts';
import { PASSWORD, ownBrowser } from './people.ts';
import { expect, test } from './product.ts';

// Who may what, from the invitation to the revocation, without a mouse: with Tab, Enter, Space and arrows.
test.describe.configure({ mode: 'serial' });

let owner: Page;
let admin: Page;
let editor: Page;
const links: Record<string, string> = {};

const menuOf = (page: Page) => page.getByRole('navigation', { name: 'Main menu' });

async function toUsers(page: Page): Promise<void> {
  // Over another page, so that the list is asked for anew.
  await press(page, menuOf(page).getByRole('link', { name: 'Analytics' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Analytics' })).toBeVisible();
  await press(page, menuOf(page).getByRole('link', { name: 'Users' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
}

async function inviteByKeys(email: string, role: 'Admin' | 'Editor'): Promise<void> {
  await toUsers(owner);
  await press(owner, owner.getByRole('button', { name: 'Invite', exact: true }));
  const dialog = owner.getByRole('dialog');
  await write(owner, dialog.getByLabel('E-mail'), email);
  await choose(owner, dialog.getByRole('radiogroup', { name: 'Role' }), dialog.getByRole('radio', { name: role }));
  await expectAccessible(owner);
  await press(owner, dialog.getByRole('button', { name: 'Send invitation' }));
  const sent = owner.getByRole('dialog', { name: 'Invitation sent' });
  links[email] = await sent.getByRole('textbox', { name: 'Link' }).inputValue();
  await expectAccessible(owner);
  await press(owner, sent.getByRole('button', { name: 'Done' }));
  await expect(sent).toBeHidden();
}

async function acceptByKeys(page: Page, email: string, name: string): Promise<void> {
  await page.goto(links[email] ?? '');
  await write(page, page.getByLabel('Your name'), name);
  await write(page, page.getByLabel('Password', { exact: true }), PASSWORD);
  await expectAccessible(page);
  await press(page, page.getByRole('button', { name: 'Accept the invitation' }));
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name.split(' ')[0] ?? name);
}

/** The owner changes one permission of one person. */
async function setPermission(name: string, permission: string, choice: 'Grant' | 'Revoke' | 'No exception'): Promise<void> {
  await toUsers(owner);
  await press(owner, owner.getByRole('rowheader', { name: new RegExp(name) }).getByRole('button'));
  const drawer = owner.getByRole('dialog').first();
  await write(owner, drawer.getByLabel('Search permissions'), permission);
  await expectAccessible(owner);
  await press(owner, drawer.getByRole('button', { name: `Change “${permission}”` }));
  const dialog = owner.getByRole('dialog', { name: new RegExp(permission) });
  await choose(owner, dialog.getByRole('radiogroup').first(), dialog.getByRole('radio', { name: choice }));
  await expectAccessible(owner);
  await press(owner, dialog.getByRole('button', { name: 'Save' }));
  await expect(dialog).toBeHidden();
  await owner.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
}

test('the owner sets up and invites an admin and an editor', async ({ browser, product }) => {
  owner = await ownBrowser(browser, product.url);
  await owner.goto(product.setupUrl ?? '');
  await write(owner, owner.getByLabel('Your name'), 'Olive Owner');
  await write(owner, owner.getByLabel('E-mail'), 'olive@example.com');
  await write(owner, owner.getByLabel('Password', { exact: true }), PASSWORD);
  await write(owner, owner.getByRole('textbox', { name: 'Workspace' }), 'Alder & Co');
  await expectAccessible(owner);
  await press(owner, owner.getByRole('button', { name: 'Create the workspace' }));
  await expect(owner.getByRole('heading', { level: 1 })).toContainText('Olive');
  await inviteByKeys('ada@example.com', 'Admin');
  await inviteByKeys('eddie@example.com', 'Editor');
});

test('both accept, each in a browser of their own', async ({ browser, product }) => {
  [admin, editor] = [await ownBrowser(browser, product.url), await ownBrowser(browser, product.url)];
  await acceptByKeys(admin, 'ada@example.com', 'Ada Admin');
  await acceptByKeys(editor, 'eddie@example.com', 'Eddie Editor');
  await expectAccessible(admin);
  await expectAccessible(editor);
});

test('the owner grants and revokes, and the editor’s open console follows', async () => {
  const agents = menuOf(editor).getByRole('link', { name: 'Agents' });
  await expect(agents).toHaveCount(0);
  await setPermission('Eddie Editor', 'See agents', 'Grant');
  await press(editor, agents);
  await expect(editor.getByRole('heading', { level: 1, name: 'Agents' })).toBeVisible();
  await expectAccessible(editor);
  await setPermission('Eddie Editor', 'See agents', 'Revoke');
  await expect(agents).toHaveCount(0);
  await expect(editor.getByText('Olive Owner can grant it')).toBeVisible();
  await expectAccessible(editor);
});

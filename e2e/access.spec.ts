import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { choose, pick, press, reach, write } from './keyboard.ts';
import { PASSWORD, byHand, ownBrowser } from './people.ts';
import { expect, test } from './product.ts';

// Who may what, from the invitation to the removal, without a mouse: as owner, admin and editor, with Tab, Enter, Space and arrows.
test.describe.configure({ mode: 'serial' });

let owner: Page;
let admin: Page;
let editor: Page;
const links: Record<string, string> = {};

const menuOf = (page: Page) => page.getByRole('navigation', { name: 'Main menu' });
const tabsOf = (page: Page) => page.getByRole('navigation', { name: 'Users' });

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
  await choose(owner, dialog.getByRole('radiogroup').first(), dialog.getByRole('radio', { name: role }));
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
async function setPermission(name: string, permission: string, choice: 'Grant' | 'Revoke' | 'As the role says'): Promise<void> {
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

test('the admin sees members, and no review before it is granted to them', async () => {
  await toUsers(admin);
  await expect(admin.getByRole('rowheader', { name: /Eddie Editor/ })).toBeVisible();
  await expect(tabsOf(admin).getByRole('link', { name: 'Reviews' })).toHaveCount(0);
  await expectAccessible(admin);
  await setPermission('Eddie Editor', 'Read conversations', 'Grant');
  await setPermission('Ada Admin', 'See roles and grants', 'Grant');
  await setPermission('Ada Admin', 'Review access', 'Grant');
  await expect(tabsOf(admin).getByRole('link', { name: 'Reviews' })).toBeVisible();
});

test('the owner starts a review, revokes a grant with a reason and keeps the others', async () => {
  await toUsers(owner);
  await press(owner, tabsOf(owner).getByRole('link', { name: 'Reviews' }));
  await expect(owner.getByText('No review yet')).toBeVisible();
  await expectAccessible(owner);
  await press(owner, owner.getByRole('button', { name: 'Start review' }));
  const starting = owner.getByRole('dialog', { name: 'Start an access review?' });
  await expect(starting).toBeVisible();
  await expectAccessible(owner);
  await press(owner, starting.getByRole('button', { name: 'Start review' }));
  await expect(owner.getByRole('heading', { level: 1, name: /^Review of/ })).toBeVisible();
  await expect(owner.getByText('0 of 6 entries decided')).toBeVisible();
  await expectAccessible(owner);

  await press(owner, owner.getByRole('button', { name: 'Revoke: Read conversations, Eddie Editor' }));
  const revoking = owner.getByRole('dialog', { name: 'Revoke: Read conversations, Eddie Editor' });
  await write(owner, revoking.getByRole('textbox', { name: 'Reason' }), 'covered for Ada until Friday');
  await expectAccessible(owner);
  await press(owner, revoking.getByRole('button', { name: 'Revoke' }));
  await expect(owner.getByText('1 of 6 entries decided')).toBeVisible();
  await expect(menuOf(editor).getByRole('link', { name: 'Conversations' })).toHaveCount(0);

  await press(owner, owner.getByRole('checkbox', { name: 'Select Member as Editor, Eddie Editor' }), 'Space');
  await press(owner, owner.getByRole('button', { name: 'Clear selection' }));
  await press(owner, owner.getByRole('button', { name: 'Select 4 that wait' }));
  await press(owner, owner.getByRole('button', { name: 'Keep…', exact: true }));
  const keeping = owner.getByRole('dialog', { name: 'Keep 4 entries' });
  await expect(keeping).toBeVisible();
  await press(owner, keeping.getByRole('button', { name: 'Keep' }));
  await expect(owner.getByText('5 of 6 entries decided')).toBeVisible();

  await press(owner, owner.getByRole('button', { name: 'Sign off…' }));
  const signing = owner.getByRole('dialog', { name: 'Sign off this review?' });
  await press(owner, signing.getByRole('button', { name: 'Sign off' }));
  await expect(signing.getByText('1 entry still waits for a decision')).toBeVisible();
  await expectAccessible(owner);
  await owner.keyboard.press('Escape');
  await expect(signing).toBeHidden();
});

test('the admin decides about the owner, whom the owner may not', async () => {
  await press(admin, tabsOf(admin).getByRole('link', { name: 'Reviews' }));
  await press(admin, admin.getByRole('rowheader').getByRole('button'));
  await press(admin, admin.getByRole('button', { name: 'Keep: Member as Owner, Olive Owner' }));
  const keeping = admin.getByRole('dialog', { name: 'Keep: Member as Owner, Olive Owner' });
  await press(admin, keeping.getByRole('button', { name: 'Keep' }));
  await expect(admin.getByText('6 of 6 entries decided')).toBeVisible();
  await expectAccessible(admin);
});

test('the owner signs off and downloads the attestation', async () => {
  await press(owner, owner.getByRole('button', { name: 'Sign off…' }));
  const signing = owner.getByRole('dialog', { name: 'Sign off this review?' });
  await write(owner, signing.getByRole('textbox', { name: 'Note' }), 'All of it looked through.');
  await press(owner, signing.getByRole('button', { name: 'Sign off' }));
  await expect(owner.getByRole('region', { name: 'What this review attests' })).toContainText('5 kept, 1 revoked');
  await expectAccessible(owner);
  for (const [button, name] of [['Attestation (PDF)', /^access-review-.+\.pdf$/], ['CSV', /^access-review-.+\.csv$/]] as const) {
    const downloading = owner.waitForEvent('download');
    await press(owner, owner.getByRole('button', { name: button, exact: true }));
    expect((await downloading).suggestedFilename()).toMatch(name);
  }
});

test('the owner removes the editor, who is signed out at once', async () => {
  await toUsers(owner);
  await pick(owner, owner.getByRole('button', { name: 'Actions for Eddie Editor' }), owner.getByRole('menuitem', { name: 'Remove…' }));
  const dialog = owner.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await expectAccessible(owner);
  await press(owner, dialog.getByRole('button', { name: 'Remove' }));
  await expect(editor.getByText('You have been signed out')).toBeVisible();
  await expectAccessible(editor);
  const { errors } = await byHand(editor, '{ workspace { name } }');
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  await reach(owner, owner.getByRole('button', { name: 'Invite', exact: true }));
});

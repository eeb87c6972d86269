import type { Page } from '@playwright/test';
import { expectAccessible, expectAccessibleOnce } from './accessibility.ts';
import { codeOf } from './authenticator.ts';
import { choose, pick, press, write } from './keyboard.ts';
import { PASSWORD, byHand, ownBrowser } from './people.ts';
import { expect, test } from './product.ts';

// Who may what, from the invitation to the removal, without a mouse: with Tab, Enter, Space and arrows.
test.describe.configure({ mode: 'serial' });

let owner: Page;
let admin: Page;
let editor: Page;
const links: Record<string, string> = {};

const tabsOf = (page: Page) => page.getByRole('navigation', { name: 'Users', exact: true });
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
  await expectAccessibleOnce(owner, 'access: invite');
  await press(owner, dialog.getByRole('button', { name: 'Send invitation' }));
  const sent = owner.getByRole('dialog', { name: 'Invitation sent' });
  links[email] = await sent.getByRole('textbox', { name: 'Link' }).inputValue();
  await expectAccessibleOnce(owner, 'access: invited');
  await press(owner, sent.getByRole('button', { name: 'Done' }));
  await expect(sent).toBeHidden();
}

async function acceptByKeys(page: Page, email: string, name: string): Promise<void> {
  await page.goto(links[email] ?? '');
  await write(page, page.getByLabel('Your name'), name);
  await write(page, page.getByLabel('Password', { exact: true }), PASSWORD);
  await expectAccessibleOnce(page, 'access: accept');
  await press(page, page.getByRole('button', { name: 'Accept the invitation' }));
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name.split(' ')[0] ?? name);
}

/** The owner changes one permission of one person. */
async function setPermission(name: string, permission: string, choice: 'Grant' | 'Revoke' | 'No exception'): Promise<void> {
  await toUsers(owner);
  await press(owner, owner.getByRole('rowheader', { name: new RegExp(name) }).getByRole('button'));
  const drawer = owner.getByRole('dialog').first();
  await write(owner, drawer.getByLabel('Search permissions'), permission);
  await expectAccessibleOnce(owner, 'access: permissions');
  await press(owner, drawer.getByRole('button', { name: `Change “${permission}”` }));
  const dialog = owner.getByRole('dialog', { name: new RegExp(permission) });
  await choose(owner, dialog.getByRole('radiogroup').first(), dialog.getByRole('radio', { name: choice }));
  await expectAccessibleOnce(owner, 'access: permission');
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

test('the editor sets up a second step', async () => {
  await pick(editor, editor.getByRole('button', { name: /Eddie Editor/ }), editor.getByRole('menuitem', { name: 'Your account' }));
  await press(editor, editor.getByRole('link', { name: 'Security' }));
  await press(editor, editor.getByRole('link', { name: 'Set it up' }));
  await write(editor, editor.getByLabel('Your password'), PASSWORD);
  await editor.keyboard.press('Enter');
  const secret = await editor.getByRole('textbox', { name: 'Or type this key into the app' }).inputValue();
  await write(editor, editor.getByLabel('Code of the app'), codeOf(secret));
  await editor.keyboard.press('Enter');
  await press(editor, editor.getByRole('button', { name: 'I have kept them' }));
  await expect(editor.getByText('10 backup codes left.')).toBeVisible();
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

test('the owner reviews who may what: revokes one with a reason, keeps the others', async () => {
  // What there is to review; granting by keyboard was tried above.
  const { data } = await byHand(owner, '{ members(first: 10) { edges { node { id name } } } }');
  const members = (data as { members: { edges: { node: { id: string; name: string } }[] } }).members.edges.map(({ node }) => node);
  const grants = [['Eddie Editor', 'conversations:read'], ['Ada Admin', 'roles:read'], ['Ada Admin', 'access-review:manage']] as const;
  for (const [name, permission] of grants) await byHand(owner, 'mutation ($input: SetMemberPermissionInput!) { setMemberPermission(input: $input) { __typename } }', { input: { memberId: members.find((one) => one.name === name)?.id, permission, choice: 'grant' } });
  await toUsers(owner);
  await press(owner, tabsOf(owner).getByRole('link', { name: 'Reviews' }));
  await press(owner, owner.getByRole('button', { name: 'Start review' }));
  await press(owner, owner.getByRole('dialog', { name: 'Start an access review?' }).getByRole('button', { name: 'Start review' }));
  await expect(owner.getByText('0 of 6 entries decided')).toBeVisible();
  await expectAccessible(owner);

  await press(owner, owner.getByRole('button', { name: 'Revoke: Read conversations, Eddie Editor' }));
  const revoking = owner.getByRole('dialog', { name: 'Revoke: Read conversations, Eddie Editor' });
  await write(owner, revoking.getByRole('textbox', { name: 'Reason' }), 'covered for Ada until Friday');
  await press(owner, revoking.getByRole('button', { name: 'Revoke' }));
  await expect(owner.getByText('1 of 6 entries decided')).toBeVisible();
  await expect(menuOf(editor).getByRole('link', { name: 'Conversations' })).toHaveCount(0);

  await press(owner, owner.getByRole('button', { name: 'Select 4 that wait' }));
  await press(owner, owner.getByRole('button', { name: 'Keep…', exact: true }));
  await press(owner, owner.getByRole('dialog', { name: 'Keep 4 entries' }).getByRole('button', { name: 'Keep' }));
  await expect(owner.getByText('5 of 6 entries decided')).toBeVisible();
});

test('the admin decides about the owner, whom the owner may not; then the owner signs off', async () => {
  await toUsers(admin);
  await press(admin, tabsOf(admin).getByRole('link', { name: 'Reviews' }));
  await press(admin, admin.getByRole('rowheader').getByRole('button'));
  await press(admin, admin.getByRole('button', { name: 'Keep: Member as Owner, Olive Owner' }));
  await press(admin, admin.getByRole('dialog', { name: 'Keep: Member as Owner, Olive Owner' }).getByRole('button', { name: 'Keep' }));
  await expect(admin.getByText('6 of 6 entries decided')).toBeVisible();

  await press(owner, owner.getByRole('button', { name: 'Sign off…' }));
  const signing = owner.getByRole('dialog', { name: 'Sign off this review?' });
  await write(owner, signing.getByRole('textbox', { name: 'Note' }), 'All of it looked through.');
  await press(owner, signing.getByRole('button', { name: 'Sign off' }));
  await expect(owner.getByRole('region', { name: 'What this review attests' })).toContainText('5 kept, 1 revoked');
  await expectAccessible(owner);
});

test('the owner removes the editor, who is signed out at once', async () => {
  await toUsers(owner);
  await pick(owner, owner.getByRole('button', { name: 'Actions for Eddie Editor' }), owner.getByRole('menuitem', { name: 'Remove…' }));
  const dialog = owner.getByRole('dialog');
  await expectAccessible(owner);
  await press(owner, dialog.getByRole('button', { name: 'Remove' }));
  await expect(editor.getByText('You have been signed out')).toBeVisible();
  const { errors } = await byHand(editor, '{ workspace { name } }');
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

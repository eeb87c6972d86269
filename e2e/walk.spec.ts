import type { Page } from '@playwright/test';
import { bytes, makeDocx, makePdf, makeXlsx } from '#ai/testing/documents.ts';
import { startModelServer } from '#ai/testing/model-server.ts';
import { Visitor } from '#server/testing/visitor.ts';
import { expectAccessible } from './accessibility.ts';
import { accept, byHand, invite, ownBrowser, setUp } from './people.ts';
import { expect, test } from './product.ts';

// One story, told in order: from an empty folder to an answered visitor, and what each may and may not.
test.describe.configure({ mode: 'serial' });

const guide = `# Lamp care

## Cleaning the shade

Wipe the linen shade with a dry cloth once a month. Never use water on linen: it leaves marks that can't be removed.

## Changing the bulb

The Alder lamp takes an E27 bulb of at most 40 watts. Let the lamp cool for ten minutes before you change the bulb.

## Warranty

The warranty of the Alder lamp lasts three years from the day of purchase and covers the switch and the cable.
`;

let owner: Page;
let admin: Page;
let editor: Page;
let visitor: Page;
let demoUrl = '';
let adminLink = '';
let editorLink = '';

test('the owner claims the fresh installation, and nobody else can', async ({ browser, product }) => {
  owner = await ownBrowser(browser, product.url);
  await owner.goto('/setup');
  await expect(owner.getByText('Open the address that the server printed')).toBeVisible();
  await setUp(owner, product.setupUrl ?? '', { name: 'Olive Owner', email: 'olive@example.com', workspace: 'Alder & Co' });
  await expect(owner.getByText('Alder & Co').first()).toBeVisible();
  await expectAccessible(owner);
  const stranger = await ownBrowser(browser, product.url);
  await stranger.goto(product.setupUrl ?? '');
  await expect(stranger.getByText('Already set up')).toBeVisible();
  await stranger.context().close();
});

test('the owner invites an admin and an editor; a wrong or doubled address is said', async () => {
  adminLink = await invite(owner, 'ada@example.com', 'Admin');
  editorLink = await invite(owner, 'eddie@example.com', 'Editor');
  await owner.getByRole('button', { name: 'Invite' }).click();
  const dialog = owner.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill('not an address');
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  await expect(dialog.getByText('Write an e-mail address').first()).toBeVisible();
  await dialog.getByLabel('E-mail').fill('ada@example.com');
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  await expect(dialog.getByRole('alert').or(dialog.getByText(/already/i)).first()).toBeVisible();
  await expectAccessible(owner);
  await owner.keyboard.press('Escape');
  await owner.goto('/users/invitations');
  await expect(owner.getByRole('row').filter({ hasText: 'ada@example.com' }).getByText('Pending')).toBeVisible();
  await expectAccessible(owner);
});

test('mails wait in the operator’s outbox', async ({ browser, product }) => {
  const operator = await ownBrowser(browser, product.url);
  await operator.goto(product.outboxUrl ?? '');
  await expect(operator.getByText('ada@example.com').first()).toBeVisible();
  await expectAccessible(operator);
  await operator.context().close();
});

test('the admin accepts in a browser of their own; the link works once', async ({ browser, product }) => {
  admin = await ownBrowser(browser, product.url);
  await admin.goto(adminLink);
  await expect(admin.getByRole('heading', { name: 'Join Alder & Co' })).toBeVisible();
  await expectAccessible(admin);
  await accept(admin, adminLink, 'Ada Admin');
  const late = await ownBrowser(browser, product.url);
  await late.goto(adminLink);
  await expect(late.getByText('It has been used already')).toBeVisible();
  await late.context().close();
});

test('documents of every kind become searchable while the admin watches', async () => {
  await admin.goto('/knowledge');
  await expect(admin.getByText('No documents yet')).toBeVisible();
  await expectAccessible(admin);
  const files = [
    { name: 'lamp-care.md', mimeType: 'text/markdown', buffer: Buffer.from(guide) },
    { name: 'shipping.txt', mimeType: 'text/plain', buffer: Buffer.from('Shipping\n\nOrders leave our warehouse in Turin within two working days. Delivery to Germany takes four days.') },
    { name: 'prices.csv', mimeType: 'text/csv', buffer: Buffer.from('product;price\nAlder lamp;129 euro\nBirch lamp;89 euro\n') },
    { name: 'about.html', mimeType: 'text/html', buffer: Buffer.from('<!doctype html><html><head><title>About us</title></head><body><main><h1>About us</h1><p>Our workshop was founded in 1987 by three carpenters, and every lamp is still made by hand there.</p></main></body></html>') },
    { name: 'stock.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from(await makeXlsx({ Stock: [['product', 'pieces'], ['Alder lamp', 12], ['Birch lamp', 40]] })) },
    { name: 'leaflet.docx', mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', buffer: Buffer.from(await makeDocx()) },
    { name: 'returns.pdf', mimeType: 'application/pdf', buffer: Buffer.from(await makePdf((pdf) => { pdf.fontSize(20).text('Returns').fontSize(11).text('You can return a lamp within thirty days of delivery. Pack it in its own box and write the order number on it.'); })) },
  ];
  await admin.getByLabel('Drop files to add them').setInputFiles(files);
  for (const { name } of files) await expect(admin.getByRole('row').filter({ hasText: name }).getByText('Searchable')).toBeVisible({ timeout: 40_000 });
  await expectAccessible(admin);
});

test('a protected, a broken and an empty file say what is wrong', async () => {
  const locked = await makePdf((pdf) => { pdf.text('secret'); }, { userPassword: 'locked' });
  await admin.getByLabel('Drop files to add them').setInputFiles([
    { name: 'locked.pdf', mimeType: 'application/pdf', buffer: Buffer.from(locked) },
    { name: 'broken.docx', mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', buffer: Buffer.from(bytes('PK\u0003\u0004 not really')) },
    { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
  ]);
  await expect(admin.getByRole('row').filter({ hasText: 'locked.pdf' }).getByText(/password/i).first()).toBeVisible({ timeout: 30_000 });
  await expect(admin.getByText(/empty/i).first()).toBeVisible();
  await expect(admin.getByText(/damaged/i).first()).toBeVisible();
  await expect(admin.getByRole('row').filter({ hasText: 'broken.docx' })).toHaveCount(0);
});

test('the admin reads the sections and tags a document', async () => {
  await admin.goto('/knowledge');
  await admin.locator('header').getByRole('button', { name: 'Tags' }).click();
  const tags = admin.getByRole('dialog', { name: 'Tags' });
  await tags.getByLabel('Name of the new tag').fill('Lamps');
  await tags.getByRole('button', { name: 'Add tag' }).click();
  await expect(tags.getByText('0 documents')).toBeVisible();
  await admin.keyboard.press('Escape');
  await admin.getByRole('link', { name: 'lamp-care.md' }).or(admin.getByRole('button', { name: 'lamp-care.md' })).first().click();
  await expect(admin.getByText('Let the lamp cool for ten minutes')).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole('button', { name: 'Edit', exact: true }).click();
  const edit = admin.getByRole('dialog', { name: 'Edit document' });
  await edit.getByRole('textbox', { name: 'Tags' }).or(edit.getByRole('combobox', { name: 'Tags' })).first().click();
  await admin.getByRole('option', { name: 'Lamps' }).click();
  await admin.keyboard.press('Tab');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(admin.getByText('“lamp-care.md” was saved.').first()).toBeVisible();
});

test('the admin creates an agent, tries it, and opens the source at the passage', async () => {
  await admin.goto('/agents');
  await admin.getByRole('button', { name: 'New agent' }).or(admin.getByRole('link', { name: 'New agent' })).first().click();
  await admin.getByRole('textbox', { name: 'Name' }).fill('Lumen');
  await admin.getByRole('button', { name: 'Create agent' }).click();
  await expect(admin.getByRole('heading', { name: 'Lumen', level: 1 })).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole('textbox', { name: 'Question' }).fill('How many watts may the bulb of the Alder lamp have?');
  await admin.getByRole('button', { name: /^Ask/ }).click();
  const conversation = admin.getByRole('log', { name: 'Conversation with the draft' });
  await expect(conversation.getByText('40 watts').first()).toBeVisible();
  const opened = admin.waitForEvent('popup');
  await conversation.getByRole('link', { name: /lamp-care\.md/ }).last().click();
  const source = await opened;
  await expect(source).toHaveURL(/\/knowledge\/.+section=/);
  await expect(source.getByText('This passage')).toBeVisible();
  await expectAccessible(source);
  await source.close();
  await admin.getByRole('button', { name: 'Publish version 1' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Publish version 1' }).click();
  await expect(admin.getByText('Version 1 is live.').first()).toBeVisible();
  await admin.getByRole('link', { name: 'Put it on your site' }).click();
  await expect(admin.getByRole('textbox', { name: 'Script tag' })).toHaveValue(/<script src=".+widget\.js" data-agent=".+" async><\/script>/);
  demoUrl = (await admin.getByRole('link', { name: 'Open the demo page' }).getAttribute('href')) ?? '';
  await expectAccessible(admin);
});

test('a visitor asks in the widget, reads a cited answer and gives a thumbs-up', async ({ browser, product }) => {
  visitor = await ownBrowser(browser, product.url);
  await visitor.goto(demoUrl);
  await visitor.getByRole('button', { name: 'Open chat' }).click();
  const chat = visitor.frameLocator('iframe');
  await expect(chat.getByText('You are talking to an AI agent')).toBeVisible();
  await chat.getByRole('textbox').fill('How long is the warranty of the Alder lamp?');
  await chat.getByRole('textbox').press('Enter');
  await expect(chat.getByText('three years').first()).toBeVisible();
  await expect(chat.getByText('lamp-care.md').first()).toBeAttached();
  await expectAccessible(visitor);
  const helpful = chat.getByRole('button', { name: 'Helpful', exact: true });
  await helpful.click();
  await expect(helpful).toHaveAttribute('aria-pressed', 'true');
});

test('the admin sees the conversation as it happened', async () => {
  await admin.goto('/conversations');
  await admin.getByText('How long is the warranty').first().click();
  await expect(admin.getByText('three years').first()).toBeVisible();
  await expectAccessible(admin);
});

test('the editor sees Home, Analytics and Knowledge, and nothing that changes anything', async ({ browser, product }) => {
  editor = await ownBrowser(browser, product.url);
  await accept(editor, editorLink, 'Eddie Editor');
  const menu = editor.getByRole('navigation', { name: 'Main menu' });
  await expect(menu.getByRole('link', { name: 'Analytics' })).toBeVisible();
  await expect(menu.getByRole('link', { name: 'Knowledge' })).toBeVisible();
  for (const name of ['Agents', 'Conversations', 'Users', 'Settings']) await expect(menu.getByRole('link', { name })).toHaveCount(0);
  await editor.goto('/knowledge');
  await expect(editor.getByRole('row').filter({ hasText: 'lamp-care.md' })).toBeVisible();
  await expect(editor.getByRole('button', { name: 'Upload files' })).toHaveCount(0);
  await expect(editor.locator('input[type=file]')).toHaveCount(0);
  await editor.goto('/agents');
  await expect(editor.getByText('Olive Owner can grant it')).toBeVisible();
  await expectAccessible(editor);
  const { errors, data } = await byHand(editor, 'mutation { createTag(input: { name: "Sneaky" }) { __typename } }');
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect(data?.['createTag'] ?? null).toBeNull();
});

test('analytics counts exactly what just happened', async () => {
  await editor.goto('/analytics?period=today');
  const { data } = await byHand(editor, '{ analytics { totals { visitors chats messages feedbackUp feedbackDown fallbacks } } }');
  expect(data).toEqual({ analytics: { totals: { visitors: 1, chats: 1, messages: 2, feedbackUp: 1, feedbackDown: 0, fallbacks: 0 } } });
  const figures = editor.getByRole('region', { name: 'Figures of the period' }).or(editor.getByLabel('Figures of the period')).first();
  await expect(figures).toContainText(/Visitors\s*1/);
  await expect(figures).toContainText(/Chats\s*1/);
  await expect(figures).toContainText(/Messages\s*2/);
  await expectAccessible(editor);
});

const permission = async (choice: 'Grant' | 'No exception'): Promise<void> => {
  await owner.goto('/users');
  await owner.getByRole('row').filter({ hasText: 'Eddie Editor' }).getByText('Eddie Editor').click();
  const drawer = owner.getByRole('dialog').first();
  await drawer.getByLabel('Search permissions').fill('See agents');
  await drawer.getByRole('button', { name: /Change “See agents”/ }).click();
  const dialog = owner.getByRole('dialog', { name: /See agents/ });
  await dialog.getByRole('radio', { name: choice }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
};

test('a permission granted shows in the editor’s open console, and goes when it is revoked', async () => {
  await editor.goto('/');
  const agents = editor.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: 'Agents' });
  await expect(agents).toHaveCount(0);
  const loads = await editor.evaluate(() => performance.timeOrigin);
  await permission('Grant');
  await expect(agents).toBeVisible();
  await agents.click();
  await expect(editor.getByText('Lumen').first()).toBeVisible();
  await permission('No exception');
  await expect(agents).toHaveCount(0);
  await expect(editor.getByText('Olive Owner can grant it')).toBeVisible();
  expect(await editor.evaluate(() => performance.timeOrigin)).toBe(loads);
});

test('Home tells the owner live that the language model fails, leads to its settings, and is quiet when it answers again', async ({ product }) => {
  let fails = true;
  await using model = await startModelServer(({ json, piece, finish }) => {
    if (fails) return json(401, { error: { message: 'no' } });
    piece('Good morning.');
    finish();
  });
  await byHand(owner, 'mutation ($input: SaveLlmProviderInput!) { saveLlmProvider(input: $input) { __typename } }', { input: { baseUrl: model.settings().baseUrl, model: 'small-model', apiKey: 'sk-test-key-0123', version: null } });
  const { data } = await byHand(owner, '{ agents(first: 1) { edges { node { publicKey } } } }');
  const key = (data?.['agents'] as { edges: { node: { publicKey: string } }[] } | undefined)?.edges[0]?.node.publicKey ?? '';
  const greet = async (): Promise<void> => {
    const guest = new Visitor(product.url);
    await guest.hello(key);
    await guest.ask('Hello');
    guest.vanish();
  };
  await owner.goto('/');
  await expect(owner.getByRole('heading', { level: 1 })).toContainText('Olive');
  const card = owner.getByRole('link', { name: /The language model “small-model” fails/ });
  await expect(card).toHaveCount(0);
  await greet();
  await expect(card).toContainText('The service refused the key');
  await expectAccessible(owner);
  await card.click();
  await expect(owner.getByText('1 answer was quoted because the model failed')).toBeVisible();
  await owner.goBack();
  await expect(card).toBeVisible();
  fails = false;
  await greet();
  await expect(card).toHaveCount(0);
});

test('a member who is removed is signed out at once', async () => {
  await owner.goto('/users');
  await owner.getByRole('row').filter({ hasText: 'Eddie Editor' }).getByRole('button').last().click();
  await owner.getByRole('menuitem', { name: 'Remove…' }).click();
  await expectAccessible(owner);
  await owner.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(editor.getByText('You have been signed out')).toBeVisible();
  const { data, errors } = await byHand(editor, '{ workspace { name } }');
  expect(data?.['workspace'] ?? null).toBeNull();
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test('the owner reads in the audit log who did what', async () => {
  await owner.goto('/settings/audit');
  await expect(owner.getByText('Olive Owner').first()).toBeVisible();
  await expectAccessible(owner);
});

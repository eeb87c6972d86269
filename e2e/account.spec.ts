import type { Page } from '@playwright/test';
import { type DnsServer, startDnsServer } from '#server/testing/dns-server.ts';
import { startIdentityProvider } from '#server/testing/identity-provider.ts';
import { startSamlProvider } from '#server/testing/saml-provider.ts';
import { expectAccessible, expectAccessibleOnce } from './accessibility.ts';
import { codeOf } from './authenticator.ts';
import { PASSWORD, accept, byHand, ownBrowser, setUp } from './people.ts';
import { type ProductOptions, expect, test as base } from './product.ts';

let dns: DnsServer;
const test = base.extend<object, { productOptions: ProductOptions }>({
  productOptions: [async ({ productOptions }, use) => {
    dns = await startDnsServer();
    await use({ ...productOptions, environment: { SSO_DNS_SERVERS: dns.address, SSO_PRIVATE_NETWORK: 'true' } });
    await dns[Symbol.asyncDispose]();
  }, { scope: 'worker' }],
});

// One story, told in order: how people prove who they are, and what a workspace may demand of them.
test.describe.configure({ mode: 'serial' });

const email = 'olive@example.com';
let owner: Page;
let member: Page;
let backupCodes: string[] = [];

/** From the password, if there is one, to the codes on paper. */
async function setUpSecondStep(page: Page, { password = PASSWORD as string | null } = {}): Promise<{ secret: string; codes: string[] }> {
  if (password === null) await page.getByRole('button', { name: 'Continue' }).click();
  else {
    await page.getByLabel('Your password').fill(password);
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('img', { name: 'QR code for the authenticator app' })).toBeVisible();
  await expectAccessibleOnce(page, 'second step: app');
  const secret = await page.getByRole('textbox', { name: 'Or type this key into the app' }).inputValue();
  await page.getByLabel('Code of the app').fill(codeOf(secret));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listitem')).toHaveCount(10);
  const codes = await page.getByRole('list', { name: 'Backup codes' }).getByRole('listitem').allTextContents();
  await expectAccessibleOnce(page, 'second step: codes');
  await page.getByRole('button', { name: 'I have kept them' }).click();
  return { secret, codes };
}

async function signIn(page: Page, address: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(address);
  await page.keyboard.press('Enter');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
}

/** Signs out behind the console's back; what it does about that is not what is tried here. */
async function signOut(page: Page): Promise<void> {
  const { origin } = new URL(page.url());
  await page.goto('about:blank');
  await page.request.post(`${origin}/auth/sign-out`, { data: {}, headers: { origin } });
}

test('a person turns the second step on', async ({ browser, product }) => {
  owner = await ownBrowser(browser, product.url);
  await setUp(owner, product.setupUrl ?? '', { name: 'Olive Owner', email, workspace: 'Alder & Co' });
  await owner.goto('/account/security');
  await expect(owner.getByRole('heading', { level: 2, name: 'Second step at sign-in' })).toBeVisible();
  await expectAccessible(owner);
  await owner.getByRole('link', { name: 'Set it up' }).click();
  ({ codes: backupCodes } = await setUpSecondStep(owner));
  await expect(owner.getByText('10 backup codes left.')).toBeVisible();
  await expectAccessible(owner);
});

test('a backup code signs in once, with the keyboard alone', async () => {
  await signOut(owner);
  await signIn(owner, email);
  await expect(owner.getByRole('heading', { level: 1, name: 'One more step' })).toBeVisible();
  await expectAccessible(owner);
  await owner.getByLabel('Code of the app').fill('000000');
  await owner.keyboard.press('Enter');
  await expect(owner.getByText('This code is wrong').first()).toBeVisible();
  await owner.getByRole('button', { name: 'Use a backup code instead' }).press('Enter');
  await owner.getByLabel('Backup code').fill(backupCodes[0] ?? '');
  await owner.keyboard.press('Enter');
  await expect(owner.getByRole('heading', { level: 1 })).toContainText('Olive');
});

test('the code of the app signs in', async () => {
  await owner.goto('/account/security');
  await expect(owner.getByText('9 backup codes left.')).toBeVisible();
  await owner.getByRole('button', { name: 'Turn off' }).click();
  const dialog = owner.getByRole('dialog', { name: 'Turn the second step off?' });
  await dialog.getByLabel('Your password').fill(PASSWORD);
  await dialog.getByLabel('Code').fill(backupCodes[1] ?? '');
  await dialog.getByRole('button', { name: 'Turn off' }).click();
  await owner.getByRole('link', { name: 'Set it up' }).click();
  const { secret, codes } = await setUpSecondStep(owner);
  backupCodes = codes;
  await expect(owner.getByText('10 backup codes left.')).toBeVisible();
  await signOut(owner);
  await signIn(owner, email);
  await owner.getByLabel('Code of the app').fill(codeOf(secret));
  await owner.keyboard.press('Enter');
  await expect(owner.getByRole('heading', { level: 1 })).toContainText('Olive');
});

test('a workspace that requires it lets nobody in without, and leads them there', async ({ browser, product }) => {
  const { data } = await byHand(owner, 'mutation { inviteMember(input: { email: "ada@example.com", role: admin }) { ... on Invitation { link } } }');
  member = await ownBrowser(browser, product.url);
  await accept(member, (data?.['inviteMember'] as { link: string } | undefined)?.link ?? '', 'Ada Admin');
  await owner.goto('/settings/security');
  await expect(owner.getByText('1 member has none yet.')).toBeVisible();
  await expectAccessible(owner);
  await owner.getByRole('button', { name: 'Require it' }).click();
  await owner.getByRole('dialog', { name: 'Require it now?' }).getByRole('button', { name: 'Require it' }).click();
  await expect(owner.getByText('Required', { exact: true })).toBeVisible();
  await expect(member.getByText('Alder & Co asks everybody for a second step')).toBeVisible();
  const refused = await byHand(member, '{ agents { totalCount } }');
  expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', secondFactor: true });
  await setUpSecondStep(member);
  await expect(member.getByRole('heading', { level: 1 })).toContainText('Ada');
  await owner.reload();
  await expect(owner.getByText('Every member has one.')).toBeVisible();
});

test('a passkey is made, signs in without password and code, and is removed', async () => {
  const session = await owner.context().newCDPSession(owner);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
  await owner.goto('/account/security');
  await owner.getByRole('button', { name: 'Add a passkey' }).click();
  const dialog = owner.getByRole('dialog', { name: 'Add a passkey' });
  await dialog.getByLabel('Name').fill('Laptop');
  await dialog.getByLabel('Your password').fill(PASSWORD);
  await expectAccessible(owner);
  await dialog.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(owner.getByText('Laptop')).toBeVisible();
  await owner.getByRole('button', { name: /Olive Owner/ }).click();
  await owner.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(owner.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await expectAccessible(owner);
  await owner.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(owner.getByRole('button', { name: /Olive Owner/ })).toBeVisible();
  await owner.goto('/account/security');
  await owner.getByRole('button', { name: 'Remove “Laptop”' }).click();
  await owner.getByRole('dialog').getByLabel('Your password').fill(PASSWORD);
  await owner.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(owner.getByText('Laptop', { exact: true })).toBeHidden();
});

test('a device elsewhere is signed out at once; name and password change', async ({ browser, product }) => {
  const elsewhere = await ownBrowser(browser, product.url);
  await signIn(elsewhere, email);
  await elsewhere.getByRole('button', { name: 'Use a backup code instead' }).click();
  await elsewhere.getByLabel('Backup code').fill(backupCodes[0] ?? '');
  await elsewhere.keyboard.press('Enter');
  await expect(elsewhere.getByRole('heading', { level: 1 })).toContainText('Olive');
  await owner.goto('/account/sessions');
  await expect(owner.getByText('This device')).toBeVisible();
  await expectAccessible(owner);
  await owner.getByRole('button', { name: 'Sign out all others' }).click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(owner.getByText('Last seen')).toHaveCount(1);
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await elsewhere.context().close();
  await owner.goto('/account');
  await owner.getByRole('textbox', { name: 'Name' }).fill('Olivia Owner');
  await owner.getByRole('button', { name: 'Save' }).click();
  await expect(owner.getByText('Olivia Owner').first()).toBeVisible();
  await expectAccessible(owner);
  await owner.getByLabel('Present password').fill('not the password');
  await owner.getByLabel('New password').fill('another long password');
  await owner.getByRole('button', { name: 'Change password' }).click();
  await expect(owner.getByText('This isn’t your password.').first()).toBeVisible();
  await owner.getByLabel('Present password').fill(PASSWORD);
  await owner.getByRole('button', { name: 'Change password' }).click();
  await expect(owner.getByText('Password changed.').first()).toBeVisible();
});

/** From the sign-in page to wherever the company's provider leads. */
async function signInAtCompany(page: Page, address: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(address);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Continue with Guado' }).press('Enter');
}

test('people of a company sign in at its SAML provider, and set up the second step without a password; who is refused reads why', async ({ browser, product }) => {
  await using saml = await startSamlProvider();
  const { addSsoDomain } = (await byHand(owner, 'mutation { addSsoDomain(input: { domain: "guado.example" }) { ... on SsoDomain { id recordName recordValue } } }')).data as { addSsoDomain: { id: string; recordName: string; recordValue: string } };
  dns.txt.set(addSsoDomain.recordName, [addSsoDomain.recordValue]);
  await byHand(owner, 'mutation ($id: ID!) { verifySsoDomain(input: { id: $id }) { __typename } }', { id: addSsoDomain.id });
  await owner.goto('/settings/single-sign-on');
  await owner.getByRole('button', { name: 'Connect…' }).click();
  const dialog = owner.getByRole('dialog', { name: 'Connect an identity provider' });
  await dialog.getByText('SAML 2.0', { exact: true }).click();
  await dialog.getByLabel('Company').fill('Guado');
  await dialog.getByLabel('Metadata', { exact: true }).fill(saml.metadata);
  await expectAccessible(owner);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(owner.getByText('Valid until 1 Jan 2120')).toBeVisible();
  await expectAccessible(owner);

  const person = await ownBrowser(browser, product.url);
  saml.person = { nameId: 'u-1', attributes: { email: 'gina@elsewhere.example' } };
  await signInAtCompany(person, 'gina@guado.example');
  await expect(person.getByRole('alert')).toContainText('isn’t of a domain verified here');
  saml.person = null;
  await signInAtCompany(person, 'gina@guado.example');
  await expect(person.getByRole('alert')).toContainText('it was cancelled at your company’s page');
  saml.person = { nameId: 'u-1', attributes: { email: 'gina@guado.example', displayName: 'Gina Guado' } };
  await signInAtCompany(person, 'gina@guado.example');
  // No password to ask for: having come just now takes its place. From then on the step is asked for.
  await expect(person.getByText('Alder & Co asks everybody for a second step')).toBeVisible();
  await expect(person.getByLabel('Your password')).toHaveCount(0);
  const { secret } = await setUpSecondStep(person, { password: null });
  await expect(person.getByRole('heading', { level: 1 })).toContainText('Gina');
  await signOut(person);
  await signInAtCompany(person, 'gina@guado.example');
  await expect(person.getByRole('heading', { level: 1, name: 'One more step' })).toBeVisible();
  await person.getByLabel('Code of the app').fill(codeOf(secret));
  await person.keyboard.press('Enter');
  await expect(person.getByRole('heading', { level: 1 })).toContainText('Gina');
  await person.goto('/account');
  await expect(person.getByRole('heading', { level: 2, name: 'Password' })).toBeVisible();
  await expect(person.getByLabel('Present password')).toHaveCount(0);
  await expectAccessible(person);
  await person.getByLabel('New password').fill(PASSWORD);
  await person.keyboard.press('Enter');
  await expect(person.getByText('Password set.').first()).toBeVisible();
  await expect(person.getByLabel('Present password')).toBeVisible();
  // Out here, out there.
  await person.getByRole('button', { name: /Gina Guado/ }).click();
  await person.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(person.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  expect(saml.signedOut).toEqual(['u-1']);
});

test('people of a company sign in at its OpenID provider, whose own second factor counts', async ({ browser, product }) => {
  await using openId = await startIdentityProvider(() => `${product.url}/auth/sso/callback`);
  await byHand(owner, 'mutation ($input: SaveSsoConnectionInput!) { saveSsoConnection(input: $input) { __typename } }', { input: { label: 'Guado', issuer: openId.issuer, clientId: openId.clientId, clientSecret: openId.clientSecret, version: 1 } });
  const other = await ownBrowser(browser, product.url);
  openId.person = { sub: 'u-2', email: 'otto@guado.example', emailVerified: false };
  await signInAtCompany(other, 'otto@guado.example');
  await expect(other.getByRole('alert')).toContainText('didn’t say that your address is verified');
  // The provider remembers who signed in there; now it is asked anew.
  await other.context().clearCookies();
  openId.person = { sub: 'u-2', email: 'otto@guado.example', name: 'Otto Guado', amr: ['pwd', 'mfa'] };
  await signInAtCompany(other, 'otto@guado.example');
  // The provider says that it asked for a second factor itself.
  await expect(other.getByRole('heading', { level: 1 })).toContainText('Otto');
  await other.getByRole('button', { name: /Otto Guado/ }).click();
  await other.getByRole('menuitem', { name: 'Sign out' }).click();
  await other.getByRole('button', { name: 'Yes, sign me out' }).click();
  await expect(other.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
});

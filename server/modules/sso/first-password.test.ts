import { afterAll, beforeAll, expect, it } from 'vitest';
import { Companies, personOf } from '../../testing/company.ts';
import type { Browser } from '../../testing/product.ts';

let companies: Companies;
beforeAll(async () => {
  companies = await Companies.start();
});
afterAll(() => companies[Symbol.asyncDispose]());

const NEW = 'another horse battery';
const account = async (browser: Browser) => (await (await browser.fetch('/auth/account')).json()) as unknown;
const set = async (browser: Browser, body: object = { newPassword: NEW }) => {
  const answer = await browser.post('/auth/account/password', body);
  return [answer.status, (await answer.json()) as { error?: { code: string; message: string; fields?: unknown } }] as const;
};
/** Somebody who came through their company, and the company. */
const comer = async () => {
  const { owner, domain } = await companies.create();
  const ada = personOf(domain);
  const { browser } = await companies.signIn(domain, ada);
  return { owner, domain, ada, browser, email: ada.attributes?.['email'] ?? '' };
};
const bind = (owner: Browser) => owner.ask('mutation { saveSsoPolicy(input: { defaultRole: editor, required: true, version: 0 }) { __typename } }');

it('somebody who came through their company sets a first password, once, and signs in with it besides', async () => {
  const { owner, domain, ada, browser, email } = await comer();
  expect(await account(browser)).toMatchObject({ hasPassword: false, onlyThrough: null });
  expect(await set(browser, { newPassword: 'short' })).toMatchObject([422, { error: { fields: [{ path: 'newPassword' }] } }]);
  const elsewhere = (await companies.signIn(domain, ada)).browser;
  expect(await set(browser)).toEqual([200, { sessionsEnded: 1 }]);
  expect((await elsewhere.ask('{ viewer { name } }')).viewer).toBeNull();
  expect(await account(browser)).toMatchObject({ hasPassword: true });
  expect((await owner.ask('{ auditEvents { edges { node { summary } } } }')).auditEvents.edges[0].node.summary).toBe('Ada Azzurra set their first password; sessions ended elsewhere: 1.');
  const again = companies.product.browser();
  expect(await (await again.post('/auth/sign-in/email', { email, password: NEW })).json()).toEqual({ signedIn: true });
  // From now on it is a password like any other: the present one is asked for.
  expect(await set(browser, { newPassword: 'a third horse battery' })).toMatchObject([422, { error: { fields: [{ path: 'password' }] } }]);
});

it('of two windows at once makes one password', async () => {
  const { browser, email } = await comer();
  expect((await Promise.all([set(browser), set(browser)])).map(([status]) => status)).toContain(200);
  expect(await companies.product.sql("select count(*)::int from accounts a join users u on u.id = a.user_id where u.email = $1 and a.provider_id = 'credential'", [email])).toEqual([{ count: 1 }]);
});

it('has to have signed in just now', async () => {
  const { browser, email } = await comer();
  await companies.product.sql("update sessions set created_at = now() - interval '11 minutes' where user_id = (select id from users where email = $1)", [email]);
  expect(await set(browser)).toMatchObject([409, { error: { code: 'sign-in-again' } }]);
  expect(await account(browser)).toMatchObject({ hasPassword: false });
});

it('is told that a password would open nothing where the company lets its people in through itself alone', async () => {
  const { owner, browser } = await comer();
  await bind(owner);
  expect(await account(browser)).toMatchObject({ hasPassword: false, onlyThrough: 'Guado' });
  expect(await set(browser)).toMatchObject([409, { error: { code: 'password-by-company', message: 'Guado lets its people in through its own sign-in alone: a password would open nothing.' } }]);
});

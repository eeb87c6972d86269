import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Companies, personOf } from '../../testing/company.ts';
import { startIdentityProvider } from '../../testing/identity-provider.ts';
import { invite } from '../../testing/people.ts';
import { Browser, PASSWORD, type Product } from '../../testing/product.ts';
import { Program } from '../../testing/program.ts';
import type { SamlPerson } from '../../testing/saml-provider.ts';
import { addSecondFactor, codeOf } from '../../testing/second-factor.ts';

let companies: Companies;
let product: Product;
beforeAll(async () => {
  companies = await Companies.start();
  ({ product } = companies);
});
afterAll(() => companies[Symbol.asyncDispose]());

const MFA = 'https://refeds.org/profile/mfa';
const POLICY = 'mutation { updateSecurityPolicy(input: { requiresSecondFactor: true, version: 0 }) { __typename ... on SecurityPolicy { membersWithout } ... on UserError { code } } }';

/** A company that demands a second factor of everybody. */
const strict = async () => {
  const made = await companies.create();
  await addSecondFactor(product, made.owner);
  expect((await made.owner.ask(POLICY)).updateSecurityPolicy.__typename).toBe('SecurityPolicy');
  return made;
};
const enter = async (domain: string, person: SamlPerson): Promise<Browser> => {
  const { browser, ended } = await companies.signIn(domain, person);
  expect(ended).toBe('/');
  return browser;
};
const dueIn = async (browser: Browser): Promise<string | null | undefined> => (await browser.ask('{ viewer { secondFactorDue } }')).viewer?.secondFactorDue;
const emailOf = ({ attributes }: SamlPerson): string => attributes?.['email'] ?? '';

describe('somebody without a password', () => {
  it('sets up a second step just after signing in, and is asked for it from then on', async () => {
    const { owner, domain } = await strict();
    await owner.ask('mutation { saveSsoPolicy(input: { defaultRole: editor, required: true, version: 0 }) { __typename } }');
    const ada = personOf(domain);
    const browser = await enter(domain, ada);
    expect(await dueIn(browser)).toBe('Acme');
    expect(await (await browser.fetch('/auth/account')).json()).toMatchObject({ hasPassword: false });
    const { secret } = await addSecondFactor(product, browser);
    expect(await dueIn(browser)).toBeNull();

    const again = await companies.signIn(domain, ada, { next: '/knowledge' });
    expect(again.ended).toBe('/sign-in?step=code&next=%2Fknowledge');
    expect((await again.browser.ask('{ viewer { name } }')).viewer).toBeNull();
    expect((await again.browser.post('/auth/sign-in/code', { code: '000000' })).status).toBe(401);
    expect(await (await again.browser.post('/auth/sign-in/code', { code: await codeOf(product, emailOf(ada), secret) })).json()).toEqual({ signedIn: true });
    expect(await dueIn(again.browser)).toBeNull();
  });

  it('has to have signed in just now; who has a password is asked for it', async () => {
    const { owner, domain } = await companies.create();
    const ada = personOf(domain);
    const browser = await enter(domain, ada);
    await product.sql("update sessions set created_at = now() - interval '11 minutes' where user_id = (select id from users where email = $1)", [emailOf(ada)]);
    for (const path of ['second-factor', 'passkeys/options']) {
      const answer = await browser.post(`/auth/account/${path}`, {});
      expect([answer.status, ((await answer.json()) as { error: { code: string } }).error.code]).toEqual([409, 'sign-in-again']);
    }
    const grace = await invite(owner, 'editor', `grace@${domain}`);
    await product.browser().post('/auth/invitation/accept', { token: grace.token, name: 'Grace', password: PASSWORD });
    const other = await enter(domain, personOf(domain, { attributes: { email: grace.email } }));
    expect((await other.post('/auth/account/second-factor', {})).status).toBe(422);
    expect((await other.post('/auth/account/second-factor', { password: PASSWORD })).status).toBe(200);
  });
});

describe('a second factor at the company', () => {
  const ways: readonly (readonly [string, Partial<SamlPerson>])[] = [
    ['REFEDS', { context: MFA }],
    ['Entra ID', { context: 'http://schemas.microsoft.com/claims/multipleauthn' }],
    ['a smart card', { context: 'urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI' }],
  ];
  it.each(ways)('counts where the provider says so, as %s does', async (_name, said) => {
    const { owner, domain } = await strict();
    const ada = personOf(domain);
    expect(await dueIn(await enter(domain, { ...ada, ...said }))).toBeNull();
    const shown = async () => (await owner.ask('{ securityPolicy { membersWithout } members { edges { node { hasSecondFactor } } } }')) as { securityPolicy: { membersWithout: number }; members: { edges: { node: { hasSecondFactor: boolean } }[] } };
    const have = async () => (await shown()).members.edges.map(({ node }) => node.hasSecondFactor);
    expect([(await shown()).securityPolicy.membersWithout, await have()]).toEqual([0, [true, true]]);
    // Of each sign-in anew.
    expect(await dueIn(await enter(domain, ada))).toBe('Acme');
    expect([(await shown()).securityPolicy.membersWithout, (await have()).filter(Boolean).length]).toEqual([1, 1]);
  });

  it('counts by OpenID Connect, too', async () => {
    await using openId = await startIdentityProvider(() => `${product.url}/auth/sso/callback`);
    const { owner, domain } = await strict();
    await owner.ask('mutation ($input: SaveSsoConnectionInput!) { saveSsoConnection(input: $input) { __typename } }', { input: { label: 'Guado', issuer: openId.issuer, clientId: openId.clientId, clientSecret: openId.clientSecret, version: 1 } });
    const signIn = async (amr: string[]): Promise<Browser> => {
      openId.person = { sub: randomUUID(), email: `ada-${randomUUID().slice(0, 8)}@${domain}`, amr };
      const { browser, address } = await companies.start(domain);
      const elsewhere = new Browser(openId.issuer);
      for (let at = address; ;) {
        const home = at.startsWith(product.url);
        const location = (await (home ? browser : elsewhere).fetch(at)).headers.get('location');
        if (home || location === null) return browser;
        at = new URL(location, at).href;
      }
    };
    expect(await dueIn(await signIn(['pwd', 'mfa']))).toBeNull();
    expect(await dueIn(await signIn(['pwd']))).toBe('Acme');
  });

  it('counts in the company’s own workspace alone', async () => {
    const { domain } = await strict();
    const { workspaceId } = await strict();
    const ada = personOf(domain, { context: MFA });
    const browser = await enter(domain, ada);
    expect(await dueIn(browser)).toBeNull();
    await product.sql('insert into members (workspace_id, user_id, role) select $1, id, $3 from users where email = $2', [workspaceId, emailOf(ada), 'editor']);
    browser.workspaceId = workspaceId;
    expect(await dueIn(browser)).toBe('Acme');
  });

  it('doesn’t take the place of a second step that somebody set up here', async () => {
    const { domain } = await strict();
    const ada = personOf(domain, { context: MFA });
    await addSecondFactor(product, await enter(domain, ada));
    expect((await companies.signIn(domain, ada)).ended).toBe('/sign-in?step=code');
  });

  it('holds for their API tokens as long as the provider says so', async () => {
    const { domain } = await strict();
    const ada = personOf(domain);
    const browser = await enter(domain, { ...ada, context: MFA });
    const { createApiToken } = await browser.ask('mutation { createApiToken(input: { kind: personal, name: "Mine", permissions: ["workspace:read"], expiresInDays: 1 }) { __typename ... on CreatedApiToken { secret } ... on UserError { code message } } }');
    const program = new Program(product.url, createApiToken.secret);
    const asks = async () => (await program.graphql('{ workspace { name } }')).errors?.[0]?.extensions['code'] ?? 'answered';
    expect(await asks()).toBe('answered');
    await enter(domain, ada);
    expect(await asks()).toBe('FORBIDDEN');
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DnsServer, startDnsServer } from '../../testing/dns-server.ts';
import { type Identity, type IdentityProvider, startIdentityProvider } from '../../testing/identity-provider.ts';
import { invite, join, meOf } from '../../testing/people.ts';
import { Browser, PASSWORD, type Product, startProduct } from '../../testing/product.ts';

let dns: DnsServer;
let product: Product;
let provider: IdentityProvider;
beforeAll(async () => {
  dns = await startDnsServer();
  product = await startProduct({ SSO_DNS_SERVERS: dns.address, SSO_PRIVATE_NETWORK: 'true', LOG_LEVEL: 'silent' });
  provider = await startIdentityProvider(() => `${product.url}/auth/sso/callback`);
});
afterAll(async () => {
  await product[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
  await dns[Symbol.asyncDispose]();
});

const REFUSED = '__typename ... on UserError { code message }';
const PROBLEM = `${REFUSED} ... on ValidationError { fields { path message } }`;
const ADD = `mutation ($domain: String!) { addSsoDomain(input: { domain: $domain }) { ${PROBLEM} ... on SsoDomain { id domain verifiedAt recordName recordValue } } }`;
const VERIFY = `mutation ($id: ID!) { verifySsoDomain(input: { id: $id }) { ${REFUSED} ... on SsoDomain { id verifiedAt } } }`;
const SAVE = `mutation ($input: SaveSsoConnectionInput!) { saveSsoConnection(input: $input) { ${PROBLEM} ... on SsoConnection { label issuer clientId secretEnding version } } }`;
const TEST = `mutation ($input: TestSsoConnectionInput!) { testSsoConnection(input: $input) { ${PROBLEM} ... on SsoConnectionTest { ok message } } }`;
const POLICY = `mutation ($input: SaveSsoPolicyInput!) { saveSsoPolicy(input: $input) { ${PROBLEM} ... on SsoPolicy { defaultRole required version } } }`;
const READ = '{ singleSignOn { domains { domain verifiedAt } connection { label issuer clientId secretEnding version } policy { defaultRole required version } callbackAddress } }';

const freshDomain = (): string => `${randomUUID().slice(0, 8)}.example`;
const connection = (changes: Record<string, unknown> = {}) => ({ label: 'Guado', issuer: provider.issuer, clientId: provider.clientId, clientSecret: provider.clientSecret, ...changes });
const eventsOf = async (workspaceId: string) => (await product.sql('select action, actor_kind, details from audit_events where workspace_id = $1 order by sequence', [workspaceId])).slice(1);

const verified = async (owner: Browser, domain = freshDomain()): Promise<{ domain: string; id: string }> => {
  const { addSsoDomain } = await owner.ask(ADD, { domain });
  dns.txt.set(addSsoDomain.recordName, ['something else', addSsoDomain.recordValue]);
  const { verifySsoDomain } = await owner.ask(VERIFY, { id: addSsoDomain.id });
  if (!verifySsoDomain.verifiedAt) throw new Error(JSON.stringify(verifySsoDomain));
  return { domain, id: addSsoDomain.id };
};

/** A workspace whose people can sign in through the provider. */
const company = async () => {
  const { owner, workspaceId } = await product.createWorkspace();
  const { domain } = await verified(owner);
  await owner.ask(SAVE, { input: connection() });
  return { owner, workspaceId, domain };
};

const identity = (domain: string, changes: Partial<Identity> = {}): Identity => ({ sub: randomUUID(), email: `ada-${randomUUID().slice(0, 8)}@${domain}`, name: 'Ada Azzurra', ...changes });

/** Goes the whole way of a browser: the button, the provider, back. Answers where it ended. */
const signIn = async (person: Identity | null, email: string, browser: Browser = product.browser(), next: string | null = null): Promise<{ browser: Browser; ended: string }> => {
  provider.person = person;
  const started = await browser.post('/auth/sso/start', { email, next });
  if (!started.ok) throw new Error(`starting answered ${started.status}: ${await started.text()}`);
  const elsewhere = new Browser(provider.issuer);
  let address = ((await started.json()) as { address: string }).address;
  for (;;) {
    const home = address.startsWith(product.url);
    const answer = await (home ? browser : elsewhere).fetch(address);
    const location = answer.headers.get('location');
    if (!location) throw new Error(`${address} answered ${answer.status}: ${await answer.text()}`);
    if (home) return { browser, ended: location };
    address = new URL(location, address).href;
  }
};
const enter = async (person: Identity): Promise<Browser> => {
  const { browser, ended } = await signIn(person, person.email);
  if (ended !== '/') throw new Error(`ended at ${ended}`);
  return browser;
};

describe('a mail domain', () => {
  it('is proved by a DNS record, and says what is missing until then', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const domain = freshDomain();
    const { addSsoDomain } = await owner.ask(ADD, { domain: ` @${domain.toUpperCase()} ` });
    expect(addSsoDomain).toMatchObject({ domain, verifiedAt: null, recordName: `_isatis.${domain}`, recordValue: expect.stringMatching(/^isatis-verification=[\w-]{27}$/) });
    const verify = async () => (await owner.ask(VERIFY, { id: addSsoDomain.id })).verifySsoDomain;
    expect(await verify()).toMatchObject({ code: 'sso-dns-none', message: expect.stringContaining(`_isatis.${domain}`) });
    dns.txt.set(`_isatis.${domain}`, ['isatis-verification=wrong']);
    expect(await verify()).toMatchObject({ code: 'sso-dns-other' });
    dns.txt.set(`_isatis.${domain}`, ['v=spf1 -all', addSsoDomain.recordValue]);
    expect(await verify()).toMatchObject({ __typename: 'SsoDomain', verifiedAt: expect.any(String) });
    expect((await owner.ask(ADD, { domain })).addSsoDomain).toMatchObject({ code: 'sso-domain-there' });
    expect(await eventsOf(workspaceId)).toEqual(['added', 'verified'].map((what) => ({ action: `sso.domain-${what}`, actor_kind: 'member', details: { domain } })));
  });

  it('belongs to whoever proved it, and to one workspace', async () => {
    const [{ owner: first }, { owner: second }] = [await product.createWorkspace(), await product.createWorkspace()];
    const { domain } = await verified(first);
    const { addSsoDomain } = await second.ask(ADD, { domain });
    expect((await second.ask(VERIFY, { id: addSsoDomain.id })).verifySsoDomain).toMatchObject({ code: 'sso-dns-other' });
    dns.txt.set(`_isatis.${domain}`, [addSsoDomain.recordValue]);
    expect((await second.ask(VERIFY, { id: addSsoDomain.id })).verifySsoDomain).toMatchObject({ code: 'sso-domain-taken' });
  });

  it.each(['localhost', '127.0.0.1', 'exa mple.org', '-a.org', 'a..org', ''])('isn’t “%s”', async (domain) => {
    const { owner } = await product.createWorkspace();
    expect((await owner.ask(ADD, { domain })).addSsoDomain.fields).toEqual([{ path: 'domain', message: expect.stringMatching(/\.$/) }]);
  });

  it('of another name is written as DNS knows it', async () => {
    const { owner } = await product.createWorkspace();
    expect((await owner.ask(ADD, { domain: 'bücher.example' })).addSsoDomain).toMatchObject({ domain: 'xn--bcher-kva.example' });
  });
});

describe('the identity provider', () => {
  it('is tested with a sentence for each way to fail', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const test = async (changes: Record<string, unknown>) => {
      const { label: _label, ...input } = connection(changes) as Record<string, unknown>;
      return (await owner.ask(TEST, { input })).testSsoConnection;
    };
    expect(await test({})).toMatchObject({ ok: true });
    const failures = [await test({ clientSecret: 'wrong' }), await test({ issuer: 'http://127.0.0.1:9' }), await test({ issuer: provider.issuer.replace('localhost', '127.0.0.1') }), await test({ issuer: product.url })];
    expect(failures.map(({ ok }) => ok)).toEqual([false, false, false, false]);
    expect(new Set(failures.map(({ message }) => message)).size).toBe(4);
    expect((await test({ issuer: 'ftp://x' })).fields).toMatchObject([{ path: 'issuer' }]);
    expect((await eventsOf(workspaceId)).map(({ details }) => details.ok)).toEqual([true, false, false, false, false]);
  });

  it('is not called in a private network unless the installation allows it', async () => {
    await using strict = await startProduct({ LOG_LEVEL: 'silent' });
    const { owner } = await strict.createWorkspace();
    for (const issuer of [provider.issuer, 'https://127.0.0.1:1', 'https://169.254.169.254']) {
      expect((await owner.ask(TEST, { input: { issuer, clientId: 'x', clientSecret: 'y' } })).testSsoConnection).toMatchObject({ ok: false, message: expect.stringContaining('SSO_PRIVATE_NETWORK') });
    }
  });

  it('is stored with its secret sealed, which goes to no other address', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    expect((await owner.ask(SAVE, { input: connection() })).saveSsoConnection).toEqual({ __typename: 'SsoConnection', label: 'Guado', issuer: provider.issuer, clientId: 'isatis', secretEnding: provider.clientSecret.slice(-4), version: 1 });
    const [row] = await product.sql<{ secret_sealed: Buffer }>('select secret_sealed from sso_connections where workspace_id = $1', [workspaceId]);
    expect(row?.secret_sealed.includes('secret-')).toBe(false);
    expect((await owner.ask(SAVE, { input: connection({ clientSecret: null, issuer: 'https://elsewhere.example', version: 1 }) })).saveSsoConnection.fields).toMatchObject([{ path: 'clientSecret' }]);
    expect((await owner.ask(SAVE, { input: connection({ clientSecret: null, label: 'Guado & figli', version: 1 }) })).saveSsoConnection).toMatchObject({ label: 'Guado & figli', version: 2 });
    expect((await owner.ask(SAVE, { input: connection({ version: 1 }) })).saveSsoConnection).toMatchObject({ __typename: 'StaleError' });
    expect(JSON.stringify(await eventsOf(workspaceId))).not.toContain(provider.clientSecret);
  });
});

describe('signing out', () => {
  it('goes on to the provider, which knows whose session it is and where to lead back', async () => {
    const { domain } = await company();
    const browser = await enter(identity(domain));
    const kept = await product.sql('select leaving_sealed from sso_sessions');
    expect(kept.map(({ leaving_sealed: sealed }) => String(sealed)).filter((sealed) => sealed.includes('idToken'))).toEqual([]);
    const { address = '' } = (await (await browser.post('/auth/sign-out', {})).json()) as { address?: string };
    const { origin, pathname, searchParams } = new URL(address);
    expect([origin, pathname]).toEqual([provider.issuer, '/session/end']);
    expect(Object.fromEntries(searchParams)).toMatchObject({ client_id: provider.clientId, post_logout_redirect_uri: `${product.url}/sign-in`, id_token_hint: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) });
    // It would answer 400 to a hint or an address that it doesn't know.
    expect((await fetch(address)).status).toBe(200);
    expect((await browser.ask('{ viewer { name } }')).viewer).toBeNull();
  });

  it('goes on whether or not the issuer was typed with a slash at its end, and without a hint that is too long for an address', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { domain } = await verified(owner);
    await owner.ask(SAVE, { input: connection({ issuer: `${provider.issuer}/` }) });
    expect(await product.sql('select issuer from sso_connections where workspace_id = $1', [workspaceId])).toEqual([{ issuer: `${provider.issuer}/` }]);
    const browser = await enter(identity(domain, { amr: ['x'.repeat(4000)] }));
    const { address = '' } = (await (await browser.post('/auth/sign-out', {})).json()) as { address?: string };
    const { origin, searchParams } = new URL(address);
    expect([origin, searchParams.get('client_id'), searchParams.has('id_token_hint')]).toEqual([provider.issuer, provider.clientId, false]);
    expect((await fetch(address)).status).toBe(200);
  });

  it('leads nowhere else where another provider took its place', async () => {
    const { owner, domain } = await company();
    const browser = await enter(identity(domain));
    await owner.ask('mutation { removeSsoConnection { __typename } }');
    expect(await (await browser.post('/auth/sign-out', {})).json()).toEqual({ success: true });
  });
});

describe('the sign-in page', () => {
  it('says the same of every address of a domain, and nothing of others', async () => {
    const { owner, domain } = await company();
    const member = await join(product, owner, 'editor');
    const options = async (email: string) => (await product.browser().post('/auth/sso/options', { email })).text();
    const known = await options(`somebody@${domain}`);
    expect(JSON.parse(known)).toEqual({ company: { label: 'Guado', required: false } });
    expect(await options(`nobody-at-all@${domain.toUpperCase()}`)).toBe(known);
    expect(JSON.parse(await options(member.email))).toEqual({ company: null });
    expect((await product.browser().post('/auth/sso/start', { email: member.email })).status).toBe(404);
  });

  it('offers no domain that isn’t verified, and none without a provider', async () => {
    const { owner } = await product.createWorkspace();
    const domain = freshDomain();
    const { addSsoDomain } = await owner.ask(ADD, { domain });
    await owner.ask(SAVE, { input: connection() });
    const options = async () => (await (await product.browser().post('/auth/sso/options', { email: `a@${domain}` })).json()) as unknown;
    expect(await options()).toEqual({ company: null });
    dns.txt.set(addSsoDomain.recordName, [addSsoDomain.recordValue]);
    await owner.ask(VERIFY, { id: addSsoDomain.id });
    expect(await options()).toEqual({ company: { label: 'Guado', required: false } });
    await owner.ask('mutation { removeSsoConnection { __typename } }');
    expect(await options()).toEqual({ company: null });
  });
});

describe('signing in through one’s company', () => {
  it('makes a newcomer a member with the role of newcomers, and finds them again', async () => {
    const { owner, workspaceId, domain } = await company();
    const ada = identity(domain);
    const { browser, ended } = await signIn(ada, ada.email, product.browser(), '/knowledge');
    expect(ended).toBe('/knowledge');
    expect((await browser.ask('{ viewer { name email membership { role workspace { id } } } }')).viewer).toEqual({ name: 'Ada Azzurra', email: ada.email, membership: { role: 'editor', workspace: { id: workspaceId } } });
    const again = await enter({ ...ada, email: `renamed@${domain}` });
    expect((await meOf(again)).memberId).toBe((await meOf(browser)).memberId);
    const events = await eventsOf(workspaceId);
    expect(events.slice(-2)).toMatchObject([{ action: 'member.joined', actor_kind: 'system', details: { role: 'editor', via: 'sso' } }, { action: 'sso.identity-linked', actor_kind: 'system', details: { via: 'sso' } }]);
    const { auditEvents } = await owner.ask('{ auditEvents(first: 2) { edges { node { summary } } } }');
    expect(auditEvents.edges[0].node.summary).toMatch(/^Single sign-on linked Ada Azzurra to an identity of localhost:\d+\.$/);
  });

  it('never leads away from the console', async () => {
    const { domain } = await company();
    const ada = identity(domain);
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example']) expect((await signIn(ada, ada.email, product.browser(), next)).ended).toBe('/');
  });

  it('links a member by address, who keeps their role', async () => {
    const { owner, workspaceId, domain } = await company();
    const { email, token } = await invite(owner, 'admin', `grace@${domain}`);
    await product.browser().post('/auth/invitation/accept', { token, name: 'Grace', password: PASSWORD });
    const browser = await enter(identity(domain, { email: email.toUpperCase() }));
    expect((await browser.ask('{ viewer { name membership { role } } }')).viewer).toEqual({ name: 'Grace', membership: { role: 'admin' } });
    expect((await product.sql('select 1 from members where workspace_id = $1', [workspaceId])).length).toBe(2);
  });

  it('uses a pending invitation up, but never makes an owner', async () => {
    const { owner, domain } = await company();
    const [ada, olga] = [identity(domain), identity(domain)];
    await invite(owner, 'admin', ada.email);
    await invite(owner, 'owner', olga.email);
    const roleOf = async (browser: Browser) => (await browser.ask('{ viewer { membership { role } } }')).viewer.membership.role;
    expect(await roleOf(await enter(ada))).toBe('admin');
    expect(await roleOf(await enter(olga))).toBe('editor');
    expect((await owner.ask('{ invitations { edges { node { email status } } } }')).invitations.edges.map(({ node }: { node: unknown }) => node)).toEqual(expect.arrayContaining([{ email: ada.email, status: 'accepted' }, { email: olga.email, status: 'pending' }]));
  });

  it('lets in nobody whose address isn’t verified or is of another domain', async () => {
    const { domain } = await company();
    const { domain: other } = await company();
    const hint = `ada@${domain}`;
    expect((await signIn(identity(domain, { emailVerified: false }), hint)).ended).toBe('/sign-in?sso=unverified');
    expect((await signIn(identity(other), hint)).ended).toBe('/sign-in?sso=domain');
    expect((await signIn(identity('elsewhere.example'), hint)).ended).toBe('/sign-in?sso=domain');
    expect((await signIn(null, hint)).ended).toBe('/sign-in?sso=cancelled');
    expect(await product.sql("select 1 from users where email like '%@elsewhere.example'")).toEqual([]);
  });

  it('doesn’t let in another identity under a linked address', async () => {
    const { domain } = await company();
    const ada = identity(domain);
    await enter(ada);
    expect((await signIn({ ...ada, sub: randomUUID() }, ada.email)).ended).toBe('/sign-in?sso=other-identity');
  });

  it('doesn’t let somebody back who was removed; an invitation does', async () => {
    const { owner, domain } = await company();
    const ada = identity(domain);
    const browser = await enter(ada);
    await owner.ask('mutation ($id: ID!) { removeMember(input: { memberId: $id }) { __typename } }', { id: (await meOf(browser)).memberId });
    expect((await signIn(ada, ada.email)).ended).toBe('/sign-in?sso=removed');
    await invite(owner, 'admin', ada.email);
    expect((await signIn(ada, ada.email)).ended).toBe('/');
  });

  it('refuses a state that isn’t this browser’s, and one that was used', async () => {
    const { domain } = await company();
    const ada = identity(domain);
    const stranger = product.browser();
    expect((await stranger.fetch('/auth/sso/callback?code=abc&state=def')).headers.get('location')).toBe('/sign-in?sso=expired');
    const browser = product.browser();
    await browser.post('/auth/sso/start', { email: ada.email });
    expect((await browser.fetch('/auth/sso/callback?code=abc&state=def')).headers.get('location')).toBe('/sign-in?sso=failed');
    expect((await browser.fetch('/auth/sso/callback?code=abc&state=def')).headers.get('location')).toBe('/sign-in?sso=expired');
    browser.cookie = 'isatis.sso=AAAA';
    expect((await browser.fetch('/auth/sso/callback?code=abc&state=def')).headers.get('location')).toBe('/sign-in?sso=expired');
  });

  it('may begin at the provider, which says where to and for whom, never who', async () => {
    const { workspaceId, domain } = await company();
    const from = async (query: Record<string, string>) => (await product.browser().fetch(`/auth/sso/from/${workspaceId}?${new URLSearchParams(query)}`)).headers;
    const headers = await from({ iss: provider.issuer, login_hint: `ada@${domain}`, target_link_uri: `${product.url}/knowledge` });
    const address = new URL(headers.get('location') ?? '');
    expect([address.origin, address.searchParams.get('login_hint'), address.searchParams.get('code_challenge_method')]).toEqual([provider.issuer, `ada@${domain}`, 'S256']);
    expect(headers.getSetCookie().join()).toMatch(/^isatis\.sso=.+; SameSite=Lax$/);
    expect((await from({ iss: 'https://evil.example' })).get('location')).toBe('/sign-in?sso=failed');
    await product.sql("update sso_connections set issuer = 'http://127.0.0.1:9' where workspace_id = $1", [workspaceId]);
    expect((await from({})).get('location')).toBe('/sign-in?sso=unavailable');
  });

  it('makes one membership of two windows at once', async () => {
    const { workspaceId, domain } = await company();
    const ada = identity(domain);
    const ended = await Promise.all([1, 2, 3].map(async () => (await signIn(ada, ada.email)).ended));
    expect(ended).toEqual(['/', '/', '/']);
    expect((await product.sql('select 1 from members where workspace_id = $1', [workspaceId])).length).toBe(2);
  });

  it('says so when the provider is away', async () => {
    const { owner } = await product.createWorkspace();
    const { domain } = await verified(owner);
    await owner.ask(SAVE, { input: connection({ issuer: 'http://127.0.0.1:9' }) });
    const answer = await product.browser().post('/auth/sso/start', { email: `ada@${domain}` });
    expect([answer.status, ((await answer.json()) as { error: { code: string } }).error.code]).toEqual([503, 'sso-unavailable']);
  });
});

describe('the rule that people come through their company', () => {
  const demand = (owner: Browser, required: boolean, version = 0) => owner.ask(POLICY, { input: { defaultRole: 'editor', required, version } });
  const withPassword = (email: string) => product.browser().post('/auth/sign-in/email', { email, password: PASSWORD });

  it('can’t be made before there is a way to come', async () => {
    const { owner } = await product.createWorkspace();
    expect((await demand(owner, true)).saveSsoPolicy).toMatchObject({ code: 'sso-required-connection' });
    await owner.ask(SAVE, { input: connection() });
    expect((await demand(owner, true)).saveSsoPolicy).toMatchObject({ code: 'sso-required-domain' });
    await verified(owner);
    expect((await demand(owner, true)).saveSsoPolicy).toMatchObject({ required: true, version: 1 });
    expect((await demand(owner, true)).saveSsoPolicy).toMatchObject({ __typename: 'StaleError' });
  });

  it('refuses the right password of a member, and tells a wrong one nothing; owners keep theirs', async () => {
    const { owner, domain } = await company();
    const accept = async (role: 'editor' | 'owner') => {
      const { email, token } = await invite(owner, role, `${role}@${domain}`);
      await product.browser().post('/auth/invitation/accept', { token, name: 'Grace', password: PASSWORD });
      return email;
    };
    const [editor, second] = [await accept('editor'), await accept('owner')];
    expect((await withPassword(editor)).status).toBe(200);
    await demand(owner, true);
    const refused = await withPassword(editor);
    expect([refused.status, refused.headers.getSetCookie().filter((set) => /session_token=[^;]/.test(set))]).toEqual([409, []]);
    expect(await refused.json()).toMatchObject({ error: { code: 'sso-required', message: expect.stringContaining('Guado') } });
    expect((await withPassword(second)).status).toBe(200);
    const wrong = async (email: string) => {
      const answer = await product.browser().post('/auth/sign-in/email', { email, password: 'wrong horse battery' });
      return [answer.status, await answer.text()];
    };
    expect(await wrong(editor)).toEqual(await wrong(`nobody@${domain}`));
    const person = await enter(identity(domain, { email: editor }));
    expect((await person.ask('{ viewer { email } }')).viewer.email).toBe(editor);
    await owner.ask('mutation { removeSsoConnection { __typename } }');
    expect((await withPassword(editor)).status).toBe(200);
  });

  it('holds for the invited too, before an account is made', async () => {
    const { owner, domain } = await company();
    await demand(owner, true);
    const { email, token } = await invite(owner, 'editor', `new@${domain}`);
    const answer = await product.browser().post('/auth/invitation/accept', { token, name: 'Grace', password: PASSWORD });
    expect([answer.status, ((await answer.json()) as { error: { code: string } }).error.code]).toEqual([409, 'sso-required']);
    expect(await product.sql('select 1 from users where email = $1', [email])).toEqual([]);
    await enter(identity(domain, { email }));
  });
});

describe('who may', () => {
  it('only those who manage security, and none gives newcomers more than they are', async () => {
    const { owner, workspaceId, domain } = await company();
    const admin = await join(product, owner, 'admin');
    const editor = await join(product, owner, 'editor');
    for (const { browser } of [admin, editor]) expect((await browser.graphql(READ)).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'security:manage' });
    await owner.ask('mutation ($id: ID!) { setMemberPermission(input: { memberId: $id, permission: "security:manage", choice: grant }) { __typename } }', { id: editor.memberId });
    const policy = (defaultRole: string) => editor.browser.ask(POLICY, { input: { defaultRole, required: false, version: 0 } });
    expect((await policy('admin')).saveSsoPolicy).toMatchObject({ code: 'role-above' });
    expect((await policy('owner')).saveSsoPolicy.fields).toMatchObject([{ path: 'defaultRole' }]);
    expect((await policy('editor')).saveSsoPolicy).toMatchObject({ defaultRole: 'editor' });
    const { owner: stranger } = await product.createWorkspace();
    expect((await stranger.ask(READ)).singleSignOn).toMatchObject({ domains: [], connection: null });
    const [row] = await product.sql<{ id: string }>('select id from sso_domains where workspace_id = $1', [workspaceId]);
    expect((await stranger.graphql(VERIFY, { id: row?.id })).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    expect(domain).toBeTruthy();
  });
});

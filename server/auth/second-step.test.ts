import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectLive } from '../testing/live-connection.ts';
import { join } from '../testing/people.ts';
import { type Browser, PASSWORD, type Product, startProduct } from '../testing/product.ts';
import { addSecondFactor, codeOf } from '../testing/second-factor.ts';

let product: Product;
beforeAll(async () => { product = await startProduct({ LOG_LEVEL: 'silent' }); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const signIn = (browser: Browser, email: string, password = PASSWORD) => browser.post('/auth/sign-in/email', { email, password });
const sendCode = (browser: Browser, code: string) => browser.post('/auth/sign-in/code', { code });
const account = async (browser: Browser) => (await (await browser.fetch('/auth/account')).json()) as { secondFactor: { since: string | null; backupCodesLeft: number; demandedBy: string[] } };
const isIn = async (browser: Browser): Promise<boolean> => (await browser.ask('{ viewer { name } }')).viewer !== null;
const topCode = async (browser: Browser, query: string) => (await browser.graphql(query)).errors?.[0]?.extensions;

describe('a second step', () => {
  it('is set up by password and code, and asked for after the password alone is right', async () => {
    const { owner, email } = await product.createWorkspace();
    expect((await owner.post('/auth/account/second-factor', { password: 'wrong horse battery' })).status).toBe(422);
    const { secret, backupCodes } = await addSecondFactor(product, owner);
    expect(backupCodes).toHaveLength(10);
    expect(new Set(backupCodes).size).toBe(10);
    const stored = JSON.stringify(await product.sql("select encode(secret_sealed, 'escape') as sealed from second_factors union all select encode(code_hash, 'escape') from backup_codes"));
    for (const told of [secret, ...backupCodes]) expect(stored).not.toContain(told);

    const browser = product.browser();
    const first = await signIn(browser, email);
    expect(await first.json()).toEqual({ signedIn: false });
    expect(first.headers.getSetCookie().join()).not.toContain('session_token=');
    expect(await isIn(browser)).toBe(false);
    expect((await sendCode(browser, '000000')).status).toBe(401);
    expect(await (await sendCode(browser, await codeOf(product, email, secret))).json()).toEqual({ signedIn: true });
    expect(await isIn(browser)).toBe(true);
  });

  it('tells a wrong password apart from nothing: with and without one the answer is the same', async () => {
    const { owner, email } = await product.createWorkspace();
    await addSecondFactor(product, owner);
    const { email: without } = await product.createWorkspace();
    const answers = await Promise.all([email, without, 'nobody@example.com'].map(async (address) => (await signIn(product.browser(), address, 'wrong horse battery')).text()));
    expect(new Set(answers).size).toBe(1);
  });

  it('takes no code twice', async () => {
    const { owner, email } = await product.createWorkspace();
    const { secret } = await addSecondFactor(product, owner);
    const code = await codeOf(product, email, secret);
    const [one, two] = [product.browser(), product.browser()];
    await signIn(one, email);
    await signIn(two, email);
    const statuses = (await Promise.all([sendCode(one, code), sendCode(two, code)])).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 401]);
  });

  it('takes each backup code once, however it is typed', async () => {
    const { owner, email } = await product.createWorkspace();
    const { backupCodes: [code = ''] } = await addSecondFactor(product, owner);
    const browser = product.browser();
    await signIn(browser, email);
    expect((await sendCode(browser, ` ${code.toUpperCase().replace('-', ' ')} `)).status).toBe(200);
    expect((await account(browser)).secondFactor.backupCodesLeft).toBe(9);
    const again = product.browser();
    await signIn(again, email);
    expect((await sendCode(again, code)).status).toBe(401);
    expect((await owner.ask('{ auditEvents { edges { node { action summary } } } }')).auditEvents.edges[0].node).toEqual({ action: 'account.backup-code-used', summary: 'Olivia Owner signed in with a backup code.' });
  });

  it('is asked for five times, then begins anew with the password', async () => {
    const { owner, email } = await product.createWorkspace();
    const { secret } = await addSecondFactor(product, owner);
    const browser = product.browser();
    await signIn(browser, email);
    for (let tries = 0; tries < 5; tries += 1) await sendCode(browser, '000000');
    expect(await (await sendCode(browser, await codeOf(product, email, secret))).json()).toMatchObject({ error: { code: 'CHALLENGE_ENDED' } });
    await signIn(browser, email);
    expect((await sendCode(browser, await codeOf(product, email, secret))).status).toBe(200);
  });

  it('gets new backup codes, and is turned off, by password and code alone', async () => {
    const { owner, email } = await product.createWorkspace();
    const { secret, backupCodes } = await addSecondFactor(product, owner);
    expect((await owner.post('/auth/account/backup-codes', { password: 'wrong horse battery', code: await codeOf(product, email, secret) })).status).toBe(422);
    expect((await owner.post('/auth/account/backup-codes', { password: PASSWORD, code: '000000' })).status).toBe(422);
    const renewed = (await (await owner.post('/auth/account/backup-codes', { password: PASSWORD, code: await codeOf(product, email, secret) })).json()) as { backupCodes: string[] };
    expect(renewed.backupCodes).toHaveLength(10);
    expect((await owner.post('/auth/account/second-factor/off', { password: PASSWORD, code: backupCodes[0] })).status).toBe(422);
    expect((await owner.post('/auth/account/second-factor/off', { password: PASSWORD, code: renewed.backupCodes[0] })).status).toBe(200);
    const browser = product.browser();
    expect(await (await signIn(browser, email)).json()).toEqual({ signedIn: true });
  });

  it('isn’t got around by the link of an invitation', async () => {
    const { owner } = await product.createWorkspace();
    const { owner: other } = await product.createWorkspace();
    const member = await join(product, owner, 'editor');
    await addSecondFactor(product, member.browser);
    const { inviteMember } = await other.ask('mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { ... on Invitation { link } } }', { input: { email: member.email, role: 'editor' } });
    const browser = product.browser();
    expect((await browser.post('/auth/invitation/accept', { token: String(inviteMember.link).split('#token=')[1], password: PASSWORD })).status).toBe(200);
    expect(await isIn(browser)).toBe(false);
  });
});

const POLICY = 'mutation ($requires: Boolean!, $version: Int!) { updateSecurityPolicy(input: { requiresSecondFactor: $requires, version: $version }) { __typename ... on SecurityPolicy { requiresSecondFactor membersWithout version } ... on UserError { code } } }';

describe('a workspace that demands a second factor', () => {
  it('lets nobody do anything before they have one, and everything afterwards', async () => {
    const { owner, workspaceId } = await product.createWorkspace({ name: 'Bluewood' });
    const member = await join(product, owner, 'admin');
    expect((await owner.ask(POLICY, { requires: true, version: 0 })).updateSecurityPolicy).toMatchObject({ code: 'second-factor-first' });
    await addSecondFactor(product, owner);
    expect((await member.browser.graphql(POLICY, { requires: true, version: 0 })).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'security:manage' });
    const { createApiToken } = await member.browser.ask('mutation { createApiToken(input: { kind: personal, name: "Script", permissions: ["agents:read"], expiresInDays: 3 }) { ... on CreatedApiToken { secret } } }');
    await using live = await connectLive(member.browser);
    const hears = live.subscribe('subscription { viewerChanged { secondFactorDue membership { role } } }');
    expect((await owner.ask(POLICY, { requires: true, version: 0 })).updateSecurityPolicy).toEqual({ __typename: 'SecurityPolicy', requiresSecondFactor: true, membersWithout: 1, version: 1 });

    expect(await hears.next()).toMatchObject({ data: { viewerChanged: { secondFactorDue: 'Bluewood', membership: null } } });
    expect(await topCode(member.browser, '{ agents { totalCount } }')).toMatchObject({ code: 'FORBIDDEN', secondFactor: true });
    expect((await member.browser.fetch('/knowledge/documents/5ff5cbe4-1f0d-4d6f-9d0c-9d3d6c1d2f10/file')).status).toBe(403);
    const byToken = await fetch(new URL('/graphql', product.url), { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${createApiToken.secret}` }, body: '{"query":"{ agents { totalCount } }"}' });
    expect(await byToken.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN', secondFactor: true } }] });
    expect((await account(member.browser)).secondFactor.demandedBy).toEqual(['Bluewood']);

    await addSecondFactor(product, member.browser);
    expect(await topCode(member.browser, '{ agents { totalCount } }')).toBeUndefined();
    expect((await owner.ask('{ members { edges { node { name hasSecondFactor } } } }')).members.edges.map(({ node }: { node: { hasSecondFactor: boolean } }) => node.hasSecondFactor)).toEqual([true, true]);
    const actions = (await product.sql<{ action: string }>('select action from audit_events where workspace_id = $1 order by sequence', [workspaceId])).map(({ action }) => action);
    expect(actions).toEqual(['workspace.created', 'member.joined', 'account.second-factor-on', 'token.created', 'security.second-factor-demanded', 'account.second-factor-on'].toSpliced(1, 0, 'invitation.created'));
  });

  it('says which version was saved meanwhile', async () => {
    const { owner } = await product.createWorkspace();
    expect((await owner.ask(POLICY, { requires: false, version: 0 })).updateSecurityPolicy).toMatchObject({ version: 1 });
    expect((await owner.ask(POLICY, { requires: false, version: 0 })).updateSecurityPolicy).toMatchObject({ code: 'stale' });
    expect((await owner.ask(POLICY, { requires: false, version: 1 })).updateSecurityPolicy).toMatchObject({ version: 2 });
  });
});

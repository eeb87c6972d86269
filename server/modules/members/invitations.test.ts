import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invite, join, meOf } from '../../testing/people.ts';
import { type Answer, type Browser, PASSWORD, type Product, startProduct } from '../../testing/product.ts';

let product: Product;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const FAILURE = '... on UserError { code message } ... on ValidationError { fields { path message } }';
const INVITE = `mutation ($email: String!, $role: Role!) { inviteMember(input: { email: $email, role: $role }) { __typename ... on Invitation { id email role status invitedBy link } ${FAILURE} } }`;
const REVOKE = 'mutation ($id: ID!) { revokeInvitation(input: { id: $id }) { __typename ... on Invitation { status link } ... on UserError { code message } } }';
const RESEND = 'mutation ($id: ID!) { resendInvitation(input: { id: $id }) { __typename ... on Invitation { status link expiresAt } ... on UserError { code message } } }';
const GRANT = 'mutation ($id: ID!, $permission: String!) { setMemberPermission(input: { memberId: $id, permission: $permission, choice: grant }) { __typename } }';

const send = (path: 'preview' | 'accept', body: object, browser = product.browser()): Promise<Response> => browser.post(`/auth/invitation/${path}`, body);
const preview = async (token: string) => {
  const response = await send('preview', { token });
  return { status: response.status, body: await response.json() };
};
const accept = (token: string, more: object = { name: 'Nina New', password: PASSWORD }) => send('accept', { token, ...more });
const inviting = async (by: Browser, email: string, role: string) => (await by.ask(INVITE, { email, role })).inviteMember;

describe('inviting', () => {
  it('makes a link that is stored hashed and sealed only', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const made = await inviting(owner, ' Ada@Example.com ', 'admin');
    expect(made).toMatchObject({ email: 'ada@example.com', role: 'admin', status: 'pending', invitedBy: 'Olivia Owner', link: expect.stringMatching(/\/invite#token=[\w-]{43}$/) });
    const token = made.link.split('#token=')[1];
    const stored = JSON.stringify([
      await product.sql('select * from invitations where workspace_id = $1', [workspaceId]),
      await product.sql('select * from graphile_worker._private_jobs'),
      await product.sql('select entry from audit_events where workspace_id = $1', [workspaceId]),
    ].map((rows) => rows.map((row) => Object.values(row).map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : value)))));
    expect(stored).not.toContain(token);
    const [row] = await product.sql<{ hours: number; matches: boolean }>("select extract(epoch from expires_at - created_at) / 3600 as hours, token_hash = sha256(convert_to($2, 'UTF8')) as matches from invitations where workspace_id = $1", [workspaceId, token]);
    expect(Number(row?.hours)).toBeCloseTo(72, 1);
    expect(row?.matches).toBe(true);
  });

  it('refuses wrong addresses, members, and a second open invitation', async () => {
    const { owner, email } = await product.createWorkspace();
    expect((await inviting(owner, 'nobody', 'editor')).fields).toEqual([{ path: 'email', message: 'This isn’t an e-mail address.' }]);
    expect(await inviting(owner, email.toUpperCase(), 'editor')).toMatchObject({ code: 'already-member', message: expect.stringContaining(email) });
    expect(await inviting(owner, 'twice@example.com', 'editor')).toMatchObject({ __typename: 'Invitation' });
    expect(await inviting(owner, 'Twice@example.com', 'admin')).toMatchObject({ code: 'already-invited' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => inviting(owner, 'storm@example.com', 'editor')));
    expect(answers.filter(({ __typename }) => __typename === 'Invitation')).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'already-invited')).toHaveLength(19);
  });

  it('can be repeated once the first has expired', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    await inviting(owner, 'late@example.com', 'editor');
    await product.sql("update invitations set expires_at = now() - interval '1 hour' where workspace_id = $1", [workspaceId]);
    expect(await inviting(owner, 'late@example.com', 'editor')).toMatchObject({ status: 'pending' });
    expect((await owner.ask('{ invitations { totalCount viewerCanInvite edges { node { status link } } } }')).invitations).toMatchObject({
      totalCount: 2, viewerCanInvite: true, edges: [{ node: { status: 'pending', link: expect.any(String) } }, { node: { status: 'expired', link: null } }],
    });
  });

  it('hands out no role above one’s own, and shows no link to one', async () => {
    const { owner } = await product.createWorkspace();
    const admin = await join(product, owner, 'admin');
    for (const permission of ['members:invite', 'members:read']) await owner.ask(GRANT, { id: admin.memberId, permission });
    expect(await inviting(admin.browser, 'boss@example.com', 'owner')).toMatchObject({ code: 'owner-by-owner', message: 'Only an owner can make somebody an owner.' });
    const { id } = await invite(owner, 'owner', 'chief@example.com');
    const { invitations } = await admin.browser.ask('{ invitations { edges { node { email link } } } }');
    expect(invitations.edges.find(({ node }: Answer) => node.email === 'chief@example.com').node.link).toBeNull();
    expect((await admin.browser.ask(RESEND, { id })).resendInvitation).toMatchObject({ code: 'owner-by-owner' });
    expect((await admin.browser.ask(REVOKE, { id })).revokeInvitation).toMatchObject({ code: 'owner-by-owner' });
    expect(await inviting(admin.browser, 'peer@example.com', 'editor')).toMatchObject({ __typename: 'Invitation', link: expect.any(String) });
  });

  it('hides links from those who may only see members', async () => {
    const { owner } = await product.createWorkspace();
    const admin = await join(product, owner, 'admin');
    await invite(owner, 'editor');
    const { invitations } = await admin.browser.ask('{ invitations { viewerCanInvite edges { node { link } } } }');
    expect(invitations).toMatchObject({ viewerCanInvite: false });
    expect(invitations.edges.every(({ node }: Answer) => node.link === null)).toBe(true);
  });
});

describe('the link', () => {
  it('says what it is for, then makes the account, the membership and the session', async () => {
    const { owner, workspaceId } = await product.createWorkspace({ name: 'Bluewood' });
    const { token, email, id } = await invite(owner, 'editor');
    expect(await preview(token)).toEqual({ status: 200, body: { workspaceName: 'Bluewood', email, role: 'editor', invitedBy: 'Olivia Owner', hasAccount: false, customRole: null, message: '', isViewer: false } });
    const browser = product.browser();
    const response = await browser.post('/auth/invitation/accept', { token, name: ' Nina New ', password: PASSWORD });
    expect(await response.json()).toEqual({ ok: true, workspaceId });
    expect(response.headers.getSetCookie().join()).toMatch(/HttpOnly/i);
    expect((await browser.ask('{ viewer { name email membership { role workspace { name } } } }')).viewer).toEqual({ name: 'Nina New', email, membership: { role: 'editor', workspace: { name: 'Bluewood' } } });
    expect(await product.sql("select actor_kind, details->>'invitation' as invitation from audit_events where workspace_id = $1 and action = 'member.joined'", [workspaceId])).toEqual([{ actor_kind: 'invitation', invitation: id }]);
    expect(await preview(token)).toMatchObject({ status: 410, body: { error: { code: 'used', message: expect.stringContaining('Sign in') } } });
    expect((await accept(token)).status).toBe(410);
  });

  it('stops working when it expires, is taken back or is replaced, and never worked when made up', async () => {
    const { owner } = await product.createWorkspace();
    const expired = await invite(owner, 'editor');
    await product.sql("update invitations set expires_at = now() - interval '1 second' where id = $1", [expired.id]);
    const revoked = await invite(owner, 'editor');
    expect((await owner.ask(REVOKE, { id: revoked.id })).revokeInvitation).toEqual({ __typename: 'Invitation', status: 'revoked', link: null });
    expect((await owner.ask(REVOKE, { id: revoked.id })).revokeInvitation).toMatchObject({ code: 'invitation-revoked' });
    const replaced = await invite(owner, 'editor');
    const { link } = (await owner.ask(RESEND, { id: replaced.id })).resendInvitation;
    for (const [token, status, code] of [[expired.token, 410, 'expired'], [revoked.token, 410, 'revoked'], [replaced.token, 404, 'unknown'], ['made-up', 404, 'unknown']] as const) {
      expect(await preview(token)).toMatchObject({ status, body: { error: { code, message: expect.stringMatching(/.{20}/) } } });
      expect((await accept(token)).status).toBe(status);
    }
    expect((await accept(link.split('#token=')[1])).status).toBe(200);
    expect((await owner.ask(RESEND, { id: replaced.id })).resendInvitation).toMatchObject({ code: 'invitation-accepted' });
    expect((await owner.ask(RESEND, { id: expired.id })).resendInvitation).toMatchObject({ status: 'pending', link: expect.any(String) });
  });

  it('makes one membership when a hundred accept at once', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { token, email } = await invite(owner, 'admin');
    const statuses = (await Promise.all(Array.from({ length: 100 }, () => accept(token)))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 410)).toHaveLength(99);
    expect(await product.sql('select u.email, count(*)::int as memberships from members m join users u on u.id = m.user_id where m.workspace_id = $1 and u.email = $2 group by 1', [workspaceId, email])).toEqual([{ email, memberships: 1 }]);
  });

  it('asks somebody who has an account for its password, and changes nothing when it is wrong', async () => {
    const { owner, workspaceId } = await product.createWorkspace({ name: 'Second' });
    const { email, workspaceId: first } = await product.createWorkspace();
    const { token } = await invite(owner, 'editor', email);
    expect((await preview(token)).body).toMatchObject({ hasAccount: true });
    const wrong = await accept(token, { password: 'not the password' });
    expect(wrong.status).toBe(422);
    expect(await wrong.json()).toMatchObject({ error: { fields: [{ path: 'password' }] } });
    expect(await product.sql('select count(*)::int as members from members where workspace_id = $1', [workspaceId])).toEqual([{ members: 1 }]);
    const browser = product.browser();
    expect((await browser.post('/auth/invitation/accept', { token, password: PASSWORD })).status).toBe(200);
    const { viewer } = await browser.ask('{ viewer { memberships { workspace { id } } } }');
    expect(viewer.memberships.map(({ workspace }: Answer) => workspace.id).toSorted()).toEqual([first, workspaceId].toSorted());
  });

  it('makes one account when one address accepts in two workspaces at once', async () => {
    const [one, two] = [await product.createWorkspace(), await product.createWorkspace()];
    const email = 'both@example.com';
    const tokens = [(await invite(one.owner, 'editor', email)).token, (await invite(two.owner, 'admin', email)).token];
    const statuses = (await Promise.all(tokens.map((token) => accept(token)))).map(({ status }) => status);
    expect(statuses).toEqual([200, 200]);
    expect(await product.sql('select count(*)::int as accounts from users where email = $1', [email])).toEqual([{ accounts: 1 }]);
    expect(await product.sql('select count(*)::int as memberships from members m join users u on u.id = m.user_id where u.email = $1', [email])).toEqual([{ memberships: 2 }]);
  });

  it('says in the reader’s language what a name and a password must be', async () => {
    const { owner } = await product.createWorkspace();
    const { token } = await invite(owner, 'editor');
    const response = await product.browser().post('/auth/invitation/accept', { token, name: '', password: 'short' }, { 'accept-language': 'it' });
    expect(response.status).toBe(422);
    expect((await response.json()).error.fields).toEqual([{ path: 'name', message: 'Non può essere vuoto.' }, { path: 'password', message: 'Almeno 10 caratteri.' }]);
  });

  it('can be guessed at only so often', async () => {
    const browser = product.browser();
    const statuses = [];
    for (let tries = 0; tries < 12; tries += 1) statuses.push((await send('accept', { token: `guess-${tries}`, name: 'Eve', password: PASSWORD }, browser)).status);
    expect(statuses.slice(0, 10).every((status) => status === 404)).toBe(true);
    expect(statuses.slice(10)).toEqual([429, 429]);
  });

  it('belongs to the invited one: the inviter stays who they are', async () => {
    const { owner } = await product.createWorkspace();
    const before = await meOf(owner);
    await join(product, owner, 'editor');
    expect(await meOf(owner)).toEqual(before);
  });
});

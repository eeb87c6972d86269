import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join } from '../../testing/people.ts';
import { type Answer, type Browser, PASSWORD, type Product, startProduct } from '../../testing/product.ts';

const SEVERAL = 'mutation ($input: InviteSeveralInput!) { inviteSeveral(input: $input) { __typename ... on InvitedList { lines { line outcome message invitation { id email } } } ... on ValidationError { fields { path message } } ... on UserError { code message } } }';
const ONE = 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { __typename ... on Invitation { id role customRole grantCount message expiresAt link } ... on ValidationError { fields { path message } } ... on UserError { code message } } }';
const ROLE = 'mutation ($input: CreateRoleInput!) { createRole(input: $input) { __typename } }';
const ME = '{ viewer { membership { role customRole permissions } } }';

let product: Product;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const tokenOf = (link: string): string => link.split('#token=')[1] ?? '';
const accept = (browser: Browser, token: string, more: object = { name: 'Nina New', password: PASSWORD }): Promise<Response> => browser.post('/auth/invitation/accept', { token, ...more });
const fresh = (): string => `p-${crypto.randomUUID()}@example.com`;

describe('inviting several', () => {
  it('tells line by line what became of each, and invites the others', async () => {
    const { owner, email, workspaceId } = await product.createWorkspace();
    const [a, b, open] = [fresh(), fresh(), fresh()];
    await owner.ask(ONE, { input: { email: open, role: 'editor' } });
    const { inviteSeveral } = await owner.ask(SEVERAL, { input: { list: `name;e-mail\nAnn;${a}\nnobody\n${email}\n\n${open}\n${a.toUpperCase()}\nBob <${b}>`, role: 'editor' } });
    expect(inviteSeveral.lines.map(({ line, outcome }: Answer) => [line, outcome])).toEqual([[2, 'invited'], [3, 'invalid'], [4, 'already_member'], [6, 'already_invited'], [7, 'repeated'], [8, 'invited']]);
    expect(inviteSeveral.lines.every(({ message }: Answer) => message.length > 5)).toBe(true);
    expect(await product.sql('select count(*)::int as open from invitations where workspace_id = $1 and revoked_at is null', [workspaceId])).toEqual([{ open: 3 }]);
  });

  it('is refused as a whole where a role is above the inviter, or the list too long', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { browser, memberId } = await join(product, owner, 'admin');
    await owner.ask('mutation ($id: ID!) { setMemberPermission(input: { memberId: $id, permission: "members:invite", choice: grant }) { __typename } }', { id: memberId });
    expect((await browser.ask(SEVERAL, { input: { list: fresh(), role: 'owner' } })).inviteSeveral).toMatchObject({ code: 'owner-by-owner' });
    expect((await browser.graphql(ONE, { input: { email: fresh(), role: 'editor', grants: [{ permission: 'agents:read' }] } })).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'roles:manage' });
    expect((await owner.ask(SEVERAL, { input: { list: Array.from({ length: 201 }, fresh).join('\n'), role: 'editor' } })).inviteSeveral.fields[0].path).toBe('list');
    expect(await product.sql('select 1 from invitations where workspace_id = $1 and accepted_at is null', [workspaceId])).toEqual([]);
  });
});

describe('the terms of an invitation', () => {
  it('are a role of the workspace’s own, grants, words and an end, and come true on accepting', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const roleId = crypto.randomUUID();
    await owner.ask(ROLE, { input: { id: roleId, from: 'editor', name: 'Support', permissions: ['workspace:read'] } });
    const { inviteMember } = await owner.ask(ONE, { input: { email: fresh(), customRoleId: roleId, grants: [{ permission: 'agents:read' }], message: 'Welcome aboard', expiresInHours: 24 } });
    expect(inviteMember).toMatchObject({ __typename: 'Invitation', role: 'editor', customRole: 'Support', grantCount: 1, message: 'Welcome aboard' });
    const [stored] = await product.sql<{ message_sealed: Buffer }>('select message_sealed from invitations where id = $1', [inviteMember.id]);
    expect(stored?.message_sealed.length).toBeGreaterThan(0);
    expect(stored?.message_sealed.toString('latin1')).not.toContain('Welcome');
    expect((new Date(inviteMember.expiresAt).getTime() - Date.now()) / 3_600_000).toBeCloseTo(24, 0);
    const browser = product.browser();
    expect((await accept(browser, tokenOf(inviteMember.link))).status).toBe(200);
    browser.workspaceId = workspaceId;
    const { viewer } = await browser.ask(ME);
    expect(viewer.membership).toMatchObject({ role: 'editor', customRole: 'Support' });
    expect(viewer.membership.permissions).toEqual(['agents:read', 'workspace:read']);
  });

  it('don’t hand on what the inviter has lost since', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { browser: second, memberId } = await join(product, owner, 'owner');
    const { inviteMember } = await second.ask(ONE, { input: { email: fresh(), role: 'editor', grants: [{ permission: 'agents:read' }] } });
    await owner.ask('mutation ($id: ID!) { changeMemberRole(input: { memberId: $id, role: editor }) { __typename } }', { id: memberId });
    const browser = product.browser();
    expect((await accept(browser, tokenOf(inviteMember.link))).status).toBe(200);
    browser.workspaceId = workspaceId;
    expect((await browser.ask(ME)).viewer.membership.permissions).not.toContain('agents:read');
  });

  it('end with the role they were about', async () => {
    const { owner } = await product.createWorkspace();
    const roleId = crypto.randomUUID();
    await owner.ask(ROLE, { input: { id: roleId, from: 'editor', name: 'Gone', permissions: ['workspace:read'] } });
    const { inviteMember } = await owner.ask(ONE, { input: { email: fresh(), customRoleId: roleId } });
    await owner.ask('mutation ($id: ID!) { deleteRole(input: { id: $id }) { __typename } }', { id: roleId });
    expect((await accept(product.browser(), tokenOf(inviteMember.link))).status).toBe(410);
  });
});

describe('somebody who is signed in', () => {
  it('accepts with one click when the invitation is to their address, and only then', async () => {
    const { owner, workspaceId } = await product.createWorkspace({ name: 'Second' });
    const { owner: guest, email } = await product.createWorkspace({ name: 'First' });
    const { owner: stranger } = await product.createWorkspace({ name: 'Other' });
    const { inviteMember } = await owner.ask(ONE, { input: { email, role: 'admin' } });
    const token = tokenOf(inviteMember.link);
    expect(await (await stranger.post('/auth/invitation/preview', { token })).json()).toMatchObject({ isViewer: false, hasAccount: true });
    expect((await accept(stranger, token, {})).status).toBe(422);
    expect(await (await guest.post('/auth/invitation/preview', { token })).json()).toMatchObject({ isViewer: true });
    expect((await accept(guest, token, {})).status).toBe(200);
    guest.workspaceId = workspaceId;
    expect((await guest.ask(ME)).viewer.membership.role).toBe('admin');
    expect((await accept(guest, token, {})).status).toBe(410);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, join, meOf } from '../../testing/people.ts';
import { type Answer, type Browser, type Product, startProduct } from '../../testing/product.ts';

let product: Product;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const FAILURE = '... on UserError { code message } ... on ValidationError { fields { path message } }';
const ROLE = 'mutation ($memberId: ID!, $role: Role!) { changeMemberRole(input: { memberId: $memberId, role: $role }) { __typename ... on Member { role } ... on UserError { code message } } }';
const REMOVE = 'mutation ($memberId: ID!) { removeMember(input: { memberId: $memberId }) { __typename ... on RemovedMember { name sessionsEnded } ... on UserError { code message } } }';
const PERMIT = `mutation ($input: SetMemberPermissionInput!) { setMemberPermission(input: $input) { __typename
  ... on Member { grants { permission effect level reason expiresAt createdBy } permissions { permission allowed viewerCanChange steps { source allowed grantId } } } ${FAILURE} } }`;

const changeRole = async (by: Browser, memberId: string, role: string) => (await by.ask(ROLE, { memberId, role })).changeMemberRole;
const remove = async (by: Browser, memberId: string) => (await by.ask(REMOVE, { memberId })).removeMember;
const permit = async (by: Browser, memberId: string, permission: string, choice: string, more: object = {}) => (await by.ask(PERMIT, { input: { memberId, permission, choice, ...more } })).setMemberPermission;
const permissionOf = (member: { permissions: { permission: string }[] }, permission: string) => member.permissions.find((entry) => entry.permission === permission);
const actions = async (workspaceId: string) => (await product.sql('select action from audit_events where workspace_id = $1 order by sequence', [workspaceId])).map(({ action }) => action);

const company = async (): Promise<{ owner: Browser; workspaceId: string; admin: Person; editor: Person; ownerId: string }> => {
  const { owner, workspaceId } = await product.createWorkspace();
  const [admin, editor] = [await join(product, owner, 'admin', 'Adam Admin'), await join(product, owner, 'editor', 'Edith Editor')];
  return { owner, workspaceId, admin, editor, ownerId: (await meOf(owner)).memberId };
};

describe('the list of members', () => {
  it('shows who is there, who invited them and what the viewer can do', async () => {
    const { owner, admin } = await company();
    const FIELDS = '{ members { totalCount viewerCanInvite edges { node { name email role isViewer invitedBy openSessions viewerCanChangeRole viewerCanManagePermissions viewerCanRemove } } } }';
    const seen = (await owner.ask(FIELDS)).members;
    expect(seen).toMatchObject({ totalCount: 3, viewerCanInvite: true });
    expect(seen.edges.map(({ node }: { node: object }) => node)).toMatchObject([
      { name: 'Olivia Owner', role: 'owner', isViewer: true, invitedBy: null, openSessions: 1, viewerCanChangeRole: false, viewerCanManagePermissions: false, viewerCanRemove: false },
      { name: 'Adam Admin', role: 'admin', isViewer: false, invitedBy: 'Olivia Owner', viewerCanChangeRole: true, viewerCanManagePermissions: true, viewerCanRemove: true },
      { name: 'Edith Editor', role: 'editor', viewerCanChangeRole: true },
    ]);
    const forAdmin = (await admin.browser.ask(FIELDS)).members;
    expect(forAdmin.viewerCanInvite).toBe(false);
    expect(forAdmin.edges.some(({ node }: Answer) => node.viewerCanChangeRole || node.viewerCanRemove || node.viewerCanManagePermissions)).toBe(false);
  });

  it('hides who may do what from those who may not see roles, except their own', async () => {
    const { admin, ownerId } = await company();
    const GRANTS = 'query ($id: ID!) { member(id: $id) { grants { id } permissions { permission allowed } } }';
    const refused = await admin.browser.graphql(GRANTS, { id: ownerId });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'roles:read' });
    expect((await admin.browser.ask(GRANTS, { id: admin.memberId })).member.permissions.length).toBeGreaterThan(30);
  });

  it('finds people among ten thousand, page by page, by name and e-mail', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    await product.sql(`with people as (insert into users (id, name, email) select gen_random_uuid(), 'Person ' || n, 'person-' || n || '-' || $1 || '@example.com' from generate_series(1, 10000) n returning id)
      insert into members (workspace_id, user_id, role) select $1::uuid, id, 'editor' from people`, [workspaceId]);
    const LIST = 'query ($first: Int, $after: String, $search: String) { members(first: $first, after: $after, search: $search) { totalCount pageInfo { endCursor hasNextPage } edges { node { id name } } } }';
    const ids = new Set<string>();
    let after: string | null = null;
    for (let pages = 0; pages < 3; pages += 1) {
      const { members }: Record<string, Answer> = await owner.ask(LIST, { first: 100, after });
      expect(members.totalCount).toBe(10_001);
      for (const { node } of members.edges) ids.add(node.id);
      after = members.pageInfo.endCursor;
    }
    expect(ids.size).toBe(300);
    const { members } = await owner.ask(LIST, { search: 'PERSON 4242' });
    expect(members.edges.map(({ node }: Answer) => node.name)).toEqual(['Person 4242']);
    expect((await owner.ask(LIST, { search: 'person-77-' })).members.totalCount).toBe(1);
    expect((await owner.ask(LIST, { search: '100%_' })).members.totalCount).toBe(0);
  });
});

describe('changing a role', () => {
  it('takes effect, is recorded, and reaches no further than one’s own rank', async () => {
    const { owner, admin, editor, ownerId, workspaceId } = await company();
    expect(await changeRole(owner, editor.memberId, 'admin')).toEqual({ __typename: 'Member', role: 'admin' });
    expect((await editor.browser.ask('{ viewer { membership { role } } }')).viewer.membership.role).toBe('admin');
    expect(await actions(workspaceId)).toContain('member.role-changed');
    await permit(owner, admin.memberId, 'members:update', 'grant');
    expect(await changeRole(admin.browser, ownerId, 'editor')).toMatchObject({ code: 'member-above', message: expect.stringContaining('Olivia Owner') });
    expect(await changeRole(admin.browser, editor.memberId, 'owner')).toMatchObject({ code: 'owner-by-owner' });
    expect(await changeRole(admin.browser, admin.memberId, 'owner')).toMatchObject({ code: 'owner-by-owner' });
    expect(await changeRole(admin.browser, editor.memberId, 'editor')).toMatchObject({ role: 'editor' });
  });

  it('gives nothing that the giver doesn’t hold', async () => {
    const { owner, admin, editor } = await company();
    await permit(owner, admin.memberId, 'members:update', 'grant');
    await permit(owner, admin.memberId, 'agents:delete', 'revoke');
    expect(await changeRole(admin.browser, editor.memberId, 'admin')).toMatchObject({ code: 'not-theirs-to-give', message: expect.stringContaining('Delete agents') });
    expect((await editor.browser.ask('{ viewer { membership { role } } }')).viewer.membership.role).toBe('editor');
  });

  it('leaves the last owner, removed or demoted, even by themselves', async () => {
    const { owner, ownerId } = await company();
    expect(await changeRole(owner, ownerId, 'admin')).toMatchObject({ code: 'last-owner-demoted' });
    expect(await remove(owner, ownerId)).toMatchObject({ code: 'last-owner-removed' });
  });

  it('leaves one owner when two demote each other a hundred times at once', async () => {
    const { owner, ownerId, workspaceId } = await company();
    const second = await join(product, owner, 'owner');
    const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => (n % 2 ? owner.graphql(ROLE, { memberId: second.memberId, role: 'admin' }) : second.browser.graphql(ROLE, { memberId: ownerId, role: 'admin' }))));
    expect(await product.sql("select count(*)::int as owners from members where workspace_id = $1 and role = 'owner'", [workspaceId])).toEqual([{ owners: 1 }]);
    expect(answers.filter(({ errors }) => errors?.some(({ extensions }) => extensions['code'] === 'INTERNAL'))).toEqual([]);
    expect((await actions(workspaceId)).filter((action) => action === 'member.role-changed')).toHaveLength(1);
  });
});

describe('granting and revoking', () => {
  it('explains each step, replaces what was there, and inherits again', async () => {
    const { owner, admin, editor, workspaceId } = await company();
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const granted = await permit(owner, editor.memberId, 'conversations:read', 'grant', { expiresAt, reason: 'Holiday cover' });
    expect(granted.grants).toEqual([{ permission: 'conversations:read', effect: 'grant', level: 'member', reason: 'Holiday cover', expiresAt, createdBy: 'Olivia Owner' }]);
    expect(permissionOf(granted, 'conversations:read')).toMatchObject({ allowed: true, viewerCanChange: true, steps: [{ source: 'preset', allowed: false, grantId: null }, { source: 'member', allowed: true }] });
    expect((await editor.browser.ask('{ viewer { membership { permissions } } }')).viewer.membership.permissions).toContain('conversations:read');

    await product.sql("update grants set expires_at = now() - interval '1 minute' where workspace_id = $1", [workspaceId]);
    expect((await editor.browser.ask('{ viewer { membership { permissions } } }')).viewer.membership.permissions).not.toContain('conversations:read');
    const again = await permit(owner, editor.memberId, 'conversations:read', 'grant');
    expect(again.grants).toMatchObject([{ expiresAt: null, reason: '' }]);

    const revoked = await permit(owner, admin.memberId, 'agents:publish', 'revoke');
    expect(permissionOf(revoked, 'agents:publish')).toMatchObject({ allowed: false });
    expect((await permit(owner, admin.memberId, 'agents:publish', 'inherit')).grants).toEqual([]);
    expect((await actions(workspaceId)).slice(-4)).toEqual(['permission.granted', 'permission.granted', 'permission.revoked', 'permission.inherited']);
  });

  it('stops at owners, at oneself, above oneself, and at what one doesn’t hold', async () => {
    const { owner, admin, editor, ownerId } = await company();
    const second = await join(product, owner, 'owner', 'Second Owner');
    expect(await permit(owner, second.memberId, 'agents:read', 'revoke')).toMatchObject({ code: 'owner-irreducible' });
    expect(await permit(owner, ownerId, 'agents:read', 'revoke')).toMatchObject({ code: 'own-permissions' });
    await permit(owner, admin.memberId, 'roles:manage', 'grant');
    await permit(owner, admin.memberId, 'roles:read', 'grant');
    expect(await permit(admin.browser, ownerId, 'agents:read', 'revoke')).toMatchObject({ code: 'member-above' });
    expect(await permit(admin.browser, admin.memberId, 'audit:read', 'grant')).toMatchObject({ code: 'own-permissions' });
    expect(await permit(admin.browser, editor.memberId, 'audit:read', 'grant')).toMatchObject({ code: 'not-theirs-to-give' });
    expect(await permit(admin.browser, editor.memberId, 'agents:read', 'grant')).toMatchObject({ __typename: 'Member' });
  });

  it('says what is wrong with what was typed', async () => {
    const { owner, editor } = await company();
    const { fields } = await permit(owner, editor.memberId, 'moon:land', 'grant', { expiresAt: '2020-01-01T00:00:00Z', reason: 'x'.repeat(400) });
    expect(fields.map(({ path }: { path: string }) => path).toSorted()).toEqual(['expiresAt', 'permission', 'reason']);
  });
});

describe('removing a member', () => {
  it('ends what they had here: grants, sessions, invitations they sent', async () => {
    const { owner, admin, workspaceId } = await company();
    await permit(owner, admin.memberId, 'members:invite', 'grant');
    await admin.browser.ask('mutation { inviteMember(input: { email: "friend@example.com", role: editor }) { __typename } }');
    expect(await remove(owner, admin.memberId)).toEqual({ __typename: 'RemovedMember', name: 'Adam Admin', sessionsEnded: 1 });
    expect((await admin.browser.graphql('{ workspace { name } }')).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    expect(await product.sql('select id from grants where workspace_id = $1', [workspaceId])).toEqual([]);
    expect((await owner.ask('{ invitations { edges { node { email status } } } }')).invitations.edges.map(({ node }: Answer) => node)).toContainEqual({ email: 'friend@example.com', status: 'revoked' });
    expect((await owner.graphql(REMOVE, { memberId: admin.memberId })).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
  });

  it('leaves the sessions of who belongs to another workspace too', async () => {
    const { owner, workspaceId, editor } = await company();
    const { owner: elsewhere, workspaceId: other } = await product.createWorkspace();
    await product.sql("insert into members (workspace_id, user_id, role) values ($1, $2, 'editor')", [other, editor.personId]);
    expect(await remove(owner, editor.memberId)).toMatchObject({ sessionsEnded: 0 });
    editor.browser.workspaceId = workspaceId;
    expect((await editor.browser.graphql('{ workspace { name } }')).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    editor.browser.workspaceId = other;
    expect((await editor.browser.ask('{ workspace { name } }')).workspace.name).toBe('Acme');
    expect((await elsewhere.ask('{ members { totalCount } }')).members.totalCount).toBe(2);
  });

  it('isn’t for those who rank below', async () => {
    const { owner, admin, ownerId } = await company();
    await join(product, owner, 'owner');
    await permit(owner, admin.memberId, 'members:remove', 'grant');
    expect(await remove(admin.browser, ownerId)).toMatchObject({ code: 'member-above' });
  });
});

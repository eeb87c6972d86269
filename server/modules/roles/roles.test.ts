import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, join } from '../../testing/people.ts';
import { type Answer, type Browser, type Product, startProduct } from '../../testing/product.ts';

let product: Product;
let owner: Browser;
let workspaceId: string;
let admin: Person;
beforeAll(async () => {
  product = await startProduct();
  ({ owner, workspaceId } = await product.createWorkspace());
  admin = await join(product, owner, 'admin', 'Adam Admin');
});
afterAll(async () => { await product[Symbol.asyncDispose](); });

const FAILURE = '... on UserError { code message } ... on ValidationError { fields { path message } }';
const ROLE = 'id name description isPreset rank permissions memberCount version viewerCanEdit';
const CREATE = `mutation ($input: CreateRoleInput!) { createRole(input: $input) { __typename ... on WorkspaceRole { ${ROLE} } ${FAILURE} } }`;
const UPDATE = `mutation ($input: UpdateRoleInput!) { updateRole(input: $input) { __typename ... on WorkspaceRole { ${ROLE} } ${FAILURE} } }`;
const DELETE = `mutation ($id: ID!) { deleteRole(input: { id: $id }) { __typename ... on UserError { code message } } }`;
const GIVE = `mutation ($memberId: ID!, $customRoleId: ID) { changeMemberRole(input: { memberId: $memberId, customRoleId: $customRoleId }) { __typename ... on Member { role customRole { id name } } ${FAILURE} } }`;
const PREVIEW = `query ($roleId: ID!, $permissions: [String!]!) { rolePreview(roleId: $roleId, permissions: $permissions) { __typename ... on RolePreview { holders gaining losing changes { permission gained lost } people { name gained lost } } ${FAILURE} } }`;
const MINE = '{ viewer { membership { role customRole permissions } viewing { name } } }';

const create = async (by: Browser, permissions: readonly string[], more: object = {}): Promise<Answer> =>
  (await by.ask(CREATE, { input: { id: randomUUID(), from: 'editor', name: `Role ${randomUUID().slice(0, 8)}`, permissions, ...more } })).createRole;
const give = async (by: Browser, memberId: string, customRoleId: string): Promise<Answer> => (await by.ask(GIVE, { memberId, customRoleId })).changeMemberRole;
const mine = async (browser: Browser): Promise<Answer> => (await browser.ask(MINE)).viewer.membership;
const actions = async () => (await product.sql('select action from audit_events where workspace_id = $1 order by sequence', [workspaceId])).map(({ action }) => action);

describe('custom roles', () => {
  it('are made as a copy, held, changed and, when nobody holds them, deleted', async () => {
    const editor = await join(product, owner, 'editor', 'Edith Editor');
    const role = await create(owner, ['workspace:read', 'conversations:read'], { name: 'Support', description: 'Answers visitors' });
    expect(role).toMatchObject({ __typename: 'WorkspaceRole', name: 'Support', rank: 'editor', isPreset: false, permissions: ['workspace:read', 'conversations:read'], memberCount: 0 });
    expect(await create(owner, [], { name: 'SUPPORT' })).toMatchObject({ code: 'role-name-taken' });
    expect(await give(owner, editor.memberId, role.id)).toMatchObject({ role: 'editor', customRole: { id: role.id, name: 'Support' } });
    expect(await mine(editor.browser)).toEqual({ role: 'editor', customRole: 'Support', permissions: ['conversations:read', 'workspace:read'] });

    const wanted = ['workspace:read', 'agents:read'];
    const { rolePreview } = await owner.ask(PREVIEW, { roleId: role.id, permissions: wanted });
    expect(rolePreview).toMatchObject({ holders: 1, gaining: 1, losing: 1, people: [{ name: 'Edith Editor', gained: ['agents:read'], lost: ['conversations:read'] }] });
    expect((await owner.ask(UPDATE, { input: { id: role.id, name: 'Support', permissions: wanted, version: role.version } })).updateRole).toMatchObject({ version: 2, permissions: wanted });
    expect((await mine(editor.browser)).permissions).toEqual(['agents:read', 'workspace:read']);
    expect((await owner.ask(UPDATE, { input: { id: role.id, name: 'Support', permissions: [], version: role.version } })).updateRole).toMatchObject({ __typename: 'StaleError' });

    expect((await owner.ask(DELETE, { id: role.id })).deleteRole).toMatchObject({ code: 'role-held', message: expect.stringContaining('held by 1') });
    await owner.ask('mutation ($memberId: ID!) { changeMemberRole(input: { memberId: $memberId, role: editor }) { __typename } }', { memberId: editor.memberId });
    expect((await owner.ask(DELETE, { id: role.id })).deleteRole).toMatchObject({ __typename: 'DeletedRole' });
    expect(await mine(editor.browser)).toMatchObject({ customRole: null, permissions: ['analytics:read', 'knowledge:read', 'workspace:read'] });
    expect(await actions()).toEqual(expect.arrayContaining(['role.created', 'role.updated', 'role.deleted']));
  });

  it('hand out nothing that their maker doesn’t hold, by service and by database', async () => {
    await owner.ask('mutation ($id: ID!) { a: setMemberPermission(input: { memberId: $id, permission: "roles:manage", choice: grant }) { __typename } b: setMemberPermission(input: { memberId: $id, permission: "roles:read", choice: grant }) { __typename } c: setMemberPermission(input: { memberId: $id, permission: "members:update", choice: grant }) { __typename } }', { id: admin.memberId });
    expect(await create(admin.browser, ['audit:read'])).toMatchObject({ code: 'not-theirs-to-give' });
    expect(await create(admin.browser, ['agents:read'], { from: 'owner' })).toMatchObject({ rank: 'admin' });
    const strong = await create(owner, ['workspace:read', 'audit:read']);
    const editor = await join(product, owner, 'editor');
    expect(await give(admin.browser, editor.memberId, strong.id)).toMatchObject({ code: 'not-theirs-to-give' });
    const held = ['agents:read', 'roles:manage'].join(' ');
    await expect(product.sql(`begin; set local role isatis_app; select set_config('app.workspace_id', '${workspaceId}', true), set_config('app.permissions', '${held}', true), set_config('app.rank', '2', true);
      insert into roles (workspace_id, name, rank_as, permissions) values ('${workspaceId}', 'Stolen', 'admin', '{audit:read}')`)).rejects.toThrow(/hold/);
    await product.sql('rollback');
  });

  it('leave the presets locked', async () => {
    const { roles } = await owner.ask(`{ roles { ${ROLE} } }`);
    expect(roles.slice(0, 3)).toMatchObject([{ id: 'owner', isPreset: true, viewerCanEdit: false }, { id: 'admin' }, { id: 'editor' }]);
    expect((await owner.ask(UPDATE, { input: { id: 'editor', name: 'Mine', permissions: [], version: 0 } })).updateRole).toMatchObject({ code: 'role-locked' });
    expect((await owner.ask(DELETE, { id: 'admin' })).deleteRole).toMatchObject({ code: 'role-locked' });
  });
});

const ROLE_GRANT = `mutation ($input: SetRolePermissionInput!) { setRolePermission(input: $input) { __typename ... on WorkspaceRole { grants { permission effect reason scope { kind id name } } } ${FAILURE} } }`;
const MEMBER_GRANT = `mutation ($input: SetMemberPermissionInput!) { setMemberPermission(input: $input) { __typename ... on Member { permissions { permission allowed narrowed { scope { id name } allowed } steps { source } } } ${FAILURE} } }`;

describe('grants', () => {
  it('hold for everybody with the role, and the person’s own win', async () => {
    const editor = await join(product, owner, 'editor');
    const granted = (await owner.ask(ROLE_GRANT, { input: { roleId: 'editor', permission: 'conversations:read', choice: 'grant', reason: 'Summer' } })).setRolePermission;
    expect(granted.grants).toMatchObject([{ permission: 'conversations:read', effect: 'grant', reason: 'Summer', scope: null }]);
    expect((await mine(editor.browser)).permissions).toContain('conversations:read');
    await owner.ask(MEMBER_GRANT, { input: { memberId: editor.memberId, permission: 'conversations:read', choice: 'revoke' } });
    expect((await mine(editor.browser)).permissions).not.toContain('conversations:read');
    await owner.ask(ROLE_GRANT, { input: { roleId: 'editor', permission: 'conversations:read', choice: 'inherit' } });
    expect((await owner.ask(ROLE_GRANT, { input: { roleId: 'owner', permission: 'agents:read', choice: 'revoke' } })).setRolePermission).toMatchObject({ code: 'owner-role-irreducible' });
  });

  it('narrowed to one agent reach that agent alone, in lists, by id and for changes', async () => {
    const editor = await join(product, owner, 'editor');
    const config = (name: string) => ({ name, goal: 'Help', instructions: '', tone: 'friendly', fallback: 'Ask.', tagIds: [] });
    const [one, other] = [randomUUID(), randomUUID()];
    for (const id of [one, other]) await owner.ask('mutation ($input: CreateAgentInput!) { createAgent(input: $input) { __typename } }', { input: { id, config: config(`Agent ${id.slice(0, 4)}`) } });
    const narrow = (permission: string, kind = 'agent', id = one) => owner.ask(MEMBER_GRANT, { input: { memberId: editor.memberId, permission, choice: 'grant', scope: { kind, id } } });
    expect((await narrow('agents:create')).setMemberPermission.fields).toMatchObject([{ path: 'scope' }]);
    expect((await owner.graphql(MEMBER_GRANT, { input: { memberId: editor.memberId, permission: 'agents:read', choice: 'grant', scope: { kind: 'agent', id: randomUUID() } } })).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    await narrow('agents:read');
    const { setMemberPermission } = await narrow('agents:update');
    expect(setMemberPermission.permissions.find(({ permission }: Answer) => permission === 'agents:update')).toMatchObject({ allowed: false, narrowed: [{ scope: { id: one }, allowed: true }] });
    // Figures would show every agent's row to the database; the list of agents keeps to what may be read.
    const { agents } = await editor.browser.ask('{ agents { totalCount edges { node { id viewerCanUpdate viewerCanPublish } } } }');
    expect(agents).toEqual({ totalCount: 1, edges: [{ node: { id: one, viewerCanUpdate: true, viewerCanPublish: false } }] });
    expect((await editor.browser.ask('query ($id: ID!) { agent(id: $id) { id } }', { id: other })).agent).toBeNull();
    const update = (id: string) => editor.browser.graphql('mutation ($input: UpdateAgentInput!) { updateAgent(input: $input) { __typename } }', { input: { id, config: config('Renamed'), version: 1 } });
    expect((await update(one)).data?.['updateAgent']).toEqual({ __typename: 'Agent' });
    expect((await update(other)).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    // Read everywhere, changed nowhere else.
    await owner.ask(MEMBER_GRANT, { input: { memberId: editor.memberId, permission: 'agents:read', choice: 'grant' } });
    expect((await update(other)).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'agents:update' });
  });

  it('narrowed revocations take away one tag’s documents', async () => {
    const editor = await join(product, owner, 'editor');
    const { createTag } = await owner.ask('mutation ($name: String!) { createTag(input: { name: $name }) { ... on Tag { id } } }', { name: `Secret ${randomUUID().slice(0, 6)}` });
    const [open, secret] = [randomUUID(), randomUUID()];
    for (const id of [open, secret]) await product.sql("insert into documents (workspace_id, id, name, format, size, status, storage_key) values ($1, $2, $3, 'md', 1, 'ready', $3)", [workspaceId, id, `d-${id}`]);
    await product.sql('insert into document_tags values ($1, $2, $3)', [workspaceId, secret, createTag.id]);
    const ids = async (): Promise<string[]> => (await editor.browser.ask('{ documents { edges { node { id viewerCanUpdate } } } }')).documents.edges.map(({ node }: Answer) => node.id);
    expect(await ids()).toEqual(expect.arrayContaining([open, secret]));
    await owner.ask(MEMBER_GRANT, { input: { memberId: editor.memberId, permission: 'knowledge:read', choice: 'revoke', scope: { kind: 'tag', id: createTag.id } } });
    const seen = await ids();
    expect(seen).toContain(open);
    expect(seen).not.toContain(secret);
  });
});

const ASK = `mutation ($permission: String!) { requestAccess(input: { permission: $permission }) { __typename ... on AccessRequest { id status } ${FAILURE} } }`;
const ANSWER = `mutation ($input: AnswerAccessRequestInput!) { answerAccessRequest(input: $input) { __typename ... on AccessRequest { status answer answeredBy } ${FAILURE} } }`;

describe('asking for access', () => {
  it('is kept once, answered with a grant or a reason, and never more than asked', async () => {
    const editor = await join(product, owner, 'editor', 'Asking Editor');
    const ask = async (permission: string): Promise<Answer> => (await editor.browser.ask(ASK, { permission })).requestAccess;
    const first = await ask('agents:read');
    expect(first).toMatchObject({ status: 'open' });
    expect((await ask('agents:read')).id).toBe(first.id);
    expect(await ask('knowledge:read')).toMatchObject({ code: 'already-held' });
    const { accessRequests } = await owner.ask('{ accessRequests(open: true) { totalCount edges { node { id name permission viewerCanAnswer } } } }');
    expect(accessRequests.edges[0].node).toMatchObject({ name: 'Asking Editor', permission: 'agents:read', viewerCanAnswer: true });
    expect((await owner.ask(ANSWER, { input: { id: first.id, grant: false } })).answerAccessRequest.fields).toMatchObject([{ path: 'reason' }]);
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    expect((await owner.ask(ANSWER, { input: { id: first.id, grant: true, reason: 'Launch', expiresAt } })).answerAccessRequest).toMatchObject({ status: 'granted', answer: 'Launch', answeredBy: 'Olivia Owner' });
    expect((await mine(editor.browser)).permissions).toContain('agents:read');
    expect((await owner.ask(ANSWER, { input: { id: first.id, grant: false, reason: 'No' } })).answerAccessRequest).toMatchObject({ code: 'request-answered' });
    const second = await ask('agents:update');
    expect((await owner.ask(ANSWER, { input: { id: second.id, grant: false, reason: 'Ask Adam' } })).answerAccessRequest).toMatchObject({ status: 'declined' });
    const outcomes = [];
    for (const permission of ['agents:create', 'agents:delete', 'agents:publish', 'agents:test', 'knowledge:create', 'knowledge:update', 'knowledge:delete', 'channels:read', 'audit:read']) outcomes.push((await ask(permission)).code);
    expect(outcomes.filter(Boolean)).toEqual(['asked-too-often']);
    expect(await actions()).toEqual(expect.arrayContaining(['access.asked', 'access.granted', 'access.declined']));
  });
});

const VIEW = `mutation ($memberId: ID, $roleId: ID) { viewAs(input: { memberId: $memberId, roleId: $roleId }) { __typename ${FAILURE} } }`;

describe('seeing as somebody else', () => {
  it('shows what they see, changes nothing, and ends with the session or when stopped', async () => {
    const { owner: boss, workspaceId: here } = await product.createWorkspace({ name: 'Viewed' });
    const editor = await join(product, boss, 'editor', 'Seen Editor');
    expect((await editor.browser.graphql(VIEW, { roleId: 'admin' })).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect((await boss.ask(VIEW, { memberId: editor.memberId })).viewAs).toEqual({ __typename: 'ViewingChanged' });
    expect((await boss.ask(MINE)).viewer).toMatchObject({ viewing: { name: 'Seen Editor' }, membership: { role: 'editor' } });
    expect((await boss.graphql('{ members { totalCount } }')).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect((await boss.graphql('mutation { markNotificationsRead(input: {}) { unreadCount } }')).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', viewing: true });
    expect((await boss.ask('mutation { stopViewingAs { viewing } }')).stopViewingAs).toEqual({ viewing: false });
    expect((await mine(boss)).role).toBe('owner');
    await boss.ask(VIEW, { roleId: 'admin' });
    expect((await mine(boss)).role).toBe('admin');
    // The database refuses on its own: uploads go past GraphQL.
    const form = new FormData();
    form.append('id', randomUUID()); form.append('tagIds', '[]'); form.append('file', new Blob(['# A\n\nText.']), 'a.md');
    expect((await boss.fetch('/knowledge/documents', { method: 'POST', body: form })).status).toBe(403);
    expect(await product.sql('select id from documents where workspace_id = $1', [here])).toEqual([]);
    await boss.post('/auth/sign-out', {});
    expect(await product.sql('select session_id from view_as where workspace_id = $1', [here])).toEqual([]);
    expect((await product.sql('select action from audit_events where workspace_id = $1 order by sequence', [here])).map(({ action }) => action)).toEqual(expect.arrayContaining(['viewing.started', 'viewing.stopped', 'viewing.role-started']));
  });
});

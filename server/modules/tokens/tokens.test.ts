import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAgent } from '../../testing/agents.ts';
import { connectLive } from '../../testing/live-connection.ts';
import { join } from '../../testing/people.ts';
import { type Browser, type Product, startProduct } from '../../testing/product.ts';
import { Program } from '../../testing/program.ts';

let product: Product;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const CREATE = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { __typename
  ... on CreatedApiToken { secret token { id ending permissions makerName isMine expiresAt isExpired lastUsedAt } }
  ... on UserError { code message } ... on ValidationError { fields { path message } } } }`;
const REVOKE = 'mutation ($id: ID!) { revokeApiToken(input: { id: $id }) { __typename ... on UserError { code } } }';
const RENAME = 'mutation { updateWorkspace(input: { name: "By token", locale: en, timeZone: "UTC", retentionDays: 30, version: 1 }) { __typename } }';
const AGENTS = '{ agents { edges { node { id } } } }';

const input = (changes: Record<string, unknown> = {}) => ({ input: { kind: 'personal', name: 'Nightly export', permissions: ['workspace:read', 'agents:read'], expiresInDays: 30, ...changes } });

const make = async (browser: Browser, changes: Record<string, unknown> = {}): Promise<{ secret: string; id: string; program: Program }> => {
  const { createApiToken } = await browser.ask(CREATE, input(changes));
  return { secret: createApiToken.secret, id: createApiToken.token.id, program: new Program(product.url, createApiToken.secret) };
};
const codeOf = async (browser: Browser, query: string) => (await browser.graphql(query)).errors?.[0]?.extensions['code'] ?? 'fine';

describe('an API token', () => {
  it('does what it was given and nothing else, as its maker', async () => {
    const { owner, workspaceId } = await product.createWorkspace({ name: 'Bluewood' });
    const { id: agentId } = await addAgent(product, workspaceId);
    const { program, secret, id } = await make(owner);
    expect(secret).toMatch(/^isatis_[\w-]{43}[0-9a-z]{6}$/);
    expect((await program.ask('{ viewer { name membership { role permissions workspace { name } } } }')).viewer)
      .toEqual({ name: 'Olivia Owner', membership: { role: 'owner', permissions: ['agents:read', 'workspace:read'], workspace: { name: 'Bluewood' } } });
    expect((await program.ask(AGENTS)).agents.edges).toEqual([{ node: { id: agentId } }]);
    expect(await codeOf(program, RENAME)).toBe('FORBIDDEN');
    expect(await codeOf(program, '{ auditEvents { edges { node { id } } } }')).toBe('FORBIDDEN');
    const [stored] = await product.sql('select * from api_tokens where id = $1', [id]);
    expect(JSON.stringify(stored)).not.toContain(secret);
    expect((await owner.ask('{ myApiTokens { id name ending lastUsedAt } }')).myApiTokens).toEqual([{ id, name: 'Nightly export', ending: secret.slice(-4), lastUsedAt: expect.any(String) }]);
  });

  it('changes what it may, and the audit log says that it was the token', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { program, id } = await make(owner, { permissions: ['workspace:read', 'workspace:update'] });
    expect((await program.ask(RENAME)).updateWorkspace).toEqual({ __typename: 'Workspace' });
    const events = await product.sql<{ action: string; details: Record<string, unknown> }>('select action, details from audit_events where workspace_id = $1 order by sequence', [workspaceId]);
    expect(events.map(({ action }) => action)).toEqual(['workspace.created', 'token.created', 'workspace.updated']);
    expect(events.at(-1)?.details).toMatchObject({ token: id });
    expect(events.at(1)?.details).not.toHaveProperty('token');
  });

  it('shrinks with its maker, and ends with their membership', async () => {
    const { owner } = await product.createWorkspace();
    const admin = await join(product, owner, 'admin');
    const { program } = await make(admin.browser);
    expect(await codeOf(program, AGENTS)).toBe('fine');
    await owner.ask('mutation ($id: ID!) { changeMemberRole(input: { memberId: $id, role: editor }) { __typename } }', { id: admin.memberId });
    expect(await codeOf(program, AGENTS)).toBe('FORBIDDEN');
    expect(await codeOf(program, '{ workspace { name } }')).toBe('fine');
    await owner.ask('mutation ($id: ID!) { removeMember(input: { memberId: $id }) { __typename } }', { id: admin.memberId });
    expect(await codeOf(program, '{ workspace { name } }')).toBe('UNAUTHENTICATED');
  });

  it('is refused when it was revoked, has expired, or was never made', async () => {
    const { owner } = await product.createWorkspace();
    const [revoked, expired] = [await make(owner), await make(owner)];
    expect((await owner.ask(REVOKE, { id: revoked.id })).revokeApiToken).toEqual({ __typename: 'RevokedApiToken' });
    await product.sql("update api_tokens set expires_at = now() - interval '1 second' where id = $1", [expired.id]);
    expect((await owner.ask('{ myApiTokens { id isExpired } }')).myApiTokens).toEqual([{ id: expired.id, isExpired: true }]);
    const { secret } = await make(owner);
    for (const wrong of [revoked.secret, expired.secret, secret.slice(0, -1), `${secret.slice(0, -7)}${secret.at(-7) === 'A' ? 'B' : 'A'}${secret.slice(-6)}`, 'isatis_', 'x']) {
      expect(await codeOf(new Program(product.url, wrong), '{ workspace { name } }'), wrong.slice(0, 9)).toBe('UNAUTHENTICATED');
    }
  });

  it('reaches its own workspace alone', async () => {
    const { owner } = await product.createWorkspace();
    const { workspaceId: other } = await product.createWorkspace();
    const { program } = await make(owner);
    program.workspaceId = other;
    expect((await (await program.fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', 'x-isatis-workspace': other }, body: JSON.stringify({ query: AGENTS }) })).json() as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('makes and revokes no token', async () => {
    const { owner } = await product.createWorkspace();
    const { program, id } = await make(owner);
    expect((await program.ask(CREATE, input({ permissions: ['workspace:read'] }))).createApiToken).toMatchObject({ code: 'token-by-token' });
    expect((await program.ask(REVOKE, { id })).revokeApiToken).toMatchObject({ code: 'token-by-token' });
  });

  it('hears over a socket without an origin what it may, and no socket opens for a wrong one', async () => {
    const { owner } = await product.createWorkspace();
    const { program, secret } = await make(owner);
    await using live = await connectLive(program, { authorization: `Bearer ${secret}` });
    expect(await live.subscribe('subscription { conversationChanged { id } }').next()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    await using closed = await connectLive(program, { authorization: 'Bearer isatis_wrong' });
    expect(await closed.closed).toBe(4403);
  });
});

describe('making one', () => {
  it('gives nobody more than they hold, and one of the workspace only to who may make it', async () => {
    const { owner } = await product.createWorkspace();
    const editor = await join(product, owner, 'editor');
    expect((await editor.browser.ask(CREATE, input())).createApiToken).toMatchObject({ __typename: 'ValidationError', fields: [{ path: 'permissions' }] });
    expect((await owner.ask(CREATE, input({ permissions: ['tokens:manage'] }))).createApiToken).toMatchObject({ __typename: 'ValidationError' });
    expect((await owner.ask(CREATE, input({ name: ' ', permissions: [], expiresInDays: 400 }))).createApiToken.fields.map(({ path }: { path: string }) => path)).toEqual(['name', 'permissions', 'expiresInDays']);
    expect((await editor.browser.graphql(CREATE, input({ kind: 'workspace', permissions: ['workspace:read'] }))).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'tokens:manage' });
    expect((await editor.browser.ask('{ apiTokenPermissions }')).apiTokenPermissions).not.toContain('agents:read');
  });

  it('shows others’ tokens to who manages them, who may end them; nobody else sees or ends them', async () => {
    const { owner } = await product.createWorkspace();
    const [editor, other] = [await join(product, owner, 'editor', 'Edith Editor'), await join(product, owner, 'admin')];
    const { id } = await make(editor.browser, { permissions: ['workspace:read'] });
    expect((await other.browser.ask('{ myApiTokens { id } }')).myApiTokens).toEqual([]);
    expect(await codeOf(other.browser, '{ apiTokens { id } }')).toBe('FORBIDDEN');
    expect((await other.browser.graphql(REVOKE, { id })).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    expect((await owner.ask('{ apiTokens { id makerName isMine } }')).apiTokens).toEqual([{ id, makerName: 'Edith Editor', isMine: false }]);
    expect((await owner.ask(REVOKE, { id })).revokeApiToken).toEqual({ __typename: 'RevokedApiToken' });
  });
});

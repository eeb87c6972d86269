import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, type Product, startProduct } from '../../testing/product.ts';

let product: Product;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const UPDATE = `mutation ($input: UpdateWorkspaceInput!) { updateWorkspace(input: $input) {
  __typename ... on Workspace { name retentionDays version } ... on StaleError { currentVersion message } ... on ValidationError { fields { path message } } } }`;

describe('setting up', () => {
  it('makes the owner, the workspace and the first audit event, once', async () => {
    const { owner, workspaceId } = await product.createWorkspace({ name: 'Bluewood' });
    const { viewer } = await owner.ask('{ viewer { name membership { role permissions workspace { name } } } }');
    expect(viewer.membership).toMatchObject({ role: 'owner', workspace: { name: 'Bluewood' } });
    expect(viewer.membership.permissions).toContain('members:remove');
    expect(await product.sql('select action from audit_events where workspace_id = $1', [workspaceId])).toEqual([{ action: 'workspace.created' }]);
    const again = await product.browser().post('/auth/setup', { code: 'x', name: 'Eve', email: 'eve@example.com', password: PASSWORD, workspaceName: 'E', locale: 'en', timeZone: 'UTC' });
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ error: { code: 'setup-claimed' } });
  });

  it('says which fields are wrong', async () => {
    const answer = await product.browser().post('/auth/setup', { code: 'x', name: '', email: 'nobody', password: 'short', workspaceName: 'E', locale: 'en', timeZone: 'Mars/Base' });
    expect(answer.status).toBe(422);
    const { error } = (await answer.json()) as { error: { fields: { path: string; message: string }[] } };
    expect(error.fields.map(({ path }) => path).toSorted()).toEqual(['email', 'name', 'password', 'timeZone']);
    expect(error.fields.every(({ message }) => message.length > 10)).toBe(true);
  });
});

describe('a workspace', () => {
  it('is changed with its audit event, and a stale form changes nothing', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const input = { name: 'Renamed', locale: 'it', timeZone: 'Europe/Rome', retentionDays: 14, version: 1 };
    expect((await owner.ask(UPDATE, { input })).updateWorkspace).toEqual({ __typename: 'Workspace', name: 'Renamed', retentionDays: 14, version: 2 });
    expect((await owner.ask(UPDATE, { input: { ...input, name: 'Late' } })).updateWorkspace).toMatchObject({ __typename: 'StaleError', currentVersion: 2 });
    expect((await owner.ask('{ workspace { name } }')).workspace.name).toBe('Renamed');
    expect(await product.sql('select action from audit_events where workspace_id = $1 order by sequence', [workspaceId])).toEqual([{ action: 'workspace.created' }, { action: 'workspace.updated' }]);
  });

  it('refuses what can’t be, field by field', async () => {
    const { owner } = await product.createWorkspace();
    const { updateWorkspace } = await owner.ask(UPDATE, { input: { name: ' ', locale: 'en', timeZone: 'Nowhere', retentionDays: 0, version: 1 } });
    expect(updateWorkspace.fields.map(({ path }: { path: string }) => path)).toEqual(['name', 'timeZone', 'retentionDays']);
  });

  it('is invisible to another workspace, and to nobody', async () => {
    const { workspaceId } = await product.createWorkspace();
    const { owner: other } = await product.createWorkspace();
    other.workspaceId = workspaceId;
    expect((await other.graphql('{ workspace { name } }')).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect((await product.browser().graphql('{ workspace { name } }')).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });

  it('refuses a request that another site makes the browser send', async () => {
    const { owner } = await product.createWorkspace();
    const answer = await owner.post('/graphql', { query: '{ viewer { name } }' }, { origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
  });
});

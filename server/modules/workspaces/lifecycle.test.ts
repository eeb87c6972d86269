import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join } from '../../testing/people.ts';
import { type Browser, type Product, startProduct } from '../../testing/product.ts';
import { fill } from '../../testing/samples.ts';

const MINUTES = 60_000;
const CREATE = 'mutation ($input: CreateWorkspaceInput!) { createWorkspace(input: $input) { __typename ... on CreatedWorkspace { id name } ... on UserError { code message } } }';
const DELETE = 'mutation ($name: String!) { deleteWorkspace(input: { name: $name }) { __typename ... on Workspace { deletesAt } ... on ValidationError { fields { path message } } ... on UserError { code message } } }';
const KEEP = 'mutation { keepWorkspace { __typename ... on Workspace { deletesAt } ... on UserError { code } } }';
const MINE = '{ viewer { membership { role workspace { id name deletesAt } } memberships { workspace { name } } closedWorkspaces { name owners deletesAt } } }';

let product: Product;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const actions = async (workspaceId: string): Promise<readonly string[]> => (await product.sql<{ action: string }>('select action from audit_events where workspace_id = $1 order by sequence', [workspaceId])).map(({ action }) => action);
const inWorkspace = (browser: Browser, id: string): Browser => Object.assign(product.browser(), { cookie: browser.cookie, workspaceId: id });

describe('another workspace', () => {
  it('is made by anybody who is signed in, and worked in beside the first', async () => {
    const { owner } = await product.createWorkspace({ name: 'First' });
    const { browser } = await join(product, owner, 'editor');
    const { createWorkspace } = await browser.ask(CREATE, { input: { name: ' Second ', locale: 'it', timeZone: 'Europe/Rome' } });
    expect(createWorkspace).toMatchObject({ __typename: 'CreatedWorkspace', name: 'Second' });
    const { viewer } = await inWorkspace(browser, createWorkspace.id).ask(MINE);
    expect(viewer).toMatchObject({ membership: { role: 'owner', workspace: { name: 'Second', deletesAt: null } }, memberships: [{ workspace: { name: 'First' } }, { workspace: { name: 'Second' } }] });
    expect((await browser.ask(MINE)).viewer.membership.role).toBe('editor');
    expect(await actions(createWorkspace.id)).toEqual(['workspace.created']);
  });

  it('is refused with a sentence when it has no name, or one owns too many', async () => {
    const { owner } = await product.createWorkspace();
    expect((await owner.ask(CREATE, { input: { name: ' ', locale: 'en', timeZone: 'UTC' } })).createWorkspace.__typename).toBe('ValidationError');
    const { viewer } = await owner.ask('{ viewer { id } }');
    await product.sql("with made as (insert into workspaces (workspace_id, name) select gen_random_uuid(), 'W' from generate_series(1, 19) returning workspace_id) insert into members (workspace_id, user_id, role) select workspace_id, $1, 'owner' from made", [viewer.id]);
    expect((await owner.ask(CREATE, { input: { name: 'One more', locale: 'en', timeZone: 'UTC' } })).createWorkspace).toMatchObject({ code: 'too-many-workspaces' });
  });

  it('is not made with an API token', async () => {
    const { owner } = await product.createWorkspace();
    const { createApiToken } = await owner.ask('mutation { createApiToken(input: { kind: personal, name: "T", permissions: ["workspace:read"], expiresInDays: 3 }) { ... on CreatedApiToken { secret } } }');
    const answer = await product.browser().post('/graphql', { query: CREATE, variables: { input: { name: 'No', locale: 'en', timeZone: 'UTC' } } }, { authorization: `Bearer ${createApiToken.secret}` });
    expect(((await answer.json()) as { data: { createWorkspace: unknown } }).data.createWorkspace).toMatchObject({ code: 'workspace-by-token' });
  });
});

describe('deleting a workspace', () => {
  it('takes its typed name, shuts everybody but the owners out at once, and is undone by an owner', async () => {
    const { owner, workspaceId } = await product.createWorkspace({ name: 'Harbour' });
    const { browser: admin } = await join(product, owner, 'admin');
    expect((await owner.ask(DELETE, { name: 'harbour' })).deleteWorkspace).toMatchObject({ __typename: 'ValidationError', fields: [{ path: 'name' }] });
    expect((await admin.graphql(DELETE, { name: 'Harbour' })).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    const { deleteWorkspace } = await owner.ask(DELETE, { name: 'Harbour' });
    const days = (new Date(deleteWorkspace.deletesAt).getTime() - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThan(7.1);
    expect((await owner.ask(DELETE, { name: 'Harbour' })).deleteWorkspace).toMatchObject({ code: 'workspace-closed-already' });

    const { viewer } = await admin.ask(MINE);
    expect(viewer).toEqual({ membership: null, memberships: [], closedWorkspaces: [{ name: 'Harbour', owners: ['Olivia Owner'], deletesAt: deleteWorkspace.deletesAt }] });
    expect((await admin.graphql('{ members { totalCount } }')).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect((await owner.ask(MINE)).viewer.membership.workspace.deletesAt).toBe(deleteWorkspace.deletesAt);
    expect((await owner.ask('{ members { totalCount } }')).members.totalCount).toBe(2);

    expect((await owner.ask(KEEP)).keepWorkspace).toEqual({ __typename: 'Workspace', deletesAt: null });
    expect((await admin.ask(MINE)).viewer.membership.role).toBe('admin');
    expect((await owner.ask(KEEP)).keepWorkspace).toMatchObject({ code: 'workspace-not-closed' });
    expect((await actions(workspaceId)).slice(-2)).toEqual(['workspace.closed', 'workspace.kept']);
  });

  it('takes everything with it when its time is over: rows, key, files and index', async () => {
    const { owner, workspaceId } = await product.createWorkspace({ name: 'Gone' });
    const { owner: other, workspaceId: kept } = await product.createWorkspace({ name: 'Kept' });
    await fill(product, owner, workspaceId);
    expect(await readdir(path.join(product.dataDir, 'files', 'knowledge'))).toContain(workspaceId);
    await owner.ask(DELETE, { name: 'Gone' });
    const index = path.join(product.dataDir, 'index');
    const nightly = async (): Promise<void> => {
      await product.sql("select graphile_worker.add_job('workspaces:delete-due')");
      await expect.poll(async () => (await product.sql('select 1 from graphile_worker._private_jobs')).length, { timeout: 20_000 }).toBe(0);
    };
    const isIndexed = async (): Promise<boolean> => (await readdir(index, { recursive: true })).some((name) => name.includes(workspaceId));
    expect(await isIndexed()).toBe(true);
    await nightly();
    expect(await product.sql('select 1 from workspaces where workspace_id = $1', [workspaceId])).toHaveLength(1);
    await product.sql("update workspaces set deletes_at = now() - interval '1 second' where workspace_id = $1", [workspaceId]);
    await nightly();
    const tables = await product.sql<{ name: string }>("select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name) where c.table_schema = 'public' and c.column_name = 'workspace_id' and t.table_type = 'BASE TABLE'");
    for (const { name } of tables) expect(await product.sql(`select 1 from ${name} where workspace_id = $1 limit 1`, [workspaceId]), name).toEqual([]);
    expect(await readdir(path.join(product.dataDir, 'files', 'knowledge'))).not.toContain(workspaceId);
    expect(await isIndexed()).toBe(false);
    expect((await owner.ask(MINE)).viewer.membership).toBeNull();
    expect((await other.ask(MINE)).viewer.membership.workspace.id).toBe(kept);
  }, 2 * MINUTES);

  it('is refused by the database itself to who may not delete it', async () => {
    const { workspaceId } = await product.createWorkspace();
    const attempt = product.sql(`do $$ begin perform set_config('app.workspace_id', '${workspaceId}', true), set_config('app.permissions', 'member workspace:update', true); set local role isatis_app; update workspaces set deletes_at = now(); end $$`);
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join } from '../../testing/people.ts';
import { type Browser, type Product, startProduct } from '../../testing/product.ts';

let product: Product;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const OUTCOME = '__typename ... on SavedViews { id views { id name query hiddenColumns } } ... on UserError { code message } ... on ValidationError { fields { path message } }';
const list = async (browser: Browser, of = 'members') => (await browser.ask('query ($list: ID!) { savedViews(list: $list) { id views { id name query hiddenColumns } } }', { list: of })).savedViews.views;
const save = async (browser: Browser, name: string, more: object = {}) =>
  (await browser.ask(`mutation ($input: SaveViewInput!) { saveView(input: $input) { ${OUTCOME} } }`, { input: { list: 'members', name, query: 'role=admin&sort=name', hiddenColumns: ['joined'], ...more } })).saveView;
const change = async (browser: Browser, input: object) => (await browser.ask(`mutation ($input: ChangeSavedViewInput!) { changeSavedView(input: $input) { ${OUTCOME} } }`, { input })).changeSavedView;
const remove = (browser: Browser, id: string) => browser.graphql(`mutation ($input: DeleteSavedViewInput!) { deleteSavedView(input: $input) { ${OUTCOME} } }`, { input: { id } });

describe('saved views of a list', () => {
  it('are kept with filters, order and columns, by name, each list’s apart', async () => {
    const { owner } = await product.createWorkspace();
    await save(owner, '  Idle admins ');
    await save(owner, 'Away', { query: 'status=idle', hiddenColumns: [] });
    await save(owner, 'Away', { list: 'documents', query: 'status=failed' });
    expect(await list(owner)).toEqual([
      { id: expect.any(String), name: 'Away', query: 'status=idle', hiddenColumns: [] },
      { id: expect.any(String), name: 'Idle admins', query: 'role=admin&sort=name', hiddenColumns: ['joined'] },
    ]);
    expect(await list(owner, 'documents')).toHaveLength(1);
  });

  it('get another name, show what is seen now, and are forgotten', async () => {
    const { owner } = await product.createWorkspace();
    const { views: [{ id }] } = await save(owner, 'Admins');
    expect(await change(owner, { id, name: 'ADMINS' })).toMatchObject({ __typename: 'SavedViews', views: [{ name: 'ADMINS', query: 'role=admin&sort=name', hiddenColumns: ['joined'] }] });
    expect(await change(owner, { id, query: 'role=owner', hiddenColumns: [] })).toMatchObject({ views: [{ name: 'ADMINS', query: 'role=owner', hiddenColumns: [] }] });
    expect((await remove(owner, id)).data?.['deleteSavedView']).toMatchObject({ id: 'members', views: [] });
    expect((await remove(owner, id)).errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are refused without a name, with one that is taken, past the limit, and for no list', async () => {
    const { owner } = await product.createWorkspace();
    await save(owner, 'Admins');
    const { views } = await save(owner, 'Editors');
    expect(await save(owner, ' ')).toMatchObject({ __typename: 'ValidationError', fields: [{ path: 'name', message: 'This can’t be empty.' }] });
    expect(await save(owner, 'admins')).toMatchObject({ __typename: 'ValidationError', fields: [{ path: 'name', message: 'You already have a view “admins” of this list.' }] });
    expect(await change(owner, { id: views[1].id, name: 'Admins' })).toMatchObject({ __typename: 'ValidationError' });
    expect(await save(owner, 'X', { query: 'q='.padEnd(2001, 'x') })).toMatchObject({ __typename: 'ValidationError', fields: [{ path: 'query' }] });
    expect(await save(owner, 'X', { list: '../members' })).toMatchObject({ __typename: 'ValidationError', fields: [{ path: 'list' }] });
    for (let count = 2; count < 30; count += 1) await save(owner, `View ${count}`);
    expect(await save(owner, 'One too many')).toMatchObject({ __typename: 'RuleError', code: 'views-too-many', message: expect.stringContaining('30') });
    await product.sql("insert into saved_views (workspace_id, user_id, list, name, query) select workspace_id, user_id, 'x.' || n, 'x', '' from saved_views, generate_series(1, 270) n where name = 'View 2'");
    expect(await save(owner, 'One too many', { list: 'documents' })).toMatchObject({ __typename: 'RuleError', code: 'views-too-many-in-all', message: expect.stringContaining('300') });
  });

  it('are their person’s alone, in this workspace alone, and go with the membership', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { browser: editor, memberId } = await join(product, owner, 'editor');
    const { views: [mine] } = await save(owner, 'Mine');
    expect(await list(editor)).toEqual([]);
    expect((await remove(editor, mine.id)).errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
    expect(await list(owner)).toHaveLength(1);
    await save(editor, 'Theirs');
    await product.sql('delete from members where workspace_id = $1 and id = $2', [workspaceId, memberId]);
    expect(await product.sql('select name from saved_views where workspace_id = $1', [workspaceId])).toEqual([{ name: 'Mine' }]);
  });

  it('aren’t changed by who sees the console as somebody else', async () => {
    const { owner } = await product.createWorkspace();
    await owner.ask('mutation ($input: ViewAsInput!) { viewAs(input: $input) { __typename } }', { input: { roleId: 'editor' } });
    const answer = await owner.graphql('mutation ($input: SaveViewInput!) { saveView(input: $input) { __typename } }', { input: { list: 'members', name: 'X', query: '', hiddenColumns: [] } });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setRole } from '../../testing/people.ts';
import { type Browser, type Product, startProduct } from '../../testing/product.ts';
import { Visitor } from '../../testing/visitor.ts';

let product: Product;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const PARTS = `id version publicKey widgetTag demoUrl draftChanges recentChats viewerCanUpdate viewerCanPublish viewerCanTest viewerCanDelete
  draft { name goal instructions tone fallback tags { id name } } live { id number publishedBy config { name } } versions { number config { name } }`;
const ERRORS = '... on UserError { code message } ... on ValidationError { fields { path message } } ... on StaleError { currentVersion }';
const CREATE = `mutation ($input: CreateAgentInput!) { createAgent(input: $input) { __typename ... on Agent { ${PARTS} } ... on UserError { code message } ... on ValidationError { fields { path message } } } }`;
const UPDATE = `mutation ($input: UpdateAgentInput!) { updateAgent(input: $input) { __typename ... on Agent { ${PARTS} } ${ERRORS} } }`;
const PUBLISH = `mutation ($input: PublishAgentInput!) { publishAgent(input: $input) { __typename ... on Agent { ${PARTS} } ... on UserError { code message } ... on StaleError { currentVersion } } }`;
const DELETE = 'mutation ($id: ID!) { deleteAgent(input: { id: $id }) { __typename ... on DeletedAgent { id } } }';

const config = (given: Record<string, unknown> = {}): Record<string, unknown> =>
  ({ name: 'Aria', goal: 'Helps guests of the hotel', instructions: 'Answer briefly.', tone: 'friendly', tagIds: [], fallback: 'I’ll ask a colleague.', ...given });
const create = async (browser: Browser, given: Record<string, unknown> = {}, id: string = randomUUID()): Promise<any> => (await browser.ask(CREATE, { input: { id, config: config(given) } }))['createAgent'];
const update = async (browser: Browser, id: string, version: number, given: Record<string, unknown> = {}): Promise<any> => (await browser.ask(UPDATE, { input: { id, version, config: config(given) } }))['updateAgent'];
const publish = async (browser: Browser, id: string, version: number): Promise<any> => (await browser.ask(PUBLISH, { input: { id, version } }))['publishAgent'];
const eventsOf = async (workspaceId: string) => (await product.sql('select action, details from audit_events where workspace_id = $1 order by sequence', [workspaceId])).slice(1);
const makeTag = async (browser: Browser, name: string): Promise<string> => (await browser.ask('mutation ($name: String!) { createTag(input: { name: $name }) { ... on Tag { id } } }', { name }))['createTag'].id;

describe('an agent', () => {
  it('is created once, as a draft that nobody reaches', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const tag = await makeTag(owner, 'Guests');
    const id = randomUUID();
    const agents = await Promise.all([create(owner, { tagIds: [tag, tag] }, id), create(owner, { tagIds: [tag] }, id)]);
    const [agent] = agents;
    expect(agents[1]).toEqual(agent);
    expect(agent).toMatchObject({
      __typename: 'Agent', id, version: 1, live: null, versions: [], widgetTag: null, demoUrl: null, recentChats: [0, 0, 0, 0, 0, 0, 0],
      draftChanges: ['name', 'goal', 'instructions', 'tone', 'tags', 'fallback'], draft: { name: 'Aria', tone: 'friendly', tags: [{ id: tag, name: 'Guests' }] },
      viewerCanUpdate: true, viewerCanPublish: true, viewerCanTest: true, viewerCanDelete: true,
    });
    expect(agent.publicKey).toMatch(/^[0-9a-f]{24}$/);
    expect(await eventsOf(workspaceId)).toEqual([{ action: 'tag.created', details: {} }, { action: 'agent.created', details: {} }]);
    const visitor = new Visitor(product.url);
    await visitor.send({ type: 'hello', agent: agent.publicKey, visitorId: null, visitorSecret: null, conversationId: null, locale: 'en' });
    expect(await visitor.next('error')).toMatchObject({ code: 'not-published' });
    visitor.vanish();
  });

  it('is published in versions that never change', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { id, publicKey } = await create(owner);
    const first = await publish(owner, id, 1);
    expect(first).toMatchObject({ version: 2, draftChanges: [], live: { id: `${id}/1`, number: 1, publishedBy: 'Olivia Owner', config: { name: 'Aria' } } });
    expect(first.widgetTag).toBe(`<script src="${product.url}/widget.js" data-agent="${publicKey}" async></script>`);
    expect(first.demoUrl).toBe(`${product.url}/demo/${publicKey}`);
    expect(await publish(owner, id, 2)).toMatchObject({ __typename: 'RuleError', code: 'nothing-to-publish', message: expect.stringContaining('1') });
    expect(await update(owner, id, 2, { name: 'Bea', tone: 'formal' })).toMatchObject({ version: 3, draftChanges: ['name', 'tone'], live: { config: { name: 'Aria' } } });
    expect(await publish(owner, id, 2)).toMatchObject({ __typename: 'StaleError', currentVersion: 3 });
    const second = await publish(owner, id, 3);
    expect(second).toMatchObject({ live: { number: 2, config: { name: 'Bea' } }, versions: [{ number: 2, config: { name: 'Bea' } }, { number: 1, config: { name: 'Aria' } }] });
    expect(await eventsOf(workspaceId)).toEqual([
      { action: 'agent.created', details: {} }, { action: 'agent.published', details: { number: 1 } }, { action: 'agent.updated', details: { changed: ['name', 'tone'] } }, { action: 'agent.published', details: { number: 2 } },
    ]);
    const visitor = new Visitor(product.url);
    expect(await visitor.hello(publicKey)).toMatchObject({ agentName: 'Bea' });
    visitor.vanish();
  });

  it('keeps what was typed away from what somebody else saved meanwhile', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { id } = await create(owner);
    await update(owner, id, 1, { goal: 'First' });
    expect(await update(owner, id, 1, { goal: 'Late' })).toMatchObject({ __typename: 'StaleError', currentVersion: 2 });
    expect(await update(owner, id, 2, { goal: 'First' })).toMatchObject({ version: 2, draft: { goal: 'First' } });
    expect((await eventsOf(workspaceId)).map(({ action }) => action)).toEqual(['agent.created', 'agent.updated']);
  });

  it('is refused field by field', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { owner: other } = await product.createWorkspace();
    const theirs = await makeTag(other, 'Theirs');
    const refused = await create(owner, { name: ' ', goal: 'x'.repeat(501), instructions: 'x'.repeat(8001), fallback: '', tagIds: ['none'] });
    expect(refused.fields.map(({ path }: any) => path)).toEqual(['config.name', 'config.goal', 'config.instructions', 'config.tagIds.0', 'config.fallback']);
    expect((await create(owner, { tagIds: [theirs] })).fields).toMatchObject([{ path: 'config.tagIds' }]);
    expect((await create(owner, {}, 'one')).fields).toMatchObject([{ path: 'id' }]);
    const { id } = await create(owner);
    expect((await update(owner, id, 1, { tagIds: [theirs] })).fields).toMatchObject([{ path: 'config.tagIds' }]);
    expect((await update(owner, id, 1, { name: 'x'.repeat(61) })).fields).toMatchObject([{ path: 'config.name', message: expect.stringContaining('60') }]);
    expect((await eventsOf(workspaceId)).map(({ action }) => action)).toEqual(['agent.created']);
  });

  it('is gone for everybody when it is deleted', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { id, publicKey } = await create(owner);
    await publish(owner, id, 1);
    expect((await owner.ask(DELETE, { id }))['deleteAgent']).toEqual({ __typename: 'DeletedAgent', id });
    expect((await owner.ask('query ($id: ID!) { agent(id: $id) { id } agents { totalCount } }', { id }))).toEqual({ agent: null, agents: { totalCount: 0 } });
    expect((await owner.graphql(DELETE, { id })).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    expect(await create(owner, {}, id)).toMatchObject({ __typename: 'RuleError', code: 'agent-deleted' });
    const visitor = new Visitor(product.url);
    await visitor.send({ type: 'hello', agent: publicKey, visitorId: null, visitorSecret: null, conversationId: null, locale: 'en' });
    expect(await visitor.next('error')).toMatchObject({ code: 'unknown-agent' });
    visitor.vanish();
    expect((await eventsOf(workspaceId)).at(-1)).toEqual({ action: 'agent.deleted', details: {} });
  });

  it('is listed newest first, with the chats of seven days for who may see them', async () => {
    const { owner, workspaceId } = await product.createWorkspace({ timeZone: 'Pacific/Kiritimati' });
    const ids: string[] = [];
    for (const name of ['A', 'B', 'C']) ids.push((await create(owner, { name })).id);
    await product.sql("insert into analytics_days (workspace_id, day, agent_id, chats) select $1, (now() at time zone 'Pacific/Kiritimati')::date - back, $2::uuid, 10 - back from generate_series(0, 8) back", [workspaceId, ids[0]]);
    const LIST = 'query ($after: String) { agents(first: 2, after: $after) { totalCount viewerCanCreate pageInfo { hasNextPage endCursor } edges { node { draft { name } recentChats } } } }';
    const { agents } = await owner.ask(LIST);
    expect(agents).toMatchObject({ totalCount: 3, viewerCanCreate: true, pageInfo: { hasNextPage: true }, edges: [{ node: { draft: { name: 'C' } } }, { node: { draft: { name: 'B' } } }] });
    const { agents: rest } = await owner.ask(LIST, { after: agents.pageInfo.endCursor });
    expect(rest).toMatchObject({ pageInfo: { hasNextPage: false }, edges: [{ node: { draft: { name: 'A' }, recentChats: [4, 5, 6, 7, 8, 9, 10] } }] });
    await setRole(product, workspaceId, 'admin');
    await product.sql("insert into grants (workspace_id, role, permission, effect) values ($1, 'admin', 'analytics:read', 'revoke')", [workspaceId]);
    expect((await owner.ask(LIST))['agents'].edges[0].node.recentChats).toBeNull();
  });
});

describe('who may', () => {
  it('an editor sees and changes no agent', async () => {
    const { owner: editor, workspaceId } = await product.createWorkspace();
    const { id } = await create(editor);
    await setRole(product, workspaceId, 'editor');
    const operations: [string, Record<string, unknown>, string][] = [
      ['{ agents { totalCount } }', {}, 'agents:read'], ['query ($id: ID!) { agent(id: $id) { id } }', { id }, 'agents:read'], [CREATE, { input: { id: randomUUID(), config: config() } }, 'agents:create'],
      [UPDATE, { input: { id, version: 1, config: config({ name: 'Eve' }) } }, 'agents:update'], [PUBLISH, { input: { id, version: 1 } }, 'agents:publish'], [DELETE, { id }, 'agents:delete'],
    ];
    for (const [query, variables, permission] of operations) expect((await editor.graphql(query, variables)).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission });
    expect(await product.sql("select draft->>'name' as name, version, live_version, deleted_at from agents where workspace_id = $1", [workspaceId])).toEqual([{ name: 'Aria', version: 1, live_version: null, deleted_at: null }]);
    expect(await eventsOf(workspaceId)).toHaveLength(1);
  });

  it('another workspace’s agents are as if they were not there', async () => {
    const { owner } = await product.createWorkspace();
    const { owner: other } = await product.createWorkspace();
    const { id } = await create(owner);
    expect((await other.ask('query ($id: ID!) { agent(id: $id) { id } }', { id }))['agent']).toBeNull();
    expect((await other.ask('{ agent(id: "nonsense") { id } }'))['agent']).toBeNull();
    for (const [query, variables] of [[UPDATE, { input: { id, version: 1, config: config() } }], [PUBLISH, { input: { id, version: 1 } }], [DELETE, { id }], [DELETE, { id: 'nonsense' }]] as const) {
      expect((await other.graphql(query, variables)).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    }
    expect((await owner.ask('query ($id: ID!) { agent(id: $id) { version } }', { id }))['agent']).toEqual({ version: 1 });
  });
});

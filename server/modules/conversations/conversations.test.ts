import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addAgent } from '../../testing/agents.ts';
import { type Answer, type Product, startProduct } from '../../testing/product.ts';
import { Visitor } from '../../testing/visitor.ts';

let product: Product;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const setUp = async () => {
  const workspace = await product.createWorkspace();
  return { ...workspace, agent: await addAgent(product, workspace.workspaceId) };
};
/** A visitor of their own who writes some messages; returns the conversation's id. */
const converse = async (key: string, ...texts: string[]): Promise<string> => {
  const visitor = new Visitor(product.url);
  await visitor.hello(key);
  let id = '';
  for (const text of texts) id = (await visitor.ask(text)).accepted.conversationId;
  visitor.vanish();
  return id;
};
const LIST = 'query ($search: String, $first: Int, $after: String, $agentId: ID) { conversations(search: $search, first: $first, after: $after, agentId: $agentId) { totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } }';
const ids = ({ conversations }: Record<string, Answer>): string[] => conversations.edges.map(({ node }: { node: { id: string } }) => node.id);

describe('the list', () => {
  it('is read page by page, newest first, and filtered by agent', async () => {
    const { owner, workspaceId, agent } = await setUp();
    const other = await addAgent(product, workspaceId);
    const all = [await converse(agent.key, 'Hello'), await converse(other.key, 'Hello'), await converse(agent.key, 'Hello')].toReversed();
    const first = await owner.ask(LIST, { first: 2 });
    expect(ids(first)).toEqual(all.slice(0, 2));
    expect(first.conversations).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const second = await owner.ask(LIST, { first: 2, after: first.conversations.pageInfo.endCursor });
    expect(ids(second)).toEqual(all.slice(2));
    expect(ids(await owner.ask(LIST, { agentId: other.id }))).toEqual([all[1]]);
    expect(ids(await owner.ask(LIST, { agentId: 'x' }))).toEqual([]);
  });

  it('is searched by the words that were said, by whomever, whatever their case and accents', async () => {
    const { owner, agent } = await setUp();
    const cafe = await converse(agent.key, 'Hello', 'Is there a Café with WiFi?');
    const umbrella = await converse(agent.key, 'I lost my umbrella at the cafe');
    await converse(agent.key, 'Good morning');
    expect(ids(await owner.ask(LIST, { search: 'cafe wifi' }))).toEqual([cafe]);
    expect(ids(await owner.ask(LIST, { search: ' CAFÉ ' }))).toEqual([umbrella, cafe]);
    expect(ids(await owner.ask(LIST, { search: 'help@example.com umbrella' }))).toEqual([umbrella]);
    expect(ids(await owner.ask(LIST, { search: 'cactus' }))).toEqual([]);
    expect(ids(await owner.ask(LIST, { search: cafe }))).toEqual([cafe]);
    const page = await owner.ask(LIST, { search: 'cafe', first: 1 });
    expect(page.conversations).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
    const rest = await owner.ask(LIST, { search: 'cafe', first: 1, after: page.conversations.pageInfo.endCursor });
    expect(ids(rest)).toEqual([cafe]);
    expect(rest.conversations).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: false } });
  });

  it('shows nothing of another workspace', async () => {
    const { agent } = await setUp();
    const id = await converse(agent.key, 'Hello');
    const { owner: stranger } = await product.createWorkspace();
    expect(await stranger.ask('query ($id: ID!) { conversation(id: $id) { id } }', { id })).toEqual({ conversation: null });
    expect(ids(await stranger.ask(LIST, { search: id }))).toEqual([]);
    expect(await stranger.ask('{ conversation(id: "x") { id } }')).toEqual({ conversation: null });
  });
});

describe('a transcript', () => {
  it('is read page by page, oldest first', async () => {
    const { owner, agent } = await setUp();
    const id = await converse(agent.key, 'Hello', 'Thanks', 'Bye');
    const query = 'query ($id: ID!, $after: String) { conversation(id: $id) { messages(first: 4, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { author text } } } } }';
    const { messages } = (await owner.ask(query, { id })).conversation;
    expect(messages.edges.map(({ node }: { node: { author: string } }) => node.author)).toEqual(['visitor', 'agent', 'visitor', 'agent']);
    expect(messages).toMatchObject({ totalCount: 6, pageInfo: { hasNextPage: true } });
    const rest = (await owner.ask(query, { id, after: messages.pageInfo.endCursor })).conversation.messages;
    expect(rest.edges.map(({ node }: { node: { text: string } }) => node.text)[0]).toBe('Bye');
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });
});

describe('retention', () => {
  it('deletes what is older than the workspace keeps, with its visitor, and leaves the figures', async () => {
    const { owner, workspaceId, agent } = await setUp();
    const [old, kept] = [await converse(agent.key, 'Hello'), await converse(agent.key, 'Hello')];
    const patient = await setUp();
    const elsewhere = await converse(patient.agent.key, 'Hello');
    await product.sql('update workspaces set retention_days = 90 where workspace_id = $1', [patient.workspaceId]);
    const age = async (id: string, days: number) => {
      await product.sql("update visitors set last_seen_at = now() - make_interval(days => $2) where id = (select visitor_id from conversations where id = $1)", [id, days]);
      await product.sql('update conversations set started_at = started_at - make_interval(days => $2), last_message_at = last_message_at - make_interval(days => $2) where id = $1', [id, days]);
    };
    await age(old, 31);
    await age(kept, 29);
    await age(elsewhere, 89);
    await product.sql("select graphile_worker.add_job('conversations:retention', '{}'::json)");
    await vi.waitFor(async () => expect(ids(await owner.ask(LIST))).toEqual([kept]), { timeout: 10_000 });
    await vi.waitFor(async () => expect(await product.sql('select count(*)::integer as visitors from visitors where workspace_id = $1', [workspaceId])).toEqual([{ visitors: 1 }]));
    expect(await product.sql('select count(*)::integer as messages from messages where workspace_id = $1', [workspaceId])).toEqual([{ messages: 2 }]);
    expect(ids(await patient.owner.ask(LIST))).toEqual([elsewhere]);
    expect((await owner.ask('{ analytics { totals { visitors chats messages } } }')).analytics.totals).toEqual({ visitors: 2, chats: 2, messages: 4 });
  });
});

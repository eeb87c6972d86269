import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../main.ts';
import { OperatorError } from '../platform/failure.ts';
import { type Answer, type Browser, type Product, startProduct } from '../testing/product.ts';
import { Visitor } from '../testing/visitor.ts';

type Row = Record<string, Answer>;

let product: Product;
beforeAll(async () => { product = await startProduct({}, { demo: true }); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const signIn = async (role: string): Promise<Browser> => {
  const person = product.server.demo?.find((each) => each.role === role);
  const browser = product.browser();
  expect((await browser.post('/auth/sign-in/email', { email: person?.email, password: person?.password })).status).toBe(200);
  return browser;
};

describe('the sample workspace', () => {
  it('claims the installation, and everybody can sign in', async () => {
    expect(product.server.setupUrl).toBeNull();
    for (const role of ['owner', 'admin', 'editor']) expect((await (await signIn(role)).ask('{ viewer { membership { role workspace { name timeZone } } } }')).viewer.membership).toEqual({ role, workspace: { name: 'Tavola & Co.', timeZone: 'Europe/Rome' } });
  });

  it('has documents that are ready and conversations whose citations lead to them', async () => {
    const owner = await signIn('owner');
    const { documents, conversations } = await owner.ask('{ documents { totalCount edges { node { name status sectionCount tags { name } } } } conversations(first: 100) { totalCount edges { node { excerpt feedbackUp startedAt messages { edges { node { author outcome text citations { documentName sectionId quote } } } } } } } }');
    expect(documents.totalCount).toBe(7);
    expect(documents.edges.every(({ node }: { node: Row }) => node.status === 'ready' && node.sectionCount > 3 && node.tags.length > 0)).toBe(true);
    expect(conversations.totalCount).toBeGreaterThan(200);
    const answers = conversations.edges.flatMap(({ node }: { node: Row }) => node.messages.edges.map((edge: Row) => edge['node'])).filter(({ author }: Row) => author === 'agent');
    expect(answers.some(({ citations }: Row) => citations.length > 0)).toBe(true);
  });

  it('has figures for 90 days, of which the last 30 are those of its conversations', async () => {
    const owner = await signIn('owner');
    const totals = 'visitors newVisitors chats messages answers fallbacks feedbackUp feedbackDown responseMs';
    const { analytics, conversations } = await owner.ask(`{ analytics { totals { ${totals} } previous { ${totals} } days { date totals { chats } } agents { name totals { chats } } } conversations { totalCount } }`);
    expect(analytics.totals.chats).toBe(conversations.totalCount);
    const [stored] = await product.sql("select sum(message_count)::integer as messages, sum(feedback_up)::integer as up, sum(feedback_down)::integer as down, count(distinct visitor_id)::integer as visitors, (select count(*)::integer from messages where outcome = 'fallback') as fallbacks from conversations");
    expect(analytics.totals).toMatchObject({ messages: stored?.['messages'], feedbackUp: stored?.['up'], feedbackDown: stored?.['down'], visitors: stored?.['visitors'], fallbacks: stored?.['fallbacks'] });
    expect(analytics.previous.chats).toBeGreaterThan(100);
    expect((await product.sql('select count(distinct day)::integer as days from analytics_days'))[0]?.['days']).toBeGreaterThanOrEqual(89);
  });

  it('answers a visitor from its documents', async () => {
    const owner = await signIn('owner');
    const [{ public_key }] = (await product.sql("select public_key from agents where draft ->> 'name' = 'Workshop'")) as [{ public_key: string }];
    const visitor = new Visitor(product.url);
    await visitor.hello(public_key);
    const { answer } = await visitor.ask('How long does the battery last?');
    expect(answer.citations.length).toBeGreaterThan(0);
    expect(answer.text).toContain('70');
    expect((await owner.ask('{ conversations(first: 1) { edges { node { excerpt } } } }')).conversations.edges[0].node.excerpt).toBe('How long does the battery last?');
  });

  it('is left as it is by a second start, and never mixes with somebody’s own', async () => {
    const counted = () => product.sql('select (select count(*) from conversations)::integer as conversations, (select count(*) from messages)::integer as messages, (select count(*) from users)::integer as users, (select count(*) from documents)::integer as documents');
    const before = await counted();
    await product.server.close();
    const again = await startServer({ ...product.settings, demo: true });
    expect(again.demo).toEqual(product.server.demo);
    await again.close();
    expect(await counted()).toEqual(before);
    await using own = await startProduct();
    await own.createWorkspace();
    await own.server.close();
    await expect(startServer({ ...own.settings, demo: true })).rejects.toThrow(OperatorError);
    expect(await own.sql('select count(*)::integer as workspaces from workspaces')).toEqual([{ workspaces: 1 }]);
  });
});

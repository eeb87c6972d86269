import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { addAgent } from '../../testing/agents.ts';
import { type Product, startProduct } from '../../testing/product.ts';
import { Visitor } from '../../testing/visitor.ts';

let product: Product;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product[Symbol.asyncDispose](); });
afterEach(() => { vi.useRealTimers(); });

/** Sets what time it is, and lets time itself go on. */
const at = (moment: string): void => { vi.useFakeTimers({ toFake: ['Date'], now: new Date(moment) }); };

const TOTALS = 'visitors newVisitors chats messages answers fallbacks feedbackUp feedbackDown responseMs';
const ANALYTICS = `query ($from: Date, $to: Date, $agentId: ID) { analytics(from: $from, to: $to, agentId: $agentId) { from to totals { ${TOTALS} } previous { ${TOTALS} } days { date totals { ${TOTALS} } } agents { agentId name totals { ${TOTALS} } } } }`;
const NOTHING = { visitors: 0, newVisitors: 0, chats: 0, messages: 0, answers: 0, fallbacks: 0, feedbackUp: 0, feedbackDown: 0, responseMs: null };
const took = expect.any(Number);

const enter = async (key: string, identity = {}): Promise<Visitor & { identity?: unknown }> => {
  const visitor = new Visitor(product.url);
  const { visitorId, visitorSecret, conversationId } = await visitor.hello(key, identity);
  return Object.assign(visitor, { identity: { visitorId, visitorSecret, conversationId } });
};
const rate = async (visitor: Visitor, messageId: string, value: 'up' | 'down' | null): Promise<void> => {
  await visitor.send({ type: 'feedback', messageId, value });
  await visitor.next('feedback');
};

describe('the figures', () => {
  it('are exactly what just happened, by day of the workspace’s own midnight and by agent', async () => {
    const { owner, workspaceId } = await product.createWorkspace({ timeZone: 'Pacific/Auckland' });
    const [first, second] = [await addAgent(product, workspaceId, { name: 'Ada' }), await addAgent(product, workspaceId, { name: 'Bice' })];
    at('2026-03-10T10:55:00Z'); // 23:55 in Auckland
    const anna = await enter(first.key);
    const { answer } = await anna.ask('Hello');
    await anna.ask('Where do zebras buy umbrellas?');
    await rate(anna, answer.id, 'up');
    const bruno = await enter(second.key);
    await bruno.ask('Hello');
    at('2026-03-10T11:05:00Z'); // 00:05 the next day
    await anna.ask('Thanks');
    await rate(anna, answer.id, 'down'); // Feedback belongs to the day of its answer.
    const carla = await enter(second.key);
    await carla.ask('Where do zebras buy umbrellas?');
    await (await enter(second.key, bruno.identity as object)).ask('Hello again');

    const { analytics } = await owner.ask(ANALYTICS, { from: '2026-03-09', to: '2026-03-11' });
    expect(analytics.days).toEqual([
      { date: '2026-03-09', totals: NOTHING },
      { date: '2026-03-10', totals: { visitors: 2, newVisitors: 2, chats: 2, messages: 6, answers: 3, fallbacks: 1, feedbackUp: 0, feedbackDown: 1, responseMs: took } },
      { date: '2026-03-11', totals: { visitors: 3, newVisitors: 1, chats: 1, messages: 6, answers: 3, fallbacks: expect.any(Number), feedbackUp: 0, feedbackDown: 0, responseMs: took } },
    ]);
    expect(analytics.totals).toMatchObject({ visitors: 3, newVisitors: 3, chats: 3, messages: 12, answers: 6, feedbackUp: 0, feedbackDown: 1 });
    expect(analytics.previous).toEqual(NOTHING);
    const byAgent = Object.fromEntries(analytics.agents.map(({ name, totals }: { name: string; totals: object }) => [name, totals]));
    expect(byAgent).toMatchObject({ Ada: { visitors: 1, newVisitors: 1, chats: 1, messages: 6, answers: 3, feedbackDown: 1 }, Bice: { visitors: 2, newVisitors: 2, chats: 2, messages: 6, answers: 3, feedbackDown: 0 } });

    const { analytics: bice } = await owner.ask(ANALYTICS, { from: '2026-03-11', to: '2026-03-11', agentId: second.id });
    expect(bice).toMatchObject({ totals: { visitors: 2, newVisitors: 1, chats: 1 }, previous: { visitors: 1, newVisitors: 1, chats: 1 } });
    expect(bice.agents.map(({ agentId }: { agentId: string }) => agentId)).toEqual([second.id]);
  });

  it('count a visitor once a day, whatever they write and to whomever', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const [first, second] = [await addAgent(product, workspaceId), await addAgent(product, workspaceId)];
    const visitor = await enter(first.key);
    await visitor.ask('Hello');
    await visitor.ask('Hello');
    await (await enter(second.key, visitor.identity as object)).ask('Hello');
    const { analytics } = await owner.ask(ANALYTICS);
    expect(analytics.totals).toMatchObject({ visitors: 1, newVisitors: 1, chats: 2, messages: 6 });
    const [{ everything }] = (await product.sql("select string_agg(encode(visitor_hash, 'escape'), '') as everything from analytics_visitors")) as [{ everything: string }];
    expect(everything).not.toContain(String((visitor.identity as { visitorId: string }).visitorId));
  });

  it('cover the last 30 days by default, each with a row, and show every agent', async () => {
    const { owner, workspaceId } = await product.createWorkspace({ timeZone: 'America/Los_Angeles' });
    const { id } = await addAgent(product, workspaceId, { name: 'Quiet' });
    at('2026-01-01T07:30:00Z'); // still the last day of the year in Los Angeles
    const { analytics } = await owner.ask(ANALYTICS);
    expect([analytics.from, analytics.to, analytics.days.length]).toEqual(['2025-12-02', '2025-12-31', 30]);
    expect(analytics.agents).toEqual([{ agentId: id, name: 'Quiet', totals: NOTHING }]);
  });

  it.each([
    [{ from: '2026-02-02', to: '2026-02-01' }, 'before the first'],
    [{ from: '2024-01-01', to: '2026-01-01' }, '400 days'],
    [{ from: '2026-02-31', to: '2026-03-01' }, 'can’t be used'],
    [{ to: '0001-01-01' }, 'can’t be used'],
  ])('refuse the period %o with a sentence', async (variables, words) => {
    const { owner } = await product.createWorkspace();
    const { errors } = await owner.graphql(ANALYTICS, variables);
    expect(errors?.[0]).toMatchObject({ message: expect.stringContaining(words), extensions: { code: 'BAD_REQUEST' } });
  });

  it('of another workspace’s agent are not there', async () => {
    const [one, two] = [await product.createWorkspace(), await product.createWorkspace()];
    const { id } = await addAgent(product, two.workspaceId);
    expect((await one.owner.graphql(ANALYTICS, { agentId: id })).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    expect((await one.owner.graphql(ANALYTICS, { agentId: 'x' })).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AiUnavailable } from '#ai/contract.ts';
import { createAi } from '#ai/index.ts';
import { startModelServer } from '#ai/testing/model-server.ts';
import { setRole } from '../../testing/people.ts';
import { type Browser, type GraphResult, type Product, startProduct } from '../../testing/product.ts';
import { subscribe } from '../../testing/subscription.ts';

let product: Product;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const ASK = `subscription ($agentId: ID!, $question: String!, $history: [PlaygroundMessageInput!]) { playground(agentId: $agentId, question: $question, history: $history) { __typename
  ... on PlaygroundText { text } ... on PlaygroundDone { text outcome citations { number documentId documentName heading quote sectionId } trace { model inputTokens outputTokens retrieveMs firstTokenMs totalMs providerFailure retrieved { sectionId score } } } } }`;
const GUIDE = '# Parking\n\nGuests park for free in the courtyard behind the orangery. The barrier opens with the code on the booking confirmation.\n\n# Breakfast\n\nBreakfast is served between seven and ten in the winter garden. Vegan dishes are made on request the evening before.\n';
const FALLBACK = 'I’ll ask a colleague.';

async function makeAgent(browser: Browser, tagIds: string[] = []): Promise<string> {
  const config = { name: 'Aria', goal: 'Helps guests', instructions: 'Be brief.', tone: 'friendly', tagIds, fallback: FALLBACK };
  return (await browser.ask('mutation ($input: CreateAgentInput!) { createAgent(input: $input) { ... on Agent { id } } }', { input: { id: randomUUID(), config } }))['createAgent'].id;
}

async function upload(browser: Browser): Promise<string> {
  await using changes = await subscribe(browser, 'subscription { documentChanged { document { status } } }');
  const form = new FormData();
  const id = randomUUID();
  form.append('id', id);
  form.append('file', new Blob([GUIDE]), 'guide.md');
  await browser.fetch('/knowledge/documents', { method: 'POST', body: form });
  await changes.until(({ data }) => data?.['documentChanged'].document.status === 'ready');
  return id;
}

/** Asks and reads the stream to its end. */
async function ask(browser: Browser, variables: Record<string, unknown>): Promise<{ pieces: string; done: any; errors: GraphResult['errors'] }> {
  await using answer = await subscribe(browser, ASK, variables);
  let [pieces, done, errors]: [string, any, GraphResult['errors']] = ['', null, undefined];
  for (let event = await answer.next(); event; event = await answer.next()) {
    errors ??= event.errors;
    const said = event.data?.['playground'];
    if (said?.__typename === 'PlaygroundText') pieces += said.text;
    if (said?.__typename === 'PlaygroundDone') done = said;
  }
  return { pieces, done, errors };
}

const useModel = (browser: Browser, baseUrl: string): Promise<unknown> =>
  browser.ask('mutation ($input: SaveLlmProviderInput!) { saveLlmProvider(input: $input) { ... on LlmProvider { version } } }', { input: { baseUrl, model: 'small-model', apiKey: 'sk-test-key-0123' } });

describe('the playground', () => {
  it('quotes the passages that answer, and says where they stand', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const [agentId, documentId] = [await makeAgent(owner), await upload(owner)];
    const { pieces, done } = await ask(owner, { agentId, question: 'Where do guests park?' });
    expect(pieces).toContain('courtyard behind the orangery');
    expect(done).toMatchObject({ text: pieces, outcome: 'answered', trace: { model: null, inputTokens: null, providerFailure: null } });
    expect(done.citations[0]).toMatchObject({ number: 1, documentId, documentName: 'guide.md', heading: 'Parking', quote: expect.stringContaining('orangery') });
    expect(done.trace.retrieved.map(({ sectionId }: any) => sectionId)).toContain(done.citations[0].sectionId);
    expect(done.trace.totalMs).toBeGreaterThanOrEqual(done.trace.firstTokenMs);
    expect(await product.sql('select id from conversations where workspace_id = $1', [workspaceId])).toEqual([]);
    expect((await product.sql('select agent_id from analytics_days where workspace_id = $1', [workspaceId]))).toEqual([]);
  });

  it('gives the fallback to what the knowledge base doesn’t answer, and to tags without documents', async () => {
    const { owner } = await product.createWorkspace();
    const tag = (await owner.ask('mutation { createTag(input: { name: "Empty" }) { ... on Tag { id } } }'))['createTag'].id;
    await upload(owner);
    for (const [agentId, question] of [[await makeAgent(owner), 'Quantum chromodynamics lecture schedule?'], [await makeAgent(owner, [tag]), 'Where do guests park?']]) {
      const { pieces, done } = await ask(owner, { agentId, question });
      expect([pieces, done.text, done.outcome, done.citations]).toEqual([FALLBACK, FALLBACK, 'fallback', []]);
    }
  });

  it('never quotes a hidden section', async () => {
    const { owner } = await product.createWorkspace();
    const [agentId] = [await makeAgent(owner), await upload(owner)];
    const { done } = await ask(owner, { agentId, question: 'Where do guests park?' });
    await owner.ask('mutation ($input: SetSectionHiddenInput!) { setSectionHidden(input: $input) { ... on Section { hidden } } }', { input: { sectionId: done.citations[0].sectionId, hidden: true } });
    expect((await ask(owner, { agentId, question: 'Where do guests park?' })).done.text).not.toContain('orangery');
  });

  it('lets the model write from the passages, as it comes', async () => {
    const { owner } = await product.createWorkspace();
    const [agentId] = [await makeAgent(owner), await upload(owner)];
    await using model = await startModelServer(({ piece, finish }) => {
      for (const text of ['You can park ', 'in the courtyard ', 'behind the orangery [1].']) piece(text);
      finish();
    });
    await useModel(owner, model.settings().baseUrl);
    const { pieces, done } = await ask(owner, { agentId, question: 'Where do guests park?', history: [{ author: 'visitor', text: 'Hello' }, { author: 'agent', text: 'Hello, how can I help?' }] });
    expect(pieces).toBe('You can park in the courtyard behind the orangery [1].');
    expect(done).toMatchObject({ text: pieces, outcome: 'answered', citations: [{ number: 1, documentName: 'guide.md' }], trace: { model: 'small-model', inputTokens: 120, outputTokens: 15, providerFailure: null } });
    expect(model.requests).toHaveLength(1);
    expect(model.requests[0]?.authorization).toBe('Bearer sk-test-key-0123');
    expect(JSON.stringify(model.requests[0]?.body.messages)).toContain('orangery');
  });

  it('quotes instead when the model fails, and says why', async () => {
    const { owner } = await product.createWorkspace();
    const [agentId] = [await makeAgent(owner), await upload(owner)];
    await using model = await startModelServer(({ json }) => json(401, { error: { message: 'no' } }));
    await useModel(owner, model.settings().baseUrl);
    const { done } = await ask(owner, { agentId, question: 'Where do guests park?' });
    expect(done).toMatchObject({ outcome: 'answered', text: expect.stringContaining('orangery'), trace: { providerFailure: 'unauthorized' } });
  });

  it.each(['the line breaks', 'the asker stops'])('hangs up on the model when %s', async (how) => {
    const { owner } = await product.createWorkspace();
    const [agentId] = [await makeAgent(owner), await upload(owner)];
    // Says a word and then nothing, for ever.
    await using model = await startModelServer(({ piece }) => piece('You can park '));
    await useModel(owner, model.settings().baseUrl);
    await using answer = await subscribe(owner, ASK, { agentId, question: 'Where do guests park?' });
    expect((await answer.next())?.data?.['playground'].text).toBe('You can park ');
    if (how === 'the line breaks') answer.vanish();
    else await answer.stop();
    await model.hungUp;
  });

  it('gives the fallback when the AI service is down', async () => {
    await using down = await startProduct({}, {
      ai: async (options) => {
        const ai = await createAi(options);
        // oxlint-disable-next-line require-yield -- it breaks before it says anything
        return { ...ai, async *turn() { throw new AiUnavailable('down'); } };
      },
    });
    const { owner } = await down.createWorkspace();
    const { pieces, done, errors } = await ask(owner, { agentId: await makeAgent(owner), question: 'Where do guests park?' });
    expect([pieces, done.text, done.outcome, errors]).toEqual([FALLBACK, FALLBACK, 'fallback', undefined]);
  });
});

describe('who may', () => {
  it('refuses what can’t be asked', async () => {
    const { owner } = await product.createWorkspace();
    const agentId = await makeAgent(owner);
    const codeOf = async (variables: Record<string, unknown>) => (await ask(owner, variables)).errors?.[0]?.extensions['code'];
    expect(await codeOf({ agentId, question: 'x'.repeat(4001) })).toBe('BAD_REQUEST');
    expect(await codeOf({ agentId, question: ' ' })).toBe('BAD_REQUEST');
    expect(await codeOf({ agentId, question: 'x', history: Array.from({ length: 13 }, () => ({ author: 'visitor', text: 'x' })) })).toBe('BAD_REQUEST');
    expect(await codeOf({ agentId: randomUUID(), question: 'x' })).toBe('NOT_FOUND');
    const { owner: other } = await product.createWorkspace();
    expect((await ask(other, { agentId, question: 'x' })).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
  });

  it('is for who may test, and ends at the event after they no longer may', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const [agentId] = [await makeAgent(owner), await upload(owner)];
    const more = Promise.withResolvers<void>();
    await using model = await startModelServer(({ piece, finish }) => {
      piece('You can park ');
      void more.promise.then(() => {
        piece('in the courtyard [1].');
        finish();
      });
    });
    await useModel(owner, model.settings().baseUrl);
    await using answer = await subscribe(owner, ASK, { agentId, question: 'Where do guests park?' });
    await answer.next();
    await setRole(product, workspaceId, 'editor');
    more.resolve();
    expect((await answer.next())?.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'agents:test' });
    expect(await answer.next()).toBeNull();
    expect((await ask(owner, { agentId, question: 'x' })).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'agents:test' });
  });
});

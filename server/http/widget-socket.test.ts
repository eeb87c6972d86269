import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AiService, TurnEvent, TurnInput } from '#ai/contract.ts';
import { AiUnavailable, createAi } from '#ai/index.ts';
import { startServer } from '../main.ts';
import { FALLBACK, addAgent } from '../testing/agents.ts';
import { join } from '../testing/people.ts';
import { type Product, startProduct } from '../testing/product.ts';
import { subscribe } from '../testing/subscription.ts';
import { Visitor } from '../testing/visitor.ts';

/** Answers at the test's word: each question waits until it is let go. */
const held = new Map<string, { readonly go: () => void; readonly gone: Promise<void> }>();
const hold = (question: string): { go(): void } => {
  const { promise, resolve } = Promise.withResolvers<void>();
  held.set(question, { go: resolve, gone: promise });
  return { go: resolve };
};
const asked: string[] = [];

async function* turn(input: TurnInput, real: AiService, signal: AbortSignal): AsyncIterable<TurnEvent> {
  asked.push(input.question);
  if (input.question.startsWith('down')) throw new AiUnavailable('down');
  if (input.question.startsWith('broken')) throw new Error(`could not parse ${input.question}`);
  if (!input.question.startsWith('hold')) return yield* real.turn(input, signal);
  yield { type: 'text', text: 'First half,' };
  await held.get(input.question)?.gone;
  yield { type: 'text', text: ' second half.' };
  const trace = { retrieved: [], model: null, timings: { retrieve: 1, firstToken: 2, total: 3 }, tokens: null, providerFailure: null };
  yield { type: 'done', text: 'First half, second half.', citations: [], outcome: 'answered', trace };
}

const heldAi: typeof createAi = async (options) => {
  const real = await createAi(options);
  return { ...real, turn: (input, signal) => turn(input, real, signal) };
};

let product: Product;
beforeAll(async () => { product = await startProduct({}, { ai: heldAi }); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const setUp = async () => {
  const workspace = await product.createWorkspace();
  return { ...workspace, agent: await addAgent(product, workspace.workspaceId) };
};
const stored = (workspaceId: string) => product.sql('select author, position, outcome, feedback from messages where workspace_id = $1 order by conversation_id, position', [workspaceId]);
const identityOf = ({ visitorId, visitorSecret, conversationId }: { visitorId: string; visitorSecret: string; conversationId: string | null }) => ({ visitorId, visitorSecret, conversationId });

describe('a visitor', () => {
  it('is greeted with the AI disclosure in their language, and leaves nothing behind by looking', async () => {
    const { workspaceId, agent } = await setUp();
    const welcome = await new Visitor(product.url).hello(agent.key, {}, 'it-CH');
    expect(welcome).toMatchObject({ agentName: 'Ada', conversationId: null, messages: [] });
    expect(welcome.disclosure).toMatch(/intelligenza artificiale/);
    expect(await product.sql('select id from visitors where workspace_id = $1', [workspaceId])).toEqual([]);
  });

  it('is answered in tokens and then whole, and everything is stored sealed', async () => {
    const { owner, workspaceId, agent } = await setUp();
    const visitor = new Visitor(product.url);
    await visitor.hello(agent.key);
    const { accepted, answer } = await visitor.ask('Is there a zebra-striped umbrella?');
    expect(answer).toMatchObject({ author: 'agent', text: FALLBACK, citations: [], feedback: null });
    const tokens = visitor.frames.filter((frame) => frame.type === 'token');
    expect(tokens.map(({ text }) => text).join('')).toBe(FALLBACK);
    expect(tokens.every(({ messageId }) => messageId === answer.id)).toBe(true);
    const { conversation } = await owner.ask('query ($id: ID!) { conversation(id: $id) { excerpt agentName agentVersion channel messageCount messages { totalCount edges { node { author text outcome trace { totalMs } } } } } }', { id: accepted.conversationId });
    expect(conversation).toMatchObject({ excerpt: 'Is there a zebra-striped umbrella?', agentName: 'Ada', agentVersion: 1, channel: 'widget', messageCount: 2, messages: { totalCount: 2 } });
    expect(conversation.messages.edges.map(({ node }: { node: { author: string; outcome: string } }) => [node.author, node.outcome])).toEqual([['visitor', null], ['agent', 'fallback']]);
    expect(conversation.messages.edges[1].node.trace.totalMs).toBeGreaterThanOrEqual(0);
    const [{ everything }] = (await product.sql("select (select string_agg(encode(body_sealed, 'escape'), '') from messages where workspace_id = $1) || (select string_agg(encode(excerpt_sealed, 'escape'), '') from conversations where workspace_id = $1) as everything", [workspaceId])) as [{ everything: string }];
    expect(everything).not.toContain('zebra');
  });

  it('comes back to their conversation with their secret, and is somebody new without it', async () => {
    const { agent } = await setUp();
    const first = new Visitor(product.url);
    const welcome = await first.hello(agent.key);
    const { accepted } = await first.ask('Hello');
    const again = await new Visitor(product.url).hello(agent.key, identityOf(welcome));
    expect(again).toMatchObject({ visitorId: welcome.visitorId, visitorSecret: welcome.visitorSecret, conversationId: accepted.conversationId });
    expect(again.messages.map(({ author }) => author)).toEqual(['visitor', 'agent']);
    for (const wrong of [{ visitorSecret: 'guess' }, { visitorSecret: null }, { visitorId: 'not-a-uuid' }, { visitorId: randomUUID() }]) {
      const stranger = await new Visitor(product.url).hello(agent.key, { ...identityOf(welcome), conversationId: accepted.conversationId, ...wrong });
      expect(stranger).toMatchObject({ conversationId: null, messages: [] });
      expect(stranger.visitorId).not.toBe(welcome.visitorId);
      expect(stranger.visitorSecret).not.toBe(welcome.visitorSecret);
    }
  });

  it('never reaches another visitor’s messages', async () => {
    const { workspaceId, agent } = await setUp();
    const [one, two] = [new Visitor(product.url), new Visitor(product.url)];
    await one.hello(agent.key);
    const { accepted, answer } = await one.ask('Hello');
    const other = await two.hello(agent.key, { conversationId: accepted.conversationId });
    expect(other.messages).toEqual([]);
    await two.send({ type: 'feedback', messageId: answer.id, value: 'down' });
    expect(await two.next('error')).toMatchObject({ code: 'bad-frame' });
    const { accepted: theirs } = await two.ask('Hello');
    expect(theirs.conversationId).not.toBe(accepted.conversationId);
    expect((await stored(workspaceId)).filter(({ feedback }) => feedback)).toEqual([]);
    const elsewhere = await setUp();
    await two.send({ type: 'hello', agent: elsewhere.agent.key, visitorId: other.visitorId, visitorSecret: other.visitorSecret, conversationId: theirs.conversationId, locale: 'en' });
    expect((await two.next('welcome')).visitorId).not.toBe(other.visitorId);
  });

  it('is told plainly of an unknown and of an unpublished agent', async () => {
    const { workspaceId } = await setUp();
    const visitor = new Visitor(product.url);
    await visitor.send({ type: 'hello', agent: 'nobody', visitorId: null, visitorSecret: null, conversationId: null, locale: 'en' });
    expect(await visitor.next('error')).toMatchObject({ code: 'unknown-agent' });
    const { key } = await addAgent(product, workspaceId, { live: false });
    await visitor.send({ type: 'hello', agent: key, visitorId: null, visitorSecret: null, conversationId: null, locale: 'it' });
    expect(await visitor.next('error')).toMatchObject({ code: 'not-published', message: expect.stringMatching(/non è aperta/) });
  });

  it('is let go when the workspace is being deleted, and nobody else is', async () => {
    const { owner, agent } = await setUp();
    const other = await setUp();
    const [here, elsewhere] = [new Visitor(product.url), new Visitor(product.url)];
    await here.hello(agent.key);
    await elsewhere.hello(other.agent.key);
    const { viewer } = await owner.ask('{ viewer { membership { workspace { name } } } }');
    await owner.ask('mutation ($name: String!) { deleteWorkspace(input: { name: $name }) { __typename } }', { name: viewer.membership.workspace.name });
    expect(await here.next('error')).toMatchObject({ code: 'not-published' });
    expect(await here.closed()).toBe(1008);
    expect((await elsewhere.ask('Hello')).answer.author).toBe('agent');
  });

  it('is known to be on the product’s own demo page', async () => {
    const { owner, agent } = await setUp();
    const visitor = new Visitor(product.url, { host: product.url });
    await visitor.hello(agent.key);
    await visitor.ask('Hello');
    const { conversations } = await owner.ask('{ conversations(channel: demo) { edges { node { channel } } } }');
    expect(conversations.edges).toEqual([{ node: { channel: 'demo' } }]);
    expect((await owner.ask('{ conversations(channel: widget) { totalCount } }')).conversations.totalCount).toBe(0);
  });
});

describe('a message', () => {
  it('sent twice is stored and answered once', async () => {
    const { workspaceId, agent } = await setUp();
    const visitor = new Visitor(product.url);
    await visitor.hello(agent.key);
    const clientId = randomUUID();
    const first = await visitor.ask('Hello', clientId);
    const second = await visitor.ask('Hello', clientId);
    expect(second.accepted).toEqual(first.accepted);
    expect(second.answer).toEqual(first.answer);
    expect(await stored(workspaceId)).toHaveLength(2);
    const [{ visitor_messages, agent_messages, chats, answers }] = (await product.sql('select * from analytics_days where workspace_id = $1', [workspaceId])) as [Record<string, number>];
    expect({ visitor_messages, agent_messages, chats, answers }).toEqual({ visitor_messages: 1, agent_messages: 1, chats: 1, answers: 1 });
  });

  it('sent twice at the same moment over two sockets is stored and answered once', async () => {
    const { workspaceId, agent } = await setUp();
    const first = new Visitor(product.url);
    const identity = identityOf(await first.hello(agent.key));
    await first.ask('Hello');
    const second = new Visitor(product.url);
    await second.hello(agent.key, identity);
    const clientId = randomUUID();
    const [one, two] = await Promise.all([first.ask('Thanks', clientId), second.ask('Thanks', clientId)]);
    expect(one.accepted.messageId).toBe(two.accepted.messageId);
    expect(one.answer).toEqual(two.answer);
    expect(await stored(workspaceId)).toHaveLength(4);
  });

  it('whose line is lost in the middle of the answer is answered all the same, once', async () => {
    const { workspaceId, agent } = await setUp();
    const question = `hold ${randomUUID()}`;
    const { go } = hold(question);
    const first = new Visitor(product.url);
    const identity = identityOf(await first.hello(agent.key));
    const clientId = randomUUID();
    await first.send({ type: 'message', clientId, text: question });
    await first.next('token');
    first.vanish();
    const second = new Visitor(product.url);
    const welcome = await second.hello(agent.key, identity);
    expect(welcome.messages.map(({ author }) => author)).toEqual(['visitor']);
    await second.send({ type: 'message', clientId, text: question });
    expect((await second.next('token')).text).toBe('First half,');
    await second.next('accepted');
    go();
    const { message } = await second.next('answer');
    expect(message.text).toBe('First half, second half.');
    expect(asked.filter((text) => text === question)).toHaveLength(1);
    expect(await stored(workspaceId)).toHaveLength(2);
  });

  it('is answered while nobody listens, and the answer waits for the visitor', async () => {
    const { owner, agent } = await setUp();
    const question = `hold ${randomUUID()}`;
    const { go } = hold(question);
    const first = new Visitor(product.url);
    const identity = identityOf(await first.hello(agent.key));
    await first.send({ type: 'message', clientId: randomUUID(), text: question });
    await first.next('token');
    first.vanish();
    go();
    await vi.waitFor(async () => expect((await owner.ask('{ conversations { edges { node { messageCount } } } }')).conversations.edges[0].node.messageCount).toBe(2));
    const welcome = await new Visitor(product.url).hello(agent.key, identity);
    expect(welcome.messages.map(({ text }) => text)).toEqual([question, 'First half, second half.']);
  });

  it('is refused while the one before is being answered, and taken after', async () => {
    const { workspaceId, agent } = await setUp();
    const question = `hold ${randomUUID()}`;
    const { go } = hold(question);
    const visitor = new Visitor(product.url);
    await visitor.hello(agent.key);
    await visitor.send({ type: 'message', clientId: randomUUID(), text: question });
    await visitor.next('token');
    const clientId = randomUUID();
    await visitor.send({ type: 'message', clientId, text: 'Hello' });
    expect(await visitor.next('error')).toMatchObject({ code: 'busy', clientId });
    expect(await stored(workspaceId)).toHaveLength(1);
    go();
    await visitor.next('answer');
    await visitor.ask('Hello', clientId);
    expect(await stored(workspaceId)).toHaveLength(4);
  });

  it('can be stopped: what was said so far is kept, and is neither an answer nor a fallback', async () => {
    const { workspaceId, agent } = await setUp();
    const question = `hold ${randomUUID()}`;
    hold(question);
    const visitor = new Visitor(product.url);
    await visitor.hello(agent.key);
    await visitor.send({ type: 'message', clientId: randomUUID(), text: question });
    await visitor.next('token');
    await visitor.send({ type: 'stop' });
    expect((await visitor.next('answer')).message.text).toBe('First half,');
    expect(await product.sql('select agent_messages, answers, fallbacks from analytics_days where workspace_id = $1', [workspaceId])).toEqual([{ agent_messages: 1, answers: 0, fallbacks: 0 }]);
  });

  it('gets the agent’s fallback when the AI service is down or breaks', async () => {
    const { owner, agent } = await setUp();
    const visitor = new Visitor(product.url);
    await visitor.hello(agent.key);
    expect((await visitor.ask('down, please')).answer.text).toBe(FALLBACK);
    expect((await visitor.ask('broken, please')).answer.text).toBe(FALLBACK);
    const { analytics } = await owner.ask('{ analytics { totals { messages answers fallbacks } } }');
    expect(analytics.totals).toEqual({ messages: 4, answers: 2, fallbacks: 2 });
  });

  it('is never in the log, not even when what it caused went wrong', async () => {
    const logged: string[] = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((line) => { logged.push(String(line)); return true; });
    await using own = await startProduct({ LOG_LEVEL: 'trace' }, { ai: heldAi });
    const { workspaceId } = await own.createWorkspace();
    const { key } = await addAgent(own, workspaceId);
    const visitor = new Visitor(own.url);
    await visitor.hello(key);
    await visitor.ask('broken marzipan');
    await visitor.ask('Do you sell marzipan?');
    await visitor.send('marzipan');
    await visitor.next('error');
    expect(logged.join('')).toContain('a turn failed');
    expect(logged.join('')).not.toContain('marzipan');
  });

  it('that is too long, empty or nonsense is refused with a sentence, and nothing is stored', async () => {
    const { workspaceId, agent } = await setUp();
    const visitor = new Visitor(product.url);
    await visitor.hello(agent.key);
    const clientId = randomUUID();
    await visitor.send({ type: 'message', clientId, text: 'x'.repeat(4001) });
    expect(await visitor.next('error')).toMatchObject({ code: 'too-long', clientId, message: expect.stringContaining('4000') });
    for (const frame of [{ type: 'message', clientId, text: ' \n ' }, { type: 'message', clientId: 'one', text: 'Hello' }, { type: 'sing' }, 'not json', { type: 'feedback', messageId: clientId, value: 'up' }]) {
      await visitor.send(frame);
      expect(await visitor.next('error')).toMatchObject({ code: 'bad-frame' });
    }
    expect(await stored(workspaceId)).toEqual([]);
    const longest = await visitor.ask('ż'.repeat(4000));
    expect(longest.answer.author).toBe('agent');
  });

  it('too many at once are held back, and the flood is cut off', async () => {
    const { agent } = await setUp();
    const visitor = new Visitor(product.url);
    await visitor.hello(agent.key);
    for (let count = 0; count < 10; count += 1) await visitor.ask('Hello');
    const clientId = randomUUID();
    await visitor.send({ type: 'message', clientId, text: 'Hello' });
    expect(await visitor.next('error')).toMatchObject({ code: 'too-many', clientId });
    for (let count = 0; count < 60; count += 1) await visitor.send({ type: 'ping' });
    expect(await visitor.closed()).toBe(1008);
  });

  it('left unanswered by a stop of the server is answered after the next start', async () => {
    await using own = await startProduct({}, { ai: heldAi });
    const { workspaceId } = await own.createWorkspace();
    const { key } = await addAgent(own, workspaceId);
    const question = `hold ${randomUUID()}`;
    const { go } = hold(question);
    const first = new Visitor(own.url);
    const identity = identityOf(await first.hello(key));
    await first.send({ type: 'message', clientId: randomUUID(), text: question });
    await first.next('token');
    await own.server.close();
    expect(await own.sql('select author from messages')).toEqual([{ author: 'visitor' }]);
    go();
    const again = await startServer({ ...own.settings, ai: heldAi });
    try {
      const second = new Visitor(again.url);
      await second.hello(key, identity);
      expect((await second.next('answer')).message.text).toBe('First half, second half.');
      second.vanish();
    } finally {
      await again.close();
    }
  });
});

describe('the console', () => {
  it('hears of a new conversation, of its messages and its feedback', async () => {
    const { owner, agent } = await setUp();
    await using live = await subscribe(owner, 'subscription { conversationChanged { id excerpt messageCount feedbackUp } }');
    const visitor = new Visitor(product.url);
    await visitor.hello(agent.key);
    const { accepted, answer } = await visitor.ask('Good evening');
    await visitor.send({ type: 'feedback', messageId: answer.id, value: 'up' });
    const heard = await live.until(({ data }) => data?.['conversationChanged'].feedbackUp === 1);
    // Each event shows what is true when it is told: changes close together may show the same twice, or early.
    expect(heard.length).toBeGreaterThan(0);
    expect(new Set(heard.map(({ data }) => data?.['conversationChanged'].id))).toEqual(new Set([accepted.conversationId]));
    expect(heard.at(-1)?.data).toEqual({ conversationChanged: { id: accepted.conversationId, excerpt: 'Good evening', messageCount: 2, feedbackUp: 1 } });
  });

  it('shows nothing of conversations to an editor', async () => {
    const { owner, agent } = await setUp();
    const visitor = new Visitor(product.url);
    await visitor.hello(agent.key);
    const { accepted } = await visitor.ask('Hello');
    const { browser: editor } = await join(product, owner, 'editor');
    for (const query of ['{ conversations { totalCount } }', `{ conversation(id: "${accepted.conversationId}") { id } }`]) {
      const { data, errors } = await editor.graphql(query);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'conversations:read' });
      expect(JSON.stringify(data)).not.toContain('totalCount');
    }
    await using live = await subscribe(editor, 'subscription { conversationChanged { id } }');
    const refused = await live.next().catch((errors: unknown) => errors);
    expect(JSON.stringify(refused)).toContain('FORBIDDEN');
    expect((await editor.ask('{ analytics { totals { chats } viewerCanExport } }')).analytics).toEqual({ totals: { chats: 1 }, viewerCanExport: false });
  });
});

describe('feedback', () => {
  it('is given, changed and taken back; every count follows', async () => {
    const { owner, agent } = await setUp();
    const visitor = new Visitor(product.url);
    await visitor.hello(agent.key);
    const { answer, accepted } = await visitor.ask('Hello');
    const counts = async () => {
      const { analytics, conversations } = await owner.ask('{ analytics { totals { feedbackUp feedbackDown } } conversations { edges { node { feedbackUp feedbackDown } } } }');
      expect(conversations.edges[0].node).toEqual(analytics.totals);
      return analytics.totals;
    };
    const give = async (value: 'up' | 'down' | null) => {
      await visitor.send({ type: 'feedback', messageId: answer.id, value });
      expect(await visitor.next('feedback')).toMatchObject({ messageId: answer.id, value });
    };
    await give('up');
    await give('up');
    expect(await counts()).toEqual({ feedbackUp: 1, feedbackDown: 0 });
    expect((await owner.ask('{ conversations(feedback: up) { totalCount } }')).conversations.totalCount).toBe(1);
    await give('down');
    expect(await counts()).toEqual({ feedbackUp: 0, feedbackDown: 1 });
    await give(null);
    expect(await counts()).toEqual({ feedbackUp: 0, feedbackDown: 0 });
    await visitor.send({ type: 'feedback', messageId: accepted.messageId, value: 'up' });
    expect(await visitor.next('error')).toMatchObject({ code: 'bad-frame' });
  });
});

describe('forget me', () => {
  it('closes the conversation, and the old secret opens nothing any more', async () => {
    const { agent } = await setUp();
    const visitor = new Visitor(product.url);
    const before = await visitor.hello(agent.key);
    await visitor.ask('Hello');
    await visitor.send({ type: 'reset' });
    await visitor.send({ type: 'ping' });
    await visitor.next('pong');
    const after = await visitor.hello(agent.key, identityOf(before));
    expect(after.visitorId).not.toBe(before.visitorId);
    expect(after.messages).toEqual([]);
  });
});

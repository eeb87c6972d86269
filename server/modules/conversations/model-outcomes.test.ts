import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Reply, startModelServer } from '#ai/testing/model-server.ts';
import { addAgent } from '../../testing/agents.ts';
import { connectLive } from '../../testing/live-connection.ts';
import { join } from '../../testing/people.ts';
import { type Browser, type Product, startProduct } from '../../testing/product.ts';
import { Visitor } from '../../testing/visitor.ts';

let product: Product;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const FAILURES = '{ llmProvider { model failures { answers since message } } }';
const failures = async (browser: Browser) => (await browser.ask(FAILURES)).llmProvider.failures as { answers: number; message: string } | null;
const save = (owner: Browser, baseUrl: string, version: number | null = null) =>
  owner.ask('mutation ($input: SaveLlmProviderInput!) { saveLlmProvider(input: $input) { ... on LlmProvider { version failures { answers } } ... on UserError { code } } }', { input: { baseUrl, model: 'small-model', apiKey: 'sk-test-key-0123', version } });
const ask = async (key: string): Promise<void> => {
  const visitor = new Visitor(product.url);
  await visitor.hello(key);
  await visitor.ask('Hello');
  visitor.vanish();
};
const works = ({ piece, finish }: Reply): void => { piece('Good morning.'); finish(); };
const refuses = ({ json }: Reply): void => json(401, { error: { message: 'no' } });

it('is counted from the first answer that the model failed at, told live, and over when it writes again', async () => {
  const { owner, workspaceId } = await product.createWorkspace();
  const { key } = await addAgent(product, workspaceId);
  let answer = works;
  await using model = await startModelServer((reply) => answer(reply));
  await save(owner, model.settings().baseUrl);
  await ask(key);
  expect(await failures(owner)).toBeNull();

  await using live = await connectLive(owner);
  const hears = live.subscribe('subscription { llmProviderChanged { provider { failures { answers } } } }');
  answer = refuses;
  await ask(key);
  expect(await hears.next()).toMatchObject({ data: { llmProviderChanged: { provider: { failures: { answers: 1 } } } } });
  await ask(key);
  expect(await failures(owner)).toMatchObject({ answers: 2, message: 'The service refused the key. Check it, and what it is allowed to do.' });

  answer = works;
  await ask(key);
  // Not told of the second failure: only of what begins and ends.
  expect(await hears.next()).toMatchObject({ data: { llmProviderChanged: { provider: { failures: null } } } });
  expect(await failures(owner)).toBeNull();
});

it('is forgotten when the settings are saved, and begins anew if they don’t help', async () => {
  const { owner, workspaceId } = await product.createWorkspace();
  const { key } = await addAgent(product, workspaceId);
  await using model = await startModelServer(refuses);
  await save(owner, model.settings().baseUrl);
  await ask(key);
  expect(await failures(owner)).toMatchObject({ answers: 1 });
  expect((await save(owner, model.settings().baseUrl, 1)).saveLlmProvider).toEqual({ version: 2, failures: null });
  await using live = await connectLive(owner);
  const hears = live.subscribe('subscription { llmProviderChanged { provider { failures { answers } } } }');
  await ask(key);
  expect(await hears.next()).toMatchObject({ data: { llmProviderChanged: { provider: { failures: { answers: 1 } } } } });
});

it('is nothing of another workspace, nor of who may not see the provider', async () => {
  const { owner, workspaceId } = await product.createWorkspace();
  const { key } = await addAgent(product, workspaceId);
  await using model = await startModelServer(refuses);
  await save(owner, model.settings().baseUrl);
  await ask(key);
  const { owner: stranger } = await product.createWorkspace();
  await save(stranger, model.settings().baseUrl);
  expect(await failures(stranger)).toBeNull();
  const { browser: editor } = await join(product, owner, 'editor');
  expect((await editor.graphql(FAILURES)).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
});

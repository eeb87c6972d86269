import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ModelServer, startModelServer } from '#ai/testing/model-server.ts';
import { setRole } from '../../testing/people.ts';
import { type Browser, type Product, startProduct } from '../../testing/product.ts';

let product: Product;
let model: ModelServer;
beforeAll(async () => {
  product = await startProduct();
  model = await startModelServer(({ request, json, piece, finish }) => {
    if (request.authorization !== `Bearer ${KEY}`) return json(401, { error: { message: `Incorrect API key provided: ${request.authorization}` } });
    if (request.body.model !== 'small-model') return json(404, { error: { message: 'The model does not exist', code: 'model_not_found' } });
    piece('OK');
    finish();
  });
});
afterAll(async () => {
  await product[Symbol.asyncDispose]();
  await model[Symbol.asyncDispose]();
});

const KEY = 'sk-very-secret-0123456789';
const SAVE = `mutation ($input: SaveLlmProviderInput!) { saveLlmProvider(input: $input) { __typename ... on LlmProvider { baseUrl model keyEnding version viewerCanManage }
  ... on UserError { code message } ... on StaleError { currentVersion } ... on ValidationError { fields { path message } } } }`;
const TEST = 'mutation ($input: TestLlmProviderInput!) { testLlmProvider(input: $input) { __typename ... on LlmProviderTest { ok message } ... on ValidationError { fields { path message } } } }';
const READ = '{ llmProvider { baseUrl model keyEnding version viewerCanManage } }';
const REMOVE = 'mutation { removeLlmProvider { __typename ... on RemovedLlmProvider { ok } ... on RuleError { code message } } }';

const settings = (given: Record<string, unknown> = {}): Record<string, unknown> => ({ baseUrl: model.settings().baseUrl, model: 'small-model', apiKey: KEY, ...given });
const save = async (browser: Browser, given: Record<string, unknown> = {}): Promise<any> => (await browser.ask(SAVE, { input: settings(given) }))['saveLlmProvider'];
const test = async (browser: Browser, given: Record<string, unknown> = {}): Promise<any> => (await browser.ask(TEST, { input: settings(given) }))['testLlmProvider'];
const eventsOf = async (workspaceId: string) => (await product.sql('select action, details from audit_events where workspace_id = $1 order by sequence', [workspaceId])).slice(1);

describe('the model of a workspace', () => {
  it('is stored with its key sealed, which nobody sees again', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    expect((await owner.ask(READ))['llmProvider']).toBeNull();
    const saved = await save(owner, { baseUrl: `${model.settings().baseUrl}/` });
    expect(saved).toMatchObject({ __typename: 'LlmProvider', baseUrl: model.settings().baseUrl, model: 'small-model', keyEnding: '6789', version: 1, viewerCanManage: true });
    expect((await owner.ask(READ))['llmProvider']).toEqual({ baseUrl: saved.baseUrl, model: 'small-model', keyEnding: '6789', version: 1, viewerCanManage: true });
    const [row] = await product.sql<{ key_sealed: Buffer }>('select key_sealed from llm_providers where workspace_id = $1', [workspaceId]);
    expect(row?.key_sealed.includes('secret')).toBe(false);
    const { host } = new URL(saved.baseUrl);
    expect(await eventsOf(workspaceId)).toEqual([{ action: 'llm-provider.saved', details: { host, keyReplaced: true } }]);
  });

  it('keeps its key when none is typed, but sends it to no other address', async () => {
    const { owner } = await product.createWorkspace();
    await save(owner);
    expect(await save(owner, { apiKey: null, model: 'other', version: 1 })).toMatchObject({ model: 'other', keyEnding: '6789', version: 2 });
    const elsewhere = await save(owner, { apiKey: null, baseUrl: 'https://elsewhere.example/v1', version: 2 });
    expect(elsewhere.fields).toEqual([{ path: 'apiKey', message: expect.stringContaining('address') }]);
    expect((await test(owner, { apiKey: null, baseUrl: 'https://elsewhere.example/v1' })).fields).toMatchObject([{ path: 'apiKey' }]);
    expect(await test(owner, { apiKey: null })).toMatchObject({ ok: true });
  });

  it('is changed by whoever read it last', async () => {
    const { owner } = await product.createWorkspace();
    await save(owner);
    expect(await save(owner, { version: null })).toMatchObject({ __typename: 'StaleError', currentVersion: 1 });
    expect(await save(owner, { version: 7 })).toMatchObject({ __typename: 'StaleError', currentVersion: 1 });
    expect((await owner.ask(REMOVE))['removeLlmProvider']).toEqual({ __typename: 'RemovedLlmProvider', ok: true });
    expect(await save(owner, { version: 1 })).toMatchObject({ __typename: 'RuleError', code: 'llm-provider-removed' });
    expect((await owner.ask(REMOVE))['removeLlmProvider']).toMatchObject({ code: 'llm-provider-none' });
  });

  it.each([
    [{ baseUrl: 'ftp://models.example' }, 'baseUrl'], [{ baseUrl: 'not an address' }, 'baseUrl'], [{ baseUrl: 'https://me:pw@models.example/v1' }, 'baseUrl'], [{ baseUrl: 'https://models.example/v1?key=1' }, 'baseUrl'],
    [{ model: ' ' }, 'model'], [{ apiKey: null }, 'apiKey'], [{ apiKey: 'kéy\r\nx: y' }, 'apiKey'],
  ])('refuses %o', async (given, path) => {
    const { owner, workspaceId } = await product.createWorkspace();
    expect((await save(owner, given)).fields).toEqual([{ path, message: expect.stringMatching(/\.$/) }]);
    expect(await eventsOf(workspaceId)).toEqual([]);
  });

  it('is tested with a sentence for each way to fail', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { host } = new URL(model.settings().baseUrl);
    const answers = [await test(owner), await test(owner, { apiKey: 'wrong-key-0123456' }), await test(owner, { model: 'huge-model' }), await test(owner, { baseUrl: 'http://127.0.0.1:9/v1' })];
    expect(answers.map(({ ok }) => ok)).toEqual([true, false, false, false]);
    expect(new Set(answers.map(({ message }) => message)).size).toBe(4);
    for (const { message } of answers) expect(message).toMatch(/^[A-Z“].{20,}\.$/);
    expect(JSON.stringify(answers)).not.toContain('wrong-key');
    expect(await eventsOf(workspaceId)).toEqual([true, false, false, false].map((ok, n) => ({ action: 'llm-provider.tested', details: { host: n === 3 ? '127.0.0.1:9' : host, ok } })));
    expect((await owner.ask(READ))['llmProvider']).toBeNull();
  });
});

describe('a key', () => {
  it('appears in no answer, no audit entry and no log', async () => {
    const said: string[] = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((chunk: string | Uint8Array) => said.push(String(chunk)) > 0);
    await using loud = await startProduct({ LOG_LEVEL: 'trace' });
    const { owner, workspaceId } = await loud.createWorkspace();
    const answers = [
      await owner.graphql(SAVE, { input: settings() }), await owner.graphql(SAVE, { input: settings({ version: 1, model: 'huge-model' }) }), await owner.graphql(TEST, { input: settings({ model: 'huge-model' }) }),
      await owner.graphql(TEST, { input: settings({ baseUrl: 'http://127.0.0.1:9/v1' }) }), await owner.graphql(SAVE, { input: settings({ baseUrl: KEY }) }), await owner.graphql(READ), await owner.graphql(REMOVE),
    ];
    const entries = await loud.sql('select entry from audit_events where workspace_id = $1', [workspaceId]);
    expect(entries.length).toBeGreaterThan(4);
    expect(JSON.stringify(answers)).not.toContain(KEY);
    expect(JSON.stringify(entries)).not.toContain(KEY);
    expect(said.join('')).toContain('"level":20');
    expect(said.join('')).not.toContain(KEY);
  });
});

describe('who may', () => {
  it('an admin sees which model there is and changes nothing; an editor sees nothing', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    await save(owner);
    const before = await product.sql('select * from llm_providers where workspace_id = $1', [workspaceId]);
    await setRole(product, workspaceId, 'admin');
    expect((await owner.ask(READ))['llmProvider']).toMatchObject({ keyEnding: '6789', viewerCanManage: false });
    await setRole(product, workspaceId, 'editor');
    expect((await owner.graphql(READ)).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'secrets:read' });
    for (const role of ['admin', 'editor'] as const) {
      await setRole(product, workspaceId, role);
      for (const [query, variables] of [[SAVE, { input: settings({ version: 1 }) }], [TEST, { input: settings() }], [REMOVE, {}]] as const) {
        expect((await owner.graphql(query, variables)).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'secrets:manage' });
      }
    }
    expect(await product.sql('select * from llm_providers where workspace_id = $1', [workspaceId])).toEqual(before);
    expect(await eventsOf(workspaceId)).toHaveLength(1);
    const { owner: other } = await product.createWorkspace();
    expect((await other.ask(READ))['llmProvider']).toBeNull();
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAgent } from '../../testing/agents.ts';
import { join } from '../../testing/people.ts';
import { type Browser, type Product, startProduct } from '../../testing/product.ts';
import { Visitor } from '../../testing/visitor.ts';

let product: Product;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

interface Hit { readonly kind: string; readonly title: string; readonly detail: string | null; readonly path: string }
const find = async (browser: Browser, text: string): Promise<Hit[]> => (await browser.ask('query ($text: String!) { search(text: $text) { kind title detail path } }', { text }))['search'];
const addDocument = (workspaceId: string, name: string): Promise<unknown> =>
  product.sql("insert into documents (workspace_id, id, name, format, size, status, storage_key) values ($1, $2, $3, 'md', 1, 'ready', 'none')", [workspaceId, randomUUID(), name]);

describe('the search over everything', () => {
  it('finds agents, documents and members by name, those first that begin with it', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const agent = await addAgent(product, workspaceId, { name: 'Parking guide' });
    await addDocument(workspaceId, 'About parking.md');
    await addDocument(workspaceId, 'Parking rules.md');
    const person = await join(product, owner, 'editor', 'Parker Gray');
    expect((await find(owner, 'park')).map(({ kind, title, detail, path }) => [kind, title, detail, path.split('/')[1]])).toEqual([
      ['agent', 'Parking guide', 'v1', 'agents'], ['document', 'Parking rules.md', 'MD', 'knowledge'], ['document', 'About parking.md', 'MD', 'knowledge'], ['member', 'Parker Gray', person.email, 'users'],
    ]);
    expect((await find(owner, 'PARKING GUIDE'))[0]).toMatchObject({ path: `/agents/${agent.id}` });
  });

  it('takes percent signs and underscores for what they are, and a single letter for nothing', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    await addDocument(workspaceId, '100% wool.md');
    await addDocument(workspaceId, '100 sheep.md');
    expect((await find(owner, '0%')).map(({ title }) => title)).toEqual(['100% wool.md']);
    expect(await find(owner, '__')).toEqual([]);
    expect(await find(owner, '1')).toEqual([]);
  });

  it('finds a conversation by its id', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const agent = await addAgent(product, workspaceId);
    const visitor = new Visitor(product.url);
    await visitor.hello(agent.key);
    const { accepted } = await visitor.ask('Where can I park?');
    visitor.vanish();
    expect(await find(owner, accepted.conversationId)).toEqual([{ kind: 'conversation', title: 'Where can I park?', detail: 'Ada', path: `/conversations/${accepted.conversationId}` }]);
  });

  it('finds nothing that the person may not see, and nothing of another workspace', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    await addAgent(product, workspaceId, { name: 'Garden' });
    await addDocument(workspaceId, 'Garden.md');
    const editor = await join(product, owner, 'editor', 'Garden Person');
    expect((await find(editor.browser, 'garden')).map(({ kind }) => kind)).toEqual(['document']);
    const { owner: other } = await product.createWorkspace();
    expect(await find(other, 'garden')).toEqual([]);
  });

  it('refuses what nobody types', async () => {
    const { owner } = await product.createWorkspace();
    const { errors } = await owner.graphql('query ($text: String!) { search(text: $text) { kind } }', { text: 'x'.repeat(201) });
    expect(errors).toHaveLength(1);
  });
});

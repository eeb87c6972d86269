import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, rootFields, sampleOf } from './matrix.ts';
import { type Browser, type GraphResult, type Product, startProduct } from './product.ts';
import { type Ids, type Sample, digest, fill, versionsOf } from './samples.ts';

const MINUTES = 60_000;

let product: Product;
let mine: { readonly browser: Browser; readonly workspaceId: string; readonly ids: Ids };
let theirs: { readonly workspaceId: string; readonly ids: Ids };

beforeAll(async () => {
  product = await startProduct();
  const [a, b] = [await product.createWorkspace({ name: 'Theirs' }), await product.createWorkspace({ name: 'Mine' })];
  theirs = { workspaceId: a.workspaceId, ids: await fill(product, a.owner, a.workspaceId) };
  mine = { browser: b.owner, workspaceId: b.workspaceId, ids: await fill(product, b.owner, b.workspaceId) };
}, 2 * MINUTES);
afterAll(async () => { await product[Symbol.asyncDispose](); });

/** Which ids a sample names, found by asking it. */
const idsIn = ({ variables, hears }: Sample): readonly (keyof Ids)[] => {
  const named = new Set<keyof Ids>();
  const watching = new Proxy({} as Ids, { get: (_target, key) => { named.add(key as keyof Ids); return randomUUID(); } });
  variables?.(watching, { workspace: 1, document: 1, agent: 1 });
  if (!hears) return [...named];
  return [];
};

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const told = (answer: GraphResult): string => JSON.stringify(answer).replaceAll(UUID, '<id>');

it('an id of one’s own answers otherwise: the samples do ask for something', async () => {
  const silent: string[] = [];
  for (const { kind, name } of rootFields().filter(({ kind: of }) => of === 'Query')) {
    const sample = sampleOf(kind, name);
    for (const key of idsIn(sample)) {
      const ask = async (id: string): Promise<string> => told(await call(product, mine.browser, kind, sample, { ...mine.ids, [key]: id }, { workspace: 1, document: 1, agent: 1 }, mine.workspaceId));
      if ((await ask(mine.ids[key])) === (await ask(randomUUID()))) silent.push(`${kind}.${name} with ${key}`);
    }
  }
  expect(silent).toEqual([]);
}, MINUTES);

it('an id of another workspace answers as one that never was, in every operation that takes one', async () => {
  const before = await digest(product, theirs.workspaceId);
  const different: string[] = [];
  let tried = 0;
  for (const { kind, name } of rootFields()) {
    const sample = sampleOf(kind, name);
    for (const key of idsIn(sample)) {
      const ask = async (id: string): Promise<string> => {
        const ids = { ...mine.ids, [key]: id };
        return told(await call(product, mine.browser, kind, sample, ids, await versionsOf(product, mine.workspaceId, mine.ids), mine.workspaceId));
      };
      const [never, foreign] = [await ask(randomUUID()), await ask(theirs.ids[key])];
      tried += 1;
      if (never !== foreign) different.push(`${kind}.${name} with another workspace’s ${key}: ${foreign} instead of ${never}`);
    }
  }
  expect(different).toEqual([]);
  expect(tried).toBeGreaterThan(20);
  expect(await digest(product, theirs.workspaceId)).toEqual(before);
}, 3 * MINUTES);

it('a file of another workspace is not there either', async () => {
  const [never, foreign] = await Promise.all([randomUUID(), theirs.ids.document].map((id) => mine.browser.fetch(`/knowledge/documents/${id}/file`)));
  expect(foreign?.status).toBe(404);
  expect(await foreign?.text()).toBe(await never?.text());
});

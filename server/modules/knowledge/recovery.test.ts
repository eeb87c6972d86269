import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { AiUnavailable } from '#ai/contract.ts';
import { createAi } from '#ai/index.ts';
import { startServer } from '../../main.ts';
import { Browser, type Product, startProduct } from '../../testing/product.ts';
import { subscribe } from '../../testing/subscription.ts';

const GUIDE = '# Parking\n\nGuests park for free in the courtyard behind the orangery. The barrier opens with the code on the booking confirmation.\n';
const CHANGES = 'subscription { documentChanged { documentId document { status progress failure { code retryable message } } } }';

const send = async (browser: Browser, content: string | Uint8Array = GUIDE, name = 'guide.md'): Promise<string> => {
  const [form, id] = [new FormData(), randomUUID()];
  form.append('id', id);
  form.append('file', new Blob([content as BlobPart]), name);
  expect((await browser.fetch('/knowledge/documents', { method: 'POST', body: form })).status).toBe(200);
  return id;
};
const statusOf = async (browser: Browser, id: string): Promise<string> => (await browser.ask('query ($id: ID!) { document(id: $id) { status } }', { id }))['document'].status;
const found = async (browser: Browser): Promise<string[]> => (await browser.ask('{ searchKnowledge(query: "where do guests park") { document { id } } }'))['searchKnowledge'].map(({ document }: any) => document.id);
/** Lets a job that waits for its next try have its last one now. */
const lastTryNow = async (product: Product): Promise<void> => {
  await expect.poll(async () => (await product.sql('select id from graphile_worker._private_jobs where last_error is not null and locked_at is null')).length, { timeout: 15_000 }).toBe(1);
  await product.sql('update graphile_worker._private_jobs set attempts = max_attempts - 1, run_at = now()');
};

describe('while the AI service is down', () => {
  it('a document waits, fails in words, keeps its file, and is read when it is tried again', async () => {
    let isDown = true;
    await using product = await startProduct({}, {
      ai: async (options) => {
        const ai = await createAi(options);
        const whenUp = <Args extends readonly unknown[], Result>(work: (...args: Args) => Promise<Result>) => (...args: Args): Promise<Result> => (isDown ? Promise.reject(new AiUnavailable('down')) : work(...args));
        return { ...ai, parse: whenUp(ai.parse), recognise: whenUp(ai.recognise), index: { ...ai.index, search: whenUp(ai.index.search) } };
      },
    });
    const { owner, workspaceId } = await product.createWorkspace();
    await using changes = await subscribe(owner, CHANGES);
    const id = await send(owner);
    await lastTryNow(product);
    const events = await changes.until(({ data }) => data?.['documentChanged'].document.status === 'failed');
    expect(events.at(-1)?.data?.['documentChanged'].document.failure).toEqual({ code: 'unavailable', retryable: true, message: expect.stringContaining('retry') });
    expect((await owner.graphql('{ searchKnowledge(query: "parking") { score } }')).errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE', part: 'ai' });
    expect(await (await owner.fetch(`/knowledge/documents/${id}/file`)).text()).toBe(GUIDE);
    isDown = false;
    const { retryDocument } = await owner.ask('mutation ($id: ID!) { retryDocument(input: { id: $id }) { __typename ... on Document { status failure { code } } } }', { id });
    expect(retryDocument).toEqual({ __typename: 'Document', status: 'uploaded', failure: null });
    await changes.until(({ data }) => data?.['documentChanged'].document.status === 'ready');
    expect(await found(owner)).toEqual([id]);
    expect((await product.sql('select action from audit_events where workspace_id = $1 order by sequence', [workspaceId])).map(({ action }) => action).slice(1)).toEqual(['document.uploaded', 'document.retried']);
    const again = await owner.ask('mutation ($id: ID!) { retryDocument(input: { id: $id }) { ... on RuleError { code } } }', { id });
    expect(again['retryDocument'].code).toBe('document-not-failed');
  });
});

describe('progress', () => {
  it('is told as it comes, not more often than people can follow, and never goes back', async () => {
    const [told, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await using product = await startProduct({}, {
      ai: async (options) => {
        const ai = await createAi(options);
        return {
          ...ai,
          async parse(file, progress) {
            const begun = performance.now();
            for (let done = 0; performance.now() - begun < 500; done++) {
              progress?.(Math.min(done, 999), 1000);
              await new Promise((resolve) => { setImmediate(resolve); });
            }
            told.resolve();
            await finish.promise;
            return ai.parse(file);
          },
        };
      },
    });
    const { owner } = await product.createWorkspace();
    await using changes = await subscribe(owner, CHANGES);
    await send(owner);
    await told.promise;
    finish.resolve();
    const events = await changes.until(({ data }) => data?.['documentChanged'].document.status === 'ready');
    const parsing = events.map(({ data }) => data?.['documentChanged'].document).filter(({ status }) => status === 'parsing').map(({ progress }) => progress ?? 0);
    expect(parsing.length).toBeGreaterThan(1);
    expect(parsing.length).toBeLessThanOrEqual(6);
    expect(parsing).toEqual(parsing.toSorted((a, b) => a - b));
  });
});

describe('after a crash', () => {
  it('what was being read is read again, what the index lost is indexed, what it has too much is removed', async () => {
    await using product = await startProduct();
    const { owner, workspaceId } = await product.createWorkspace();
    const ids = { cut: '', lost: '', extra: '' };
    {
      await using changes = await subscribe(owner, CHANGES);
      for (const name of ['cut', 'lost', 'extra'] as const) {
        ids[name] = await send(owner);
        await changes.until(({ data }) => data?.['documentChanged'].document.status === 'ready');
      }
    }
    await product.server.close();
    const indexDirectory = path.join(product.dataDir, 'index');
    const ai = await createAi({ indexDirectory });
    expect(await ai.index.documents(workspaceId)).toEqual(new Set(Object.values(ids)));
    await ai.index.remove(workspaceId, ids.lost);
    await ai.close();
    await product.sql("update documents set status = 'parsing', progress = 0.5 where id = $1", [ids.cut]);
    await product.sql('delete from documents where id = $1', [ids.extra]);

    const restarted = await startServer(product.settings);
    const browser = Object.assign(new Browser(restarted.url), { cookie: owner.cookie, workspaceId });
    await expect.poll(async () => (await product.sql('select count(*)::int as waiting from graphile_worker._private_jobs'))[0]?.['waiting'], { timeout: 15_000 }).toBe(0);
    expect(await statusOf(browser, ids.cut)).toBe('ready');
    expect((await found(browser)).toSorted()).toEqual([ids.cut, ids.lost].toSorted());
    await restarted.close();
    const after = await createAi({ indexDirectory });
    expect(await after.index.documents(workspaceId)).toEqual(new Set([ids.cut, ids.lost]));
    await after.close();
  });
});

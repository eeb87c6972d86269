import { randomUUID } from 'node:crypto';
import { access, readdir, readFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytes, makeCompoundFile, makeDocx, makePdf, makeXlsx, makeZipBomb } from '#ai/testing/documents.ts';
import { setRole } from '../../testing/people.ts';
import { type Browser, type Product, startProduct } from '../../testing/product.ts';
import { type Subscription, subscribe } from '../../testing/subscription.ts';

let product: Product;
beforeAll(async () => { product = await startProduct({ MAX_UPLOAD_BYTES: '1048576' }); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const CHANGES = 'subscription { documentChanged { documentId document { status progress sectionCount failure { code } tags { name } } } }';
const DOCUMENT = `query ($id: ID!) { document(id: $id) { id name format size status language sectionCount version createdBy failure { code message retryable } tags { id name }
  viewerCanUpdate viewerCanDelete sections { totalCount edges { node { id headings text page position hidden } } } } }`;

const guide = bytes('# Parking\n\nGuests park for free in the courtyard behind the orangery. The barrier opens with the code on the booking confirmation.\n\n# Breakfast\n\nBreakfast is served between seven and ten in the winter garden. Vegan dishes are made on request the evening before.\n');

interface File { readonly id?: string; readonly name: string; readonly content: Uint8Array; readonly tagIds?: readonly string[] }

const send = (browser: Browser, { id = randomUUID(), name, content, tagIds = [] }: File): Promise<Response> => {
  const form = new FormData();
  form.append('id', id);
  form.append('tagIds', JSON.stringify(tagIds));
  form.append('file', new Blob([content as BlobPart]), name);
  return browser.fetch('/knowledge/documents', { method: 'POST', body: form });
};

const settled = (id: string) => ({ data }: { data: Record<string, any> | null }): boolean => data?.['documentChanged'].documentId === id && ['ready', 'failed'].includes(data['documentChanged'].document?.status);

/** Uploads a file and waits until it is read; returns its id and the states it went through. */
async function add(browser: Browser, file: File): Promise<{ id: string; states: string[] }> {
  await using changes = await subscribe(browser, CHANGES);
  const id = file.id ?? randomUUID();
  const response = await send(browser, { ...file, id });
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  const events = await changes.until(settled(id));
  return { id, states: [...new Set(events.map(({ data }) => String(data?.['documentChanged'].document?.status)))] };
}

const read = async (browser: Browser, id: string): Promise<any> => (await browser.ask(DOCUMENT, { id }))['document'];
const filesOf = (workspaceId: string): Promise<string[]> => readdir(path.join(product.dataDir, 'files/knowledge', workspaceId), { recursive: true }).catch(() => []);
const actionsOf = async (workspaceId: string): Promise<string[]> => (await product.sql('select action from audit_events where workspace_id = $1 order by sequence', [workspaceId])).map(({ action }) => action).slice(1);
const search = async (browser: Browser, query: string, tagIds: string[] = []): Promise<{ document: { id: string }; section: { id: string; text: string } }[]> =>
  (await browser.ask('query ($query: String!, $tagIds: [ID!]) { searchKnowledge(query: $query, tagIds: $tagIds) { score section { id text } document { id } } }', { query, tagIds }))['searchKnowledge'];
/** Until the jobs of a workspace are done: each publishes nothing of its own, so the queue itself is asked. */
const idle = (): Promise<void> => expect.poll(async () => (await product.sql('select count(*)::int as waiting from graphile_worker._private_jobs'))[0]?.['waiting'], { timeout: 15_000 }).toBe(0);
async function makeTag(browser: Browser, name: string): Promise<string> {
  return (await browser.ask('mutation ($name: String!) { createTag(input: { name: $name }) { ... on Tag { id } } }', { name }))['createTag'].id;
}
/** Makes the owner of a workspace an editor, who may read the knowledge base and nothing more of it. */

describe('uploading', () => {
  it('reads a document through to ready, live, and finds it', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { id, states } = await add(owner, { name: 'Guida «ospiti» è qui.md', content: guide });
    expect(states.at(-1)).toBe('ready');
    const document = await read(owner, id);
    expect(document).toMatchObject({ name: 'Guida «ospiti» è qui.md', format: 'md', size: guide.length, status: 'ready', language: 'en', createdBy: 'Olivia Owner', failure: null, viewerCanUpdate: true });
    expect(document.sectionCount).toBe(document.sections.totalCount);
    expect(document.sections.edges.map(({ node }: any) => node.headings)).toEqual([['Parking'], ['Breakfast']]);
    const [hit] = await search(owner, 'where can guests park?');
    expect(hit).toMatchObject({ document: { id }, section: { text: expect.stringContaining('orangery') } });
    expect(await actionsOf(workspaceId)).toEqual(['document.uploaded']);
  });

  it('keeps nothing readable: neither the file nor the sections', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { id } = await add(owner, { name: 'guide.md', content: guide });
    const folder = path.join(product.dataDir, 'files/knowledge', workspaceId, id);
    const stored = await Promise.all((await readdir(folder)).map((name) => readFile(path.join(folder, name))));
    expect(stored).toHaveLength(1);
    expect(stored[0]?.includes('orangery')).toBe(false);
    const sections = await product.sql<{ body: Buffer }>('select body from sections where document_id = $1', [id]);
    expect(sections.length).toBeGreaterThan(0);
    expect(sections.some(({ body }) => body.includes('orangery'))).toBe(false);
  });

  it('gives the original back under its name', async () => {
    const { owner } = await product.createWorkspace();
    const { id } = await add(owner, { name: 'Caffè "blu".md', content: guide });
    const response = await owner.fetch(`/knowledge/documents/${id}/file`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="Caffe _blu_.md"; filename*=UTF-8''Caff%C3%A8%20%22blu%22.md`);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(guide);
  });

  it('reads PDF, DOCX, XLSX, CSV, HTML and text', async () => {
    const { owner } = await product.createWorkspace();
    const files: Record<string, Uint8Array> = {
      'terms.pdf': await makePdf((pdf) => pdf.fontSize(12).text('The deposit is returned within fourteen days of departure, unless something is broken.')),
      'handbook.docx': await makeDocx(),
      'rooms.xlsx': await makeXlsx({ Rooms: [['Room', 'Beds'], ['Lilac', 2], ['Indigo', 3]] }),
      'prices.csv': bytes('Season;Price\nWinter;90\nSummer;140\n'),
      'page.html': bytes('<!doctype html><html><body><h1>Pool</h1><p>The pool is heated from May to September, and closes at nine in the evening.</p></body></html>'),
      'notes.txt': bytes('The lift is out of order on the first Monday of each month, when it is inspected.'),
    };
    for (const [name, content] of Object.entries(files)) {
      const { id } = await add(owner, { name, content });
      expect(await read(owner, id)).toMatchObject({ status: 'ready', format: name.split('.')[1] });
    }
    expect((await search(owner, 'deposit returned'))[0]?.section.text).toContain('fourteen days');
  });

  it('stores nothing twice when the same upload is sent again', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const id = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => send(owner, { id, name: 'guide.md', content: guide })));
    expect(await Promise.all(answers.map(async (answer) => answer.json()))).toEqual([{ id }, { id }, { id }]);
    expect(await actionsOf(workspaceId)).toEqual(['document.uploaded']);
    expect((await owner.ask('{ documents { totalCount } }'))['documents'].totalCount).toBe(1);
    expect((await filesOf(workspaceId)).filter((name) => name.includes('/'))).toHaveLength(1);
  });
});

describe('an upload that can’t become a document', () => {
  it.each([
    ['an empty file', 'a.txt', new Uint8Array(), 422, 'empty'],
    ['a picture called PDF', 'a.pdf', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]), 422, 'unsupported'],
    ['a PDF that is none', 'a.pdf', bytes('this was a PDF once'), 422, 'broken'],
    ['a DOCX cut off', 'a.docx', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3, 4]), 422, 'broken'],
    ['a DOCX with a password', 'a.docx', makeCompoundFile('EncryptedPackage'), 422, 'password-protected'],
    ['a file over the limit', 'a.txt', new Uint8Array(1_048_577).fill(97), 413, 'too-large'],
    ['a file far over the limit', 'a.txt', new Uint8Array(6_000_000).fill(97), 413, 'too-large'],
  ])('%s is refused with a sentence, and leaves nothing', async (_what, name, content, status, code) => {
    const { owner, workspaceId } = await product.createWorkspace();
    const response = await send(owner, { name, content });
    expect(response.status).toBe(status);
    const { error } = (await response.json()) as { error: { code: string; message: string } };
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^[A-Z].{30,}\.$/);
    expect(await product.sql('select id from documents where workspace_id = $1', [workspaceId])).toEqual([]);
    expect(await filesOf(workspaceId)).toEqual([]);
    expect(await actionsOf(workspaceId)).toEqual([]);
  });

  it('says which field is wrong', async () => {
    const { owner } = await product.createWorkspace();
    const { owner: other } = await product.createWorkspace();
    const theirs = await makeTag(other, 'Theirs');
    const wrongId = await send(owner, { id: 'one', name: 'a.md', content: guide });
    expect([wrongId.status, await wrongId.json()]).toMatchObject([422, { error: { code: 'validation', fields: [{ path: 'id' }] } }]);
    const wrongTag = await send(owner, { name: 'a.md', content: guide, tagIds: [theirs] });
    expect([wrongTag.status, await wrongTag.json()]).toMatchObject([422, { error: { fields: [{ path: 'tagIds', message: expect.stringContaining('tag') }] } }]);
    const noFile = new FormData();
    noFile.append('id', randomUUID());
    expect((await owner.fetch('/knowledge/documents', { method: 'POST', body: noFile })).status).toBe(400);
    expect((await owner.post('/knowledge/documents', {})).status).toBe(400);
  });

  it('leaves nothing when the line breaks in the middle', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { hostname, port } = new URL(product.url);
    const head = `--b\r\ncontent-disposition: form-data; name="id"\r\n\r\n${randomUUID()}\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n`;
    const socket = net.connect(Number(port), hostname);
    await new Promise((resolve) => { socket.once('connect', resolve); });
    socket.write(`POST /knowledge/documents HTTP/1.1\r\nhost: ${hostname}:${port}\r\norigin: ${product.url}\r\ncookie: ${owner.cookie}\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 500000\r\n\r\n${head}${'half of it '.repeat(2000)}`);
    await new Promise<void>((resolve) => { setImmediate(() => { socket.destroy(); resolve(); }); });
    // The server still works, and what is asked after the line broke is answered from a record without it.
    await add(owner, { name: 'whole.md', content: guide });
    expect((await owner.ask('{ documents { edges { node { name } } } }'))['documents'].edges).toEqual([{ node: { name: 'whole.md' } }]);
    expect((await filesOf(workspaceId)).filter((name) => !name.includes('/'))).toHaveLength(1);
  });

  it.each([
    ['a PDF with a password', 'a.pdf', () => makePdf((pdf) => pdf.text('secret'), { userPassword: 'pass' }), 'password-protected'],
    ['a PDF cut off', 'a.pdf', () => Promise.resolve(bytes('%PDF-1.7\n%broken')), 'broken'],
    ['a PDF without text', 'a.pdf', () => makePdf((pdf) => pdf.rect(10, 10, 50, 50).fill('red')), 'no-text'],
    ['an archive that unpacks to 200 MB', 'a.docx', makeZipBomb, 'unpacks-too-large'],
  ])('%s fails plainly and leaves its row alone', async (_what, name, make, code) => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { id, states } = await add(owner, { name, content: await make() });
    expect(states.at(-1)).toBe('failed');
    const document = await read(owner, id);
    expect(document).toMatchObject({ status: 'failed', failure: { code, retryable: false }, sectionCount: 0, sections: { totalCount: 0 } });
    expect(document.failure.message).toMatch(/^[A-Z].{30,}\.$/);
    await idle();
    expect((await filesOf(workspaceId)).filter((entry) => entry.startsWith(id))).toEqual([]);
    expect((await owner.fetch(`/knowledge/documents/${id}/file`)).status).toBe(404);
    const { retryDocument } = await owner.ask('mutation ($id: ID!) { retryDocument(input: { id: $id }) { __typename ... on RuleError { code message } } }', { id });
    expect(retryDocument).toMatchObject({ __typename: 'RuleError', code: 'document-not-retryable' });
    expect((await owner.ask('mutation ($id: ID!) { deleteDocument(input: { id: $id }) { __typename } }', { id }))['deleteDocument'].__typename).toBe('DeletedDocument');
  });
});

describe('a document', () => {
  const UPDATE = 'mutation ($input: UpdateDocumentInput!) { updateDocument(input: $input) { __typename ... on Document { name version tags { id } } ... on StaleError { currentVersion } ... on ValidationError { fields { path } } } }';

  it('is renamed and tagged; searches by tag follow', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const tag = await makeTag(owner, 'Guests');
    const { id } = await add(owner, { name: 'guide.md', content: guide });
    expect(await search(owner, 'parking', [tag])).toEqual([]);
    const input = { id, name: 'Guests’ guide', tagIds: [tag], version: 1 };
    expect((await owner.ask(UPDATE, { input }))['updateDocument']).toEqual({ __typename: 'Document', name: 'Guests’ guide', version: 2, tags: [{ id: tag }] });
    expect((await owner.ask(UPDATE, { input: { ...input, name: 'Late' } }))['updateDocument']).toEqual({ __typename: 'StaleError', currentVersion: 2 });
    expect((await owner.ask(UPDATE, { input: { ...input, name: ' ', version: 2 } }))['updateDocument']).toMatchObject({ fields: [{ path: 'name' }] });
    expect((await owner.ask(UPDATE, { input: { ...input, tagIds: [randomUUID()], version: 2 } }))['updateDocument']).toMatchObject({ fields: [{ path: 'tagIds' }] });
    await idle();
    expect(await search(owner, 'parking', [tag])).toHaveLength(1);
    expect((await owner.ask('{ tags { id name documentCount } }'))['tags']).toEqual([{ id: tag, name: 'Guests', documentCount: 1 }]);
    expect(await actionsOf(workspaceId)).toEqual(['tag.created', 'document.uploaded', 'document.updated']);
  });

  it('is tagged together with others, all of them or none', async () => {
    const { owner } = await product.createWorkspace();
    const [old, fresh] = [await makeTag(owner, 'Old'), await makeTag(owner, 'Guests')];
    const [one, two] = [(await add(owner, { name: 'one.md', content: guide })).id, (await add(owner, { name: 'two.md', content: guide })).id];
    const TAG = 'mutation ($input: TagDocumentsInput!) { tagDocuments(input: $input) { __typename ... on TaggedDocuments { documents { id version tags { id } } } ... on ValidationError { fields { path } } } }';
    await owner.ask(UPDATE, { input: { id: one, name: 'one.md', tagIds: [old], version: 1 } });
    expect((await owner.ask(TAG, { input: { documentIds: [one, two], add: [fresh], remove: [old] } }))['tagDocuments'].documents).toEqual([{ id: one, version: 3, tags: [{ id: fresh }] }, { id: two, version: 2, tags: [{ id: fresh }] }]);
    expect((await owner.ask(TAG, { input: { documentIds: [one, two], add: [fresh], remove: [] } }))['tagDocuments'].documents.map(({ version }: { version: number }) => version)).toEqual([3, 2]);
    expect((await owner.ask(TAG, { input: { documentIds: [one], add: [randomUUID()], remove: [] } }))['tagDocuments']).toMatchObject({ fields: [{ path: 'add' }] });
    const { errors } = await owner.graphql(TAG, { input: { documentIds: [one, randomUUID()], add: [old], remove: [] } });
    expect(errors?.[0]?.extensions?.['code']).toBe('NOT_FOUND');
    expect((await owner.ask('query ($id: ID!) { document(id: $id) { tags { id } } }', { id: one }))['document'].tags).toEqual([{ id: fresh }]);
    await idle();
    expect(await search(owner, 'parking', [fresh])).not.toEqual([]);
  });

  it('hides a section from searches, at once', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { id } = await add(owner, { name: 'guide.md', content: guide });
    const [hit] = await search(owner, 'parking');
    const HIDE = 'mutation ($input: SetSectionHiddenInput!) { setSectionHidden(input: $input) { ... on Section { id hidden } } }';
    expect((await owner.ask(HIDE, { input: { sectionId: hit?.section.id, hidden: true } }))['setSectionHidden']).toEqual({ id: hit?.section.id, hidden: true });
    expect((await search(owner, 'parking')).map(({ section }) => section.id)).not.toContain(hit?.section.id);
    await idle();
    expect((await search(owner, 'parking')).map(({ section }) => section.id)).not.toContain(hit?.section.id);
    await owner.ask(HIDE, { input: { sectionId: hit?.section.id, hidden: false } });
    await idle();
    expect((await search(owner, 'parking'))[0]?.section.id).toBe(hit?.section.id);
    expect((await read(owner, id)).version).toBe(1);
    expect(await actionsOf(workspaceId)).toEqual(['document.uploaded', 'section.hidden', 'section.shown']);
  });

  it('is deleted with its sections, its file and its index entries, and everybody hears it', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { id } = await add(owner, { name: 'guide.md', content: guide });
    await using changes: Subscription = await subscribe(owner, CHANGES);
    expect((await owner.ask('mutation ($id: ID!) { deleteDocument(input: { id: $id }) { ... on DeletedDocument { id } } }', { id }))['deleteDocument']).toEqual({ id });
    expect((await changes.next())?.data).toEqual({ documentChanged: { documentId: id, document: null } });
    expect(await read(owner, id)).toBeNull();
    await idle();
    expect(await product.sql('select id from sections where workspace_id = $1', [workspaceId])).toEqual([]);
    await expect(access(path.join(product.dataDir, 'files/knowledge', workspaceId, id))).rejects.toThrow('ENOENT');
    expect(await search(owner, 'parking')).toEqual([]);
    expect(await actionsOf(workspaceId)).toEqual(['document.uploaded', 'document.deleted']);
  });

  it('is listed by page, name, size, state and tag', async () => {
    const { owner } = await product.createWorkspace();
    const tag = await makeTag(owner, 'Even');
    for (let n = 1; n <= 5; n++) {
      const response = await send(owner, { name: `${'edcba'[n - 1]} 100%_${n}.txt`, content: bytes('word '.repeat(n * 10)), tagIds: n % 2 === 0 ? [tag] : [] });
      expect(response.status).toBe(200);
    }
    const LIST = 'query ($first: Int, $after: String, $sort: DocumentSort, $search: String, $tagIds: [ID!], $status: DocumentStatus) { documents(first: $first, after: $after, sort: $sort, search: $search, tagIds: $tagIds, status: $status) { totalCount pageInfo { hasNextPage endCursor } edges { node { name } } } }';
    const walk = async (sort: string): Promise<string> => {
      let [found, after]: [string, string | null] = ['', null];
      do {
        const { documents }: Record<string, any> = await owner.ask(LIST, { sort, first: 2, after });
        expect(documents.totalCount).toBe(5);
        found += documents.edges.map(({ node }: any) => node.name[0]).join('');
        after = documents.pageInfo.hasNextPage ? documents.pageInfo.endCursor : null;
      } while (after);
      return found;
    };
    expect([await walk('newest'), await walk('oldest'), await walk('name'), await walk('size')]).toEqual(['abcde', 'edcba', 'abcde', 'abcde']);
    expect((await owner.ask(LIST, { search: '0%_3' }))['documents']).toMatchObject({ totalCount: 1, edges: [{ node: { name: 'c 100%_3.txt' } }] });
    expect((await owner.ask(LIST, { tagIds: [tag] }))['documents'].totalCount).toBe(2);
    expect((await owner.ask(LIST, { status: 'failed' }))['documents'].totalCount).toBe(0);
    expect((await owner.graphql(LIST, { after: 'nonsense' })).errors?.[0]?.extensions['code']).toBe('BAD_REQUEST');
  });
});

describe('a tag', () => {
  it('is refused twice, and while an agent is limited to it', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const tag = await makeTag(owner, 'Guests');
    const CREATE = 'mutation ($name: String!) { createTag(input: { name: $name }) { __typename ... on UserError { code message } } }';
    expect((await owner.ask(CREATE, { name: ' gUESTS ' }))['createTag']).toMatchObject({ code: 'tag-exists' });
    expect((await owner.ask(CREATE, { name: ' ' }))['createTag']).toMatchObject({ __typename: 'ValidationError' });
    const agent = randomUUID();
    await product.sql("insert into agents (workspace_id, id, public_key, draft) values ($1, $2::uuid, $2::uuid::text, jsonb_build_object('name', 'Aria', 'tagIds', jsonb_build_array($3::text)))", [workspaceId, agent, tag]);
    const DELETE = 'mutation ($id: ID!) { deleteTag(input: { id: $id }) { __typename ... on DeletedTag { id } ... on RuleError { code message } } }';
    expect((await owner.ask(DELETE, { id: tag }))['deleteTag']).toMatchObject({ code: 'tag-in-use', message: expect.stringContaining('Aria') });
    await product.sql('update agents set deleted_at = now() where id = $1', [agent]);
    const { id } = await add(owner, { name: 'guide.md', content: guide, tagIds: [tag] });
    expect((await owner.ask(DELETE, { id: tag }))['deleteTag']).toEqual({ __typename: 'DeletedTag', id: tag });
    expect((await read(owner, id)).tags).toEqual([]);
    await idle();
    expect(await search(owner, 'parking', [tag])).toEqual([]);
    expect(await search(owner, 'parking')).toHaveLength(1);
    expect(await actionsOf(workspaceId)).toEqual(['tag.created', 'document.uploaded', 'tag.deleted']);
  });
});

describe('who may', () => {
  it('an editor reads everything and changes nothing', async () => {
    const { owner: editor, workspaceId } = await product.createWorkspace();
    const tag = await makeTag(editor, 'Guests');
    const { id } = await add(editor, { name: 'guide.md', content: guide });
    const [hit] = await search(editor, 'parking');
    await setRole(product, workspaceId, 'editor');
    expect(await read(editor, id)).toMatchObject({ viewerCanUpdate: false, viewerCanDelete: false });
    expect((await editor.ask('{ documents { viewerCanCreate viewerCanManageTags } }'))['documents']).toEqual({ viewerCanCreate: false, viewerCanManageTags: false });
    expect((await editor.fetch(`/knowledge/documents/${id}/file`)).status).toBe(200);
    const before = await product.sql('select id, name, status, version from documents where workspace_id = $1', [workspaceId]);
    const upload = await send(editor, { name: 'more.md', content: guide });
    expect([upload.status, await upload.json()]).toMatchObject([403, { error: { code: 'FORBIDDEN', permission: 'knowledge:create' } }]);
    const mutations: [string, string][] = [
      [`updateDocument(input: { id: "${id}", name: "x", tagIds: [], version: 1 })`, 'knowledge:update'], [`deleteDocument(input: { id: "${id}" })`, 'knowledge:delete'], [`retryDocument(input: { id: "${id}" })`, 'knowledge:create'],
      [`setSectionHidden(input: { sectionId: "${hit?.section.id}", hidden: true })`, 'knowledge:update'], ['createTag(input: { name: "x" })', 'knowledge:configure'], [`deleteTag(input: { id: "${tag}" })`, 'knowledge:configure'],
    ];
    for (const [mutation, permission] of mutations) {
      expect((await editor.graphql(`mutation { ${mutation} { __typename } }`)).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission });
    }
    expect(await product.sql('select id, name, status, version from documents where workspace_id = $1', [workspaceId])).toEqual(before);
    expect(await actionsOf(workspaceId)).toEqual(['tag.created', 'document.uploaded']);
  });

  it('another workspace’s documents are as if they were not there', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const tag = await makeTag(owner, 'Guests');
    const { id } = await add(owner, { name: 'guide.md', content: guide });
    const [hit] = await search(owner, 'parking');
    const { owner: other } = await product.createWorkspace();
    expect(await read(other, id)).toBeNull();
    expect(await search(other, 'parking')).toEqual([]);
    expect((await other.fetch(`/knowledge/documents/${id}/file`)).status).toBe(404);
    for (const mutation of [`updateDocument(input: { id: "${id}", name: "x", tagIds: [], version: 1 })`, `deleteDocument(input: { id: "${id}" })`, `retryDocument(input: { id: "${id}" })`, `setSectionHidden(input: { sectionId: "${hit?.section.id}", hidden: true })`, `deleteTag(input: { id: "${tag}" })`]) {
      expect((await other.graphql(`mutation { ${mutation} { __typename } }`)).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    }
    expect((await other.graphql('query { document(id: "nonsense") { id } }')).data).toEqual({ document: null });
    expect(await read(owner, id)).toMatchObject({ status: 'ready', version: 1 });
    expect(await actionsOf(workspaceId)).toEqual(['tag.created', 'document.uploaded']);
    const signedOut = await send(product.browser(), { name: 'a.md', content: guide });
    expect(signedOut.status).toBe(401);
  });
});

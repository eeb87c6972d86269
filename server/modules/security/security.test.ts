import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLocale, sentence } from '../../messages/index.ts';
import { join } from '../../testing/people.ts';
import { type Answer, type Product, startProduct } from '../../testing/product.ts';
import { type StoredEvent, verifyChain } from './index.ts';

let product: Product;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const LIST = 'query ($first: Int, $after: String) { auditEvents(first: $first, after: $after) { totalCount chainIntact pageInfo { hasNextPage endCursor } edges { node { sequence action actor summary details hash } } } }';
const PERMIT = 'mutation ($id: ID!) { setMemberPermission(input: { memberId: $id, permission: "agents:read", choice: grant }) { __typename } }';

const busy = async () => {
  const { owner, workspaceId } = await product.createWorkspace();
  const editor = await join(product, owner, 'editor', 'Edith Editor');
  await owner.ask(PERMIT, { id: editor.memberId });
  return { owner, workspaceId, editor };
};

describe('the audit log', () => {
  it('tells newest first who did what, in the reader’s language', async () => {
    const { owner } = await busy();
    const { auditEvents } = await owner.ask(LIST);
    expect(auditEvents).toMatchObject({ totalCount: 4, chainIntact: true });
    expect(auditEvents.edges.map(({ node }: Answer) => node.summary)).toEqual([
      'Olivia Owner granted “See agents” to Edith Editor.', 'Edith Editor joined as editor.', 'Olivia Owner invited somebody as editor.', 'Olivia Owner created the workspace.',
    ]);
    expect(JSON.stringify(auditEvents.edges.map(({ node }: Answer) => node.details))).not.toMatch(/Edith|@example/);
    const italian = await (await owner.post('/graphql', { query: LIST, variables: { first: 1 } }, { 'accept-language': 'it' })).json();
    expect(italian.data.auditEvents.edges[0].node.summary).toBe('Olivia Owner ha concesso «Vedere gli agenti» a Edith Editor.');
  });

  it('comes page by page', async () => {
    const { owner } = await busy();
    const first = (await owner.ask(LIST, { first: 3 })).auditEvents;
    const second = (await owner.ask(LIST, { first: 3, after: first.pageInfo.endCursor })).auditEvents;
    expect([...first.edges, ...second.edges].map(({ node }: Answer) => node.sequence)).toEqual([4, 3, 2, 1]);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  it('keeps what a person did when they have left, without their name', async () => {
    const { owner, editor } = await busy();
    await owner.ask('mutation ($id: ID!) { removeMember(input: { memberId: $id }) { __typename } }', { id: editor.memberId });
    const summaries = (await owner.ask(LIST)).auditEvents.edges.map(({ node }: Answer) => node.summary);
    expect(summaries.slice(0, 3)).toEqual(['Olivia Owner removed a member (editor).', 'Olivia Owner granted “See agents” to somebody who has left.', 'Somebody who has left joined as editor.']);
  });

  it.each([
    ['an entry was rewritten', "update audit_events set entry = replace(entry, 'editor', 'admin') where workspace_id = $1 and sequence = 2"],
    ['a column says something else than its entry', "update audit_events set action = 'member.removed' where workspace_id = $1 and sequence = 3"],
    ['the actor was swapped', 'update audit_events set actor_id = gen_random_uuid() where workspace_id = $1 and sequence = 1'],
    ['a moment was moved', "update audit_events set at = at + interval '1 microsecond' where workspace_id = $1 and sequence = 2"],
    ['one in the middle is missing', 'delete from audit_events where workspace_id = $1 and sequence = 2'],
    ['the last was cut off', 'delete from audit_events where workspace_id = $1 and sequence = 4'],
    ['all are gone', 'delete from audit_events where workspace_id = $1'],
  ])('notices that %s', async (_what, tampering) => {
    const { owner, workspaceId } = await busy();
    expect((await owner.ask(LIST)).auditEvents.chainIntact).toBe(true);
    await product.sql(tampering, [workspaceId]);
    expect((await owner.ask(LIST)).auditEvents.chainIntact).toBe(false);
  });

  it('can be checked without the product, in batches', async () => {
    const { workspaceId } = await busy();
    const events = await product.sql<StoredEvent>(`select workspace_id as "workspaceId", sequence, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor_kind as "actorKind", actor_id as "actorId", action,
      subject_kind as "subjectKind", subject_id as "subjectId", details, entry, previous_hash as "previousHash", hash from audit_events where workspace_id = $1 order by sequence`, [workspaceId]);
    const [head] = await product.sql<{ sequence: number; hash: Buffer }>('select sequence, hash from audit_heads where workspace_id = $1', [workspaceId]);
    expect(await verifyChain([events.slice(0, 1), events.slice(1, 3), events.slice(3)], head ?? null)).toEqual({ intact: true, events: 4 });
    expect(await verifyChain([events.slice(0, 2), events.slice(3)], head ?? null)).toEqual({ intact: false, brokenAt: 3 });
    expect(await verifyChain([events.map((event) => ({ ...event, details: { role: 'owner' } }))], head ?? null)).toEqual({ intact: false, brokenAt: 1 });
  });

  it('can’t be written to by the product’s own role', async () => {
    const { workspaceId } = await busy();
    for (const change of ["update audit_events set action = 'x'", 'delete from audit_events', "update audit_heads set hash = ''", 'delete from audit_heads']) {
      await expect(product.sql(`do $do$ begin set local role isatis_app; perform set_config('app.workspace_id', '${workspaceId}', true), set_config('app.permissions', 'member audit:read system', true); ${change}; end $do$`)).rejects.toThrow(/permission denied/);
    }
  });

  it('has a sentence for every action, in both languages', async () => {
    const modules = path.join(import.meta.dirname, '..');
    const files = (await readdir(modules, { recursive: true })).filter((name) => name.endsWith('.events.ts'));
    const sources = await Promise.all(files.map((name) => readFile(path.join(modules, name), 'utf8')));
    const actions = new Set(sources.flatMap((source) => [...source.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, action]) => action ?? '')));
    expect(actions.size).toBeGreaterThan(10);
    const unsaid = [...actions].flatMap((action) => ['en', 'it'].map((language) => [language, `audit.${action}`] as const)).filter(([language, key]) => sentence(readLocale(language), key) === key);
    expect(unsaid).toEqual([]);
  });
});

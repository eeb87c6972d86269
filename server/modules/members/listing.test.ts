import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../platform/database/database.ts';
import type { Schema } from '../../platform/database/schema.ts';
import { join } from '../../testing/people.ts';
import { type Answer, type Browser, type Product, startProduct } from '../../testing/product.ts';
import { type MemberSort, pageOfMembers } from './listing.store.ts';

const LIST = `query ($first: Int, $after: String, $sort: MemberSort, $roles: [String!], $status: [MemberStatus!], $hasGrants: Boolean) {
  members(first: $first, after: $after, sort: $sort, roles: $roles, status: $status, hasGrants: $hasGrants) { totalCount pageInfo { endCursor hasNextPage } edges { node { id name } } } }`;
const PEOPLE = 10_000;
const MINUTE = 60_000;

let product: Product;
let owner: Browser;
let workspaceId: string;
beforeAll(async () => {
  product = await startProduct();
  ({ owner, workspaceId } = await product.createWorkspace());
  await product.sql(`with people as (insert into users (id, name, email) select gen_random_uuid(), 'Person ' || lpad(n::text, 5, '0'), 'person-' || n || '@example.com' from generate_series(1, ${PEOPLE}) n returning id, name)
    insert into members (workspace_id, user_id, role, last_active_at, created_at) select $1::uuid, id, case when name like '%7' then 'admin' else 'editor' end,
      case when name like '%0' then null else now() - make_interval(mins => right(name, 5)::int) end, now() - make_interval(mins => 20000 - right(name, 5)::int) from people`, [workspaceId]);
  await product.sql('analyze members');
}, MINUTE);
afterAll(async () => { await product[Symbol.asyncDispose](); });

const orders: Readonly<Record<MemberSort, string>> = {
  joined: 'created_at, id', newest: 'created_at desc, id desc', name: 'lower(name), id', nameDescending: 'lower(name) desc, id desc',
  lastActive: "coalesce(last_active_at, '-infinity') desc, id desc", longestAway: "coalesce(last_active_at, '-infinity'), id",
};
const indexes: Readonly<Record<MemberSort, string>> = { joined: 'members_joined', newest: 'members_joined', name: 'members_name', nameDescending: 'members_name', lastActive: 'members_active', longestAway: 'members_active' };
const db = new Kysely<Schema>({ dialect: { createAdapter: () => new PostgresAdapter(), createDriver: () => new DummyDriver(), createIntrospector: (of) => new PostgresIntrospector(of), createQueryCompiler: () => new PostgresQueryCompiler() } });

describe('ten thousand members', () => {
  it.each(Object.entries(orders) as [MemberSort, string][])('are listed by %s without gaps or repeats', async (sort, order) => {
    const ids: string[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < 4; pages += 1) {
      const { members }: Record<string, Answer> = await owner.ask(LIST, { first: 100, after, sort });
      ids.push(...members.edges.map(({ node }: Answer) => node.id));
      after = members.pageInfo.endCursor;
      expect(members.totalCount).toBe(PEOPLE + 1);
    }
    // The owner is active as they ask; what moves meanwhile is left out of the comparison.
    const [me] = await product.sql<{ id: string }>("select id from members where workspace_id = $1 and role = 'owner'", [workspaceId]);
    const expected = (await product.sql<{ id: string }>(`select id from members where workspace_id = $1 and role <> 'owner' order by ${order} limit 399`, [workspaceId])).map(({ id }) => id);
    expect(ids.filter((id) => id !== me?.id).slice(0, 399)).toEqual(expected);
  });

  it.each(Object.entries(indexes) as [MemberSort, string][])('come from an index when listed by %s, from the middle on too', async (sort, index) => {
    const position = sort.includes('ame') ? 'person 05000' : new Date(Date.now() - 5000 * MINUTE).toISOString();
    const { sql, parameters } = pageOfMembers(db as unknown as Tx, workspaceId, { search: '', presets: [], customRoles: [], status: [], hasGrants: null, sort, after: [position, workspaceId], limit: 51 }).compile();
    const plan = JSON.stringify(await product.sql(`explain (format json) ${sql}`, parameters));
    expect(plan).toContain(index);
    expect(plan).not.toContain('"Node Type":"Sort"');
  });

  it('are filtered by role, by when they were last there, and by grants of their own', async () => {
    const count = async (variables: Record<string, unknown>): Promise<number> => (await owner.ask(LIST, { first: 1, ...variables })).members.totalCount;
    expect(await count({ roles: ['admin'] })).toBe(1000);
    expect(await count({ roles: ['admin', 'owner'] })).toBe(1001);
    expect(await count({ roles: [workspaceId] })).toBe(0);
    expect(await count({ status: ['never'] })).toBe(1000);
    expect(await count({ status: ['active', 'never'] })).toBe(PEOPLE + 1);
    expect(await count({ status: ['idle'] })).toBe(0);
    expect(await count({ hasGrants: true })).toBe(0);
    const [one] = (await owner.ask(LIST, { first: 1, roles: ['editor'] })).members.edges;
    await owner.ask('mutation ($id: ID!) { setMemberPermission(input: { memberId: $id, permission: "agents:read", choice: grant }) { __typename } }', { id: one.node.id });
    expect(await count({ hasGrants: true })).toBe(1);
    expect(await count({ hasGrants: false })).toBe(PEOPLE);
  });

  it('keep the name that a person changed', async () => {
    const { personId } = await join(product, owner, 'editor', 'Before Change');
    await product.sql("update users set name = 'After Change' where id = $1", [personId]);
    expect((await owner.ask('{ members(search: "after change") { edges { node { name } } } }')).members.edges).toEqual([{ node: { name: 'After Change' } }]);
  });
});

describe('several at once', () => {
  const ROLES = 'mutation ($input: ChangeMemberRolesInput!) { changeMemberRoles(input: $input) { ... on ChangedMembers { members { id role } refused { memberId name message } } ... on UserError { code } } }';
  const REMOVE = 'mutation ($input: RemoveMembersInput!) { removeMembers(input: $input) { ... on RemovedMembers { members { id } refused { memberId message } } ... on UserError { code } } }';
  const PREVIEW = 'query ($ids: [ID!]!, $role: Role) { memberChangePreview(memberIds: $ids, role: $role) { memberId name loses gains grants sessions invitations refusal } }';

  it('each is previewed, changed or refused by itself, and changed as the preview said', async () => {
    const { owner: boss } = await product.createWorkspace();
    const { viewer } = await boss.ask('{ viewer { membership { id } } }');
    const [a, b] = [await join(product, boss, 'admin', 'Ann Admin'), await join(product, boss, 'editor', 'Eddy Editor')];
    await boss.ask('mutation ($id: ID!) { setMemberPermission(input: { memberId: $id, permission: "agents:read", choice: grant }) { __typename } }', { id: b.memberId });
    const ids = [a.memberId, b.memberId, viewer.membership.id];
    const { memberChangePreview: [ann, eddy, self] } = await boss.ask(PREVIEW, { ids, role: 'editor' });
    expect(ann.refusal).toBeNull();
    expect(ann.gains).toEqual([]);
    expect(ann.loses.length).toBeGreaterThan(3);
    expect(eddy).toMatchObject({ loses: [], gains: [], refusal: null });
    expect(self.refusal).toContain('last owner');
    const held = async (id: string): Promise<number> => (await boss.ask('query ($id: ID!) { member(id: $id) { permissions { allowed } } }', { id })).member.permissions.filter(({ allowed }: Answer) => allowed).length;
    const before = await held(a.memberId);
    const { changeMemberRoles } = await boss.ask(ROLES, { input: { memberIds: [...ids, crypto.randomUUID()], role: 'editor' } });
    expect(changeMemberRoles.members.map(({ id }: Answer) => id)).toEqual([a.memberId, b.memberId]);
    expect(changeMemberRoles.refused.map(({ memberId }: Answer) => memberId)).toContain(viewer.membership.id);
    expect(changeMemberRoles.refused).toHaveLength(2);
    expect(before - (await held(a.memberId))).toBe(ann.loses.length);

    const { memberChangePreview: [, going] } = await boss.ask(PREVIEW, { ids });
    expect(going).toMatchObject({ grants: 1, sessions: 1, invitations: 0, refusal: null });
    const { removeMembers } = await boss.ask(REMOVE, { input: { memberIds: ids } });
    expect(removeMembers.members).toHaveLength(2);
    expect(removeMembers.refused).toHaveLength(1);
    expect((await boss.ask('{ members { totalCount } }')).members.totalCount).toBe(1);
    expect((await b.browser.ask('{ viewer { id } }')).viewer).toBeNull();
  });
});

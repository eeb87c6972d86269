import { randomUUID } from 'node:crypto';
import SCIMMY from 'scimmy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DnsServer, startDnsServer } from '../../testing/dns-server.ts';
import { connectLive } from '../../testing/live-connection.ts';
import { invite, join, meOf } from '../../testing/people.ts';
import { type Answer, type Browser, PASSWORD, type Product, startProduct } from '../../testing/product.ts';

let dns: DnsServer;
let product: Product;
beforeAll(async () => {
  dns = await startDnsServer();
  product = await startProduct({ SSO_DNS_SERVERS: dns.address, LOG_LEVEL: 'silent' });
});
afterAll(async () => {
  await product[Symbol.asyncDispose]();
  await dns[Symbol.asyncDispose]();
});

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** A directory: its key, and nothing else that a browser has. */
class Directory {
  readonly #key: string;
  constructor(key: string) { this.#key = key; }

  async ask(method: string, path: string, body?: unknown): Promise<{ status: number; headers: Headers; body: Answer }> {
    const answer = await fetch(new URL(`/scim/v2${path}`, product.url), { method, headers: { authorization: `Bearer ${this.#key}`, ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) };
  }

  async create(userName: string, more: Record<string, unknown> = {}): Promise<Answer> {
    const { status, body } = await this.ask('POST', '/Users', { schemas: [USER], userName, name: { givenName: 'Ada', familyName: 'Azzurra' }, externalId: randomUUID(), active: true, ...more });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body;
  }

  patch(id: string, ...Operations: unknown[]) { return this.ask('PATCH', `/Users/${id}`, { schemas: [PATCH], Operations }); }
}

const company = async () => {
  const { owner, workspaceId, email } = await product.createWorkspace();
  const domain = `${randomUUID().slice(0, 8)}.example`;
  const { addSsoDomain } = await owner.ask('mutation ($domain: String!) { addSsoDomain(input: { domain: $domain }) { ... on SsoDomain { id recordName recordValue } } }', { domain });
  dns.txt.set(addSsoDomain.recordName, [addSsoDomain.recordValue]);
  await owner.ask('mutation ($id: ID!) { verifySsoDomain(input: { id: $id }) { __typename } }', { id: addSsoDomain.id });
  const { createScimToken } = await owner.ask('mutation { createScimToken { ... on CreatedScimToken { secret token { ending } } } }');
  return { owner, workspaceId, ownerEmail: email, domain, key: createScimToken.secret as string, directory: new Directory(createScimToken.secret) };
};
const membersOf = async (owner: Browser): Promise<{ email: string; role: string; name: string; id: string }[]> =>
  (await owner.ask('{ members(first: 50) { edges { node { id email role name } } } }')).members.edges.map(({ node }: Answer) => node).filter(({ email }: Answer) => !String(email).startsWith('owner-'));
const eventsOf = async (workspaceId: string) => (await product.sql('select action, actor_kind, details from audit_events where workspace_id = $1 order by sequence', [workspaceId])).slice(1);
/** Somebody provisioned who has a password, as who forgot it may set one by mail. */
const signedIn = async (owner: Browser, domain: string, directory: Directory) => {
  const { email, token } = await invite(owner, 'editor', `grace-${randomUUID().slice(0, 8)}@${domain}`);
  const browser = product.browser();
  await browser.post('/auth/invitation/accept', { token, name: 'Grace', password: PASSWORD });
  return { browser, email, user: await directory.create(email) };
};

describe('a directory', () => {
  it('brings people in: an account, a membership, an audit entry', async () => {
    const { owner, workspaceId, domain, directory } = await company();
    const { status, headers, body } = await directory.ask('POST', '/Users', { schemas: [USER], userName: `Ada@${domain}`, externalId: 'e-1', displayName: 'Ada A.', name: { givenName: 'Ada', familyName: 'Azzurra' }, emails: [{ value: `ada@${domain}`, primary: true }], title: 'Dyer', password: 'ignored' });
    expect(status).toBe(201);
    expect(headers.get('content-type')).toContain('application/scim+json');
    expect(headers.get('location')).toBe(`${product.url}/scim/v2/Users/${body.id}`);
    expect(body).toMatchObject({ schemas: [USER], userName: `ada@${domain}`, externalId: 'e-1', active: true, groups: [{ value: 'editor' }], meta: { resourceType: 'User' } });
    expect(JSON.stringify(body)).not.toContain('ignored');
    expect(await membersOf(owner)).toMatchObject([{ email: `ada@${domain}`, role: 'editor', name: 'Ada A.' }]);
    expect((await eventsOf(workspaceId)).at(-1)).toMatchObject({ action: 'member.joined', actor_kind: 'system', details: { via: 'scim', role: 'editor' } });
    expect((await directory.ask('GET', `/Users/${body.id}`)).body).toEqual(body);
  });

  it('is answered with resources that fit the schema of RFC 7643, its own included', async () => {
    const { domain, directory } = await company();
    const user = await directory.create(`ada@${domain}`);
    expect(() => SCIMMY.Schemas.User.definition.coerce(structuredClone(user), 'out')).not.toThrow();
    const group = (await directory.ask('GET', '/Groups/editor')).body;
    expect(() => SCIMMY.Schemas.Group.definition.coerce(structuredClone(group), 'out')).not.toThrow();
    const config = (await directory.ask('GET', '/ServiceProviderConfig')).body;
    expect(config).toMatchObject({ patch: { supported: true }, bulk: { supported: false }, filter: { supported: true, maxResults: 200 }, authenticationSchemes: [{ type: 'oauthbearertoken' }] });
    const types = (await directory.ask('GET', '/ResourceTypes')).body;
    expect(types.Resources.map(({ id }: Answer) => id)).toEqual(['User', 'Group']);
    const { attributes } = (await directory.ask('GET', `/Schemas/${USER}`)).body;
    const declare = ({ name, type, multiValued, required, caseExact, referenceTypes, subAttributes = [] }: Answer): InstanceType<typeof SCIMMY.Types.Attribute> => new SCIMMY.Types.Attribute(type, name, { multiValued, required, caseExact, ...(referenceTypes ? { referenceTypes } : {}) }, subAttributes.map(declare));
    const own = new SCIMMY.Types.SchemaDefinition('User', USER, '', attributes.map(declare));
    expect(() => own.coerce(structuredClone(user), 'out')).not.toThrow();
    const declared = new Set([...attributes.map(({ name }: Answer) => name), 'schemas', 'id', 'externalId', 'meta']);
    expect(Object.keys(user).filter((name) => !declared.has(name))).toEqual([]);
  });

  it('finds people by name, by its own id, and page by page', async () => {
    const { domain, directory } = await company();
    const users = [];
    for (const name of ['ada', 'bea', 'cleo']) users.push(await directory.create(`${name}@${domain}`));
    const find = async (filter: string) => (await directory.ask('GET', `/Users?filter=${encodeURIComponent(filter)}`)).body;
    expect(await find(`userName eq "BEA@${domain}"`)).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: 1, startIndex: 1, itemsPerPage: 1, Resources: [{ id: users[1].id }] });
    expect(await find(`externalId Eq "${users[2].externalId}"`)).toMatchObject({ totalResults: 1, Resources: [{ id: users[2].id }] });
    expect(await find(`userName eq "nobody@${domain}"`)).toMatchObject({ totalResults: 0, Resources: [] });
    expect((await directory.ask('GET', '/Users?startIndex=2&count=1')).body).toMatchObject({ totalResults: 3, startIndex: 2, itemsPerPage: 1, Resources: [{ id: users[1].id }] });
    expect((await directory.ask('GET', '/Users?count=0')).body).toMatchObject({ totalResults: 3, Resources: [] });
    for (const wrong of ['userName co "a"', 'userName eq', 'title eq "x"', `userName eq "a" or id eq "b"`]) {
      expect((await directory.ask('GET', `/Users?filter=${encodeURIComponent(wrong)}`))).toMatchObject({ status: 400, body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '400', scimType: 'invalidFilter' } });
    }
  });

  it('takes somebody out at once, open socket included, and brings them back', async () => {
    const { owner, workspaceId, domain, directory } = await company();
    const { browser, email, user } = await signedIn(owner, domain, directory);
    await using live = await connectLive(browser);
    const { status, body } = await directory.patch(user.id, { op: 'Replace', path: 'active', value: 'False' });
    expect([status, body.active, body.groups]).toEqual([200, false, []]);
    expect(await live.closed).toBe(4401);
    expect((await browser.graphql('{ workspace { name } }')).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    expect(await membersOf(owner)).toEqual([]);
    expect((await eventsOf(workspaceId)).at(-1)).toMatchObject({ action: 'member.removed', actor_kind: 'system', details: { via: 'scim' } });
    expect((await directory.ask('GET', `/Users?filter=${encodeURIComponent(`userName eq "${email}"`)}`)).body).toMatchObject({ totalResults: 1, Resources: [{ active: false }] });
    expect((await directory.patch(user.id, { op: 'replace', value: { active: true } })).body).toMatchObject({ active: true });
    expect(await membersOf(owner)).toMatchObject([{ email, role: 'editor' }]);
    expect((await browser.post('/auth/sign-in/email', { email, password: PASSWORD })).status).toBe(200);
  });

  it('changes what people are called, by PATCH and by PUT', async () => {
    const { owner, domain, directory } = await company();
    const user = await directory.create(`ada@${domain}`);
    const patched = await directory.patch(user.id, { op: 'replace', path: 'name.familyName', value: 'Blu' }, { op: 'add', path: `${USER}:displayName`, value: 'Ada B.' }, { op: 'replace', value: { 'name.givenName': 'Adele', title: 'ignored' } });
    expect(patched.body).toMatchObject({ name: { givenName: 'Adele', familyName: 'Blu' }, displayName: 'Ada B.', externalId: user.externalId });
    expect((await membersOf(owner))[0]?.name).toBe('Ada B.');
    const put = await directory.ask('PUT', `/Users/${user.id}`, { schemas: [USER], userName: user.userName, name: { givenName: 'Ada' } });
    expect(put.body).toMatchObject({ name: { givenName: 'Ada' }, active: true });
    expect(put.body).not.toHaveProperty('externalId');
    expect(put.body).not.toHaveProperty('displayName');
    expect((await membersOf(owner))[0]?.name).toBe('Ada');
  });

  it('deletes: the membership goes, and the user is not there any more', async () => {
    const { owner, domain, directory } = await company();
    const user = await directory.create(`ada@${domain}`);
    expect(await directory.ask('DELETE', `/Users/${user.id}`)).toMatchObject({ status: 204, body: null });
    expect((await directory.ask('GET', `/Users/${user.id}`)).status).toBe(404);
    expect((await directory.ask('DELETE', `/Users/${user.id}`)).status).toBe(404);
    expect(await membersOf(owner)).toEqual([]);
    expect((await directory.create(`ada@${domain}`)).active).toBe(true);
  });

  it('takes over a member with their role, and never makes one twice', async () => {
    const { owner, domain, directory } = await company();
    const { email, token } = await invite(owner, 'admin', `grace@${domain}`);
    await product.browser().post('/auth/invitation/accept', { token, name: 'Grace', password: PASSWORD });
    expect(await directory.create(email)).toMatchObject({ active: true, groups: [{ value: 'admin' }] });
    expect(await membersOf(owner)).toHaveLength(1);
    expect(await directory.ask('POST', '/Users', { schemas: [USER], userName: email.toUpperCase() })).toMatchObject({ status: 409, body: { scimType: 'uniqueness', status: '409' } });
    const many = await Promise.all(Array.from({ length: 8 }, () => directory.ask('POST', '/Users', { schemas: [USER], userName: `new@${domain}` })));
    expect(many.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, ...Array<number>(7).fill(409)]);
    expect(await membersOf(owner)).toHaveLength(2);
  });

  it('can’t bring back whom people took out, nor take out the last owner', async () => {
    const { owner, workspaceId, domain, directory } = await company();
    const { browser, email, user } = await signedIn(owner, domain, directory);
    await owner.ask('mutation ($id: ID!) { removeMember(input: { memberId: $id }) { __typename } }', { id: (await meOf(browser)).memberId });
    expect((await directory.ask('GET', `/Users/${user.id}`)).body.active).toBe(false);
    expect(await directory.patch(user.id, { op: 'replace', path: 'active', value: true })).toMatchObject({ status: 403, body: { detail: expect.stringContaining(email) } });
    expect((await directory.ask('DELETE', `/Users/${user.id}`)).status).toBe(204);
    expect((await directory.ask('POST', '/Users', { schemas: [USER], userName: email })).status).toBe(403);
    const { personId } = await meOf(owner);
    await product.sql('update users set email = $2 where id = $1', [personId, `boss@${domain}`]);
    const boss = await directory.create(`boss@${domain}`);
    for (const attempt of [directory.patch(boss.id, { op: 'replace', path: 'active', value: false }), directory.ask('DELETE', `/Users/${boss.id}`)]) expect(await attempt).toMatchObject({ status: 403, body: { detail: expect.stringContaining('last owner') } });
    expect((await owner.ask('{ viewer { membership { role } } }')).viewer.membership.role).toBe('owner');
    expect(workspaceId).toBeTruthy();
  });

  it.each<[string, unknown, string]>([
    ['an address of another domain', { userName: 'ada@elsewhere.example' }, 'invalidValue'], ['no address', { userName: 'ada' }, 'invalidValue'], ['nobody', {}, 'invalidValue'],
    ['a word for active', { userName: 'ada@DOMAIN', active: 'perhaps' }, 'invalidValue'], ['a list', [], 'invalidValue'],
  ])('is refused %s', async (_what, body, scimType) => {
    const { owner, domain, directory } = await company();
    expect(await directory.ask('POST', '/Users', JSON.parse(JSON.stringify(body).replace('DOMAIN', domain)))).toMatchObject({ status: 400, body: { scimType, detail: expect.any(String) } });
    expect(await membersOf(owner)).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['no operations', { schemas: [PATCH], Operations: [] }, 'invalidValue'], ['another schema', { schemas: [USER], Operations: [{ op: 'replace', path: 'active', value: false }] }, 'invalidValue'],
    ['an unknown operation', { schemas: [PATCH], Operations: [{ op: 'move', path: 'active' }] }, 'invalidValue'], ['a removal of nothing', { schemas: [PATCH], Operations: [{ op: 'remove' }] }, 'noTarget'],
    ['another name', { schemas: [PATCH], Operations: [{ op: 'replace', path: 'userName', value: 'eve@example.org' }] }, 'mutability'], ['a removal of active', { schemas: [PATCH], Operations: [{ op: 'remove', path: 'active' }] }, 'mutability'],
  ])('is refused a PATCH with %s', async (_what, body, scimType) => {
    const { domain, directory } = await company();
    const user = await directory.create(`ada@${domain}`);
    expect(await directory.ask('PATCH', `/Users/${user.id}`, body)).toMatchObject({ status: 400, body: { scimType } });
    expect((await directory.ask('GET', `/Users/${user.id}`)).body).toEqual(user);
  });
});

describe('groups', () => {
  it('are the roles below owner, and change them at once', async () => {
    const { owner, domain, directory } = await company();
    const user = await directory.create(`ada@${domain}`);
    expect((await directory.ask('GET', '/Groups?excludedAttributes=members')).body.Resources.map(({ id }: Answer) => id)).toEqual(['admin', 'editor']);
    const patch = (id: string, ...Operations: unknown[]) => directory.ask('PATCH', `/Groups/${id}`, { schemas: [PATCH], Operations });
    expect((await patch('admin', { op: 'add', path: 'members', value: [{ value: user.id }] })).body.members).toMatchObject([{ value: user.id }]);
    expect((await membersOf(owner))[0]?.role).toBe('admin');
    expect((await patch('admin', { op: 'remove', path: `members[value eq "${user.id}"]` })).body.members).toEqual([]);
    expect((await membersOf(owner))[0]?.role).toBe('editor');
    expect((await directory.ask('PUT', '/Groups/admin', { displayName: 'Admin', members: [{ value: user.id }] })).body.members).toHaveLength(1);
    expect((await patch('admin', { op: 'replace', value: { members: [] } })).body.members).toEqual([]);
    expect((await membersOf(owner))[0]?.role).toBe('editor');
  });

  it('can’t be made, deleted, or used to make owners', async () => {
    const { domain, directory } = await company();
    const user = await directory.create(`ada@${domain}`);
    const { displayName } = (await directory.ask('GET', '/Groups/admin')).body;
    expect(await directory.ask('POST', '/Groups', { displayName })).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } });
    expect((await directory.ask('POST', '/Groups', { displayName: 'Dyers' })).status).toBe(403);
    expect((await directory.ask('DELETE', '/Groups/admin')).status).toBe(403);
    expect((await directory.ask('PATCH', '/Groups/owner', { schemas: [PATCH], Operations: [{ op: 'add', path: 'members', value: [{ value: user.id }] }] })).status).toBe(404);
    expect((await directory.ask('PATCH', '/Groups/admin', { schemas: [PATCH], Operations: [{ op: 'add', path: 'members', value: [{ value: randomUUID() }] }] })).status).toBe(404);
  });

  it('reach no further than whoever made the key', async () => {
    const { owner, domain } = await company();
    const editor = await join(product, owner, 'editor');
    await owner.ask('mutation ($id: ID!) { setMemberPermission(input: { memberId: $id, permission: "security:manage", choice: grant }) { __typename } }', { id: editor.memberId });
    const { createScimToken } = await editor.browser.ask('mutation { createScimToken { ... on CreatedScimToken { secret } } }');
    const directory = new Directory(createScimToken.secret);
    const user = await directory.create(`ada@${domain}`);
    expect((await directory.ask('GET', '/Groups')).body.Resources.map(({ id }: Answer) => id)).toEqual(['editor']);
    expect((await directory.ask('PUT', '/Groups/admin', { members: [{ value: user.id }] })).status).toBe(404);
  });
});

describe('the key', () => {
  it('is shown once, replaced by the next, and ends when it is revoked', async () => {
    const { owner, workspaceId, key, directory } = await company();
    expect(key).toMatch(/^isatis_scim_[\w-]{43}$/);
    expect(JSON.stringify(await product.sql('select * from scim_tokens where workspace_id = $1', [workspaceId]))).not.toContain(key);
    expect((await directory.ask('GET', '/Users')).status).toBe(200);
    const { createScimToken } = await owner.ask('mutation { createScimToken { ... on CreatedScimToken { secret } } }');
    expect((await directory.ask('GET', '/Users')).status).toBe(401);
    const next = new Directory(createScimToken.secret);
    expect((await next.ask('GET', '/Users')).status).toBe(200);
    expect((await owner.ask('{ singleSignOn { scimToken { lastUsedAt } } }')).singleSignOn.scimToken.lastUsedAt).toEqual(expect.any(String));
    await owner.ask('mutation { revokeScimToken { __typename } }');
    expect(await next.ask('GET', '/Users')).toMatchObject({ status: 401, body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '401' } });
  });

  it('opens nothing else, and nothing else opens this', async () => {
    const { owner, key } = await company();
    expect((await fetch(new URL('/graphql', product.url), { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify({ query: '{ workspace { name } }' }) }).then((answer) => answer.text()))).toContain('UNAUTHENTICATED');
    expect((await owner.fetch('/scim/v2/Users')).status).toBe(401);
    expect((await fetch(new URL('/scim/v2/Users', product.url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).status).toBe(401);
  });

  it('reaches its own workspace alone', async () => {
    const [one, other] = [await company(), await company()];
    const user = await one.directory.create(`ada@${one.domain}`);
    for (const [method, body] of [['GET'], ['DELETE'], ['PUT', { userName: user.userName }], ['PATCH', { schemas: [PATCH], Operations: [{ op: 'replace', path: 'active', value: false }] }]] as const) {
      expect((await other.directory.ask(method, `/Users/${user.id}`, body)).status).toBe(404);
    }
    expect((await other.directory.ask('GET', '/Users')).body.totalResults).toBe(0);
    expect((await one.directory.ask('GET', `/Users/${user.id}`)).body.active).toBe(true);
  });
});

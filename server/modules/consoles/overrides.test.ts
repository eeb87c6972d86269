import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Registry } from '#shared/contract/registry.ts';
import { readConfig } from '../../config.ts';
import { type BuiltFiles, makeBuiltFiles } from '../../testing/console-builds.ts';
import { join } from '../../testing/people.ts';
import { type Browser, type Product, startProduct } from '../../testing/product.ts';

const SHIPPED = 'bbbbbbbbbbbbbbbb';
const ORIGIN = 'http://localhost:3100';
const ADDRESS = `${ORIGIN}/mf-manifest.json`;

let files: BuiltFiles;
let product: Product;
beforeAll(async () => {
  files = await makeBuiltFiles();
  for (const app of ['agents', 'settings', 'shell']) {
    await files.build(app, SHIPPED);
    await files.ship(app, SHIPPED);
  }
  product = await startProduct({ DIST_DIR: files.dist, CONSOLE_OVERRIDE_ORIGINS: `${ORIGIN}, https://areas.example` });
});
afterAll(async () => {
  await product[Symbol.asyncDispose]();
  await files[Symbol.asyncDispose]();
});

const SET = 'mutation ($input: SetConsoleOverrideInput!) { setConsoleOverride(input: $input) { __typename ... on ConsoleOverriding { overrides { remote address } } ... on UserError { code message } ... on ValidationError { fields { path message } } } }';
const set = async (browser: Browser, address = ADDRESS, remote = 'agents') => (await browser.ask(SET, { input: { remote, address } })).setConsoleOverride;
const end = (browser: Browser) => browser.ask('mutation { endConsoleOverrides(input: {}) { overrides { remote } } }');
const remoteOf = async (browser: Browser, id = 'agents') => ((await (await browser.fetch('/console/registry.json')).json()) as Registry).remotes.find(({ manifest }) => manifest.id === id);
const policyOf = async (browser: Browser): Promise<Readonly<Record<string, string>>> => {
  const policy = (await browser.fetch('/', { headers: { accept: 'text/html' } })).headers.get('content-security-policy') ?? '';
  return Object.fromEntries(policy.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1).join(' ')]));
};
const summaries = async (browser: Browser): Promise<string[]> => (await browser.ask('{ auditEvents(first: 20) { edges { node { action summary } } } }')).auditEvents.edges.filter(({ node }: { node: { action: string } }) => node.action.startsWith('console.')).map(({ node }: { node: { summary: string } }) => node.summary);

const allow = (owner: Browser, memberId: string, choice: 'grant' | 'revoke') =>
  owner.ask('mutation ($input: SetMemberPermissionInput!) { setMemberPermission(input: $input) { __typename } }', { input: { memberId, permission: 'remotes:override', choice, reason: 'Develops agents' } });

describe('an area run from where it is developed', () => {
  it('is for those alone whom an owner permitted', async () => {
    const { owner } = await product.createWorkspace();
    const { browser: admin, memberId } = await join(product, owner, 'admin');
    const refused = await admin.graphql(SET, { input: { remote: 'agents', address: ADDRESS } });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'remotes:override', owners: ['Olivia Owner'] });
    expect((await remoteOf(admin))?.channel).toBe('stable');
    await allow(owner, memberId, 'grant');
    expect(await set(admin)).toMatchObject({ __typename: 'ConsoleOverriding', overrides: [{ remote: 'agents', address: ADDRESS }] });
  });

  it('comes to that person alone, without integrity; all else stays as it was', async () => {
    const { owner } = await product.createWorkspace();
    const { browser: admin } = await join(product, owner, 'admin');
    await set(owner);
    expect(await remoteOf(owner)).toMatchObject({ access: 'allowed', channel: 'override', buildId: 'development', entry: ADDRESS, integrity: {}, previous: null });
    expect((await remoteOf(owner, 'settings'))?.integrity['remote-entry.js']).toMatch(/^sha384-/);
    expect(await remoteOf(admin)).toMatchObject({ channel: 'stable', buildId: SHIPPED });
  });

  it('is named by the policy of that person’s page alone, with Trusted Types still on', async () => {
    const { owner } = await product.createWorkspace();
    const { browser: admin } = await join(product, owner, 'admin');
    const before = await policyOf(owner);
    await set(owner);
    const after = await policyOf(owner);
    expect(after).toMatchObject({ 'script-src': `'self' ${ORIGIN}`, 'connect-src': `'self' ${ORIGIN} ws://localhost:3100`, 'require-trusted-types-for': "'script'", 'trusted-types': 'default' });
    expect(before['script-src']).toBe("'self'");
    for (const other of [admin, product.browser()]) expect(await policyOf(other)).toMatchObject({ 'script-src': "'self'", 'connect-src': "'self'" });
    await end(owner);
    expect((await policyOf(owner))['script-src']).toBe("'self'");
  });

  it('may be one that is built nowhere yet', async () => {
    const { owner } = await product.createWorkspace();
    await set(owner, ADDRESS, 'board');
    expect(await remoteOf(owner, 'board')).toMatchObject({ channel: 'override', entry: ADDRESS, manifest: { id: 'board', routes: [], navigation: null } });
  });

  it('comes from the operator’s origins alone', async () => {
    const { owner } = await product.createWorkspace();
    for (const address of ['http://localhost:3101/mf-manifest.json', 'https://areas.example.evil/mf-manifest.json', 'http://areas.example/mf-manifest.json']) {
      expect(await set(owner, address)).toMatchObject({ __typename: 'ValidationError', fields: [{ path: 'address', message: `Areas may come from these origins alone: ${ORIGIN}, https://areas.example.` }] });
    }
    for (const address of ['mf-manifest.json', `${ORIGIN}/other.json`, `${ADDRESS}?x=1`, 'http://user@localhost:3100/mf-manifest.json']) {
      expect(await set(owner, address)).toMatchObject({ __typename: 'ValidationError', fields: [{ path: 'address', message: expect.stringContaining('mf-manifest.json') }] });
    }
    expect((await remoteOf(owner))?.channel).toBe('stable');
  });

  it('ends when the person may no more, by itself after half a day, and with the membership', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { browser: admin, memberId } = await join(product, owner, 'admin');
    await allow(owner, memberId, 'grant');
    await set(admin);
    await allow(owner, memberId, 'revoke');
    expect((await remoteOf(admin))?.channel).toBe('stable');
    expect((await policyOf(admin))['script-src']).toBe("'self'");
    await set(owner);
    const [row] = await product.sql<{ hours: number }>("select extract(epoch from ends_at - created_at) / 3600 as hours from console_overrides where workspace_id = $1 and user_id <> (select user_id from members where id = $2)", [workspaceId, memberId]);
    expect(Math.round(Number(row?.hours))).toBe(12);
    await product.sql('update console_overrides set ends_at = now() where workspace_id = $1', [workspaceId]);
    expect((await remoteOf(owner))?.channel).toBe('stable');
    expect((await policyOf(owner))['script-src']).toBe("'self'");
    await owner.ask('mutation ($id: ID!) { removeMember(input: { memberId: $id }) { __typename } }', { id: memberId });
    expect(await product.sql('select 1 from console_overrides where workspace_id = $1', [workspaceId])).toHaveLength(1);
  });

  it('is written down when it begins and ends', async () => {
    const { owner } = await product.createWorkspace();
    await set(owner);
    await end(owner);
    await end(owner);
    expect(await summaries(owner)).toEqual([`Olivia Owner runs “agents” from ${ADDRESS} no more.`, `Olivia Owner runs “agents” from ${ADDRESS}, for themselves alone.`]);
  });
});

const DEVELOPMENT = 'origins people { name } overrides { id remote title address name since endsAt holds isViewer memberId }';
const development = async (browser: Browser) => (await browser.ask(`{ consoleDevelopment { ${DEVELOPMENT} } }`)).consoleDevelopment;
const endOf = async (browser: Browser, memberId: string, remote = 'agents') =>
  (await browser.ask(`mutation ($input: EndMemberConsoleOverrideInput!) { endMemberConsoleOverride(input: $input) { __typename ... on ConsoleDevelopment { overrides { remote } } ... on UserError { code message } } }`, { input: { remote, memberId } })).endMemberConsoleOverride;

describe('what owners see of areas under development', () => {
  it('is who may, and who runs which area from where, since and until when', async () => {
    const { owner } = await product.createWorkspace();
    const { browser: admin, memberId } = await join(product, owner, 'admin');
    expect(await development(owner)).toEqual({ origins: [ORIGIN, 'https://areas.example'], people: [{ name: 'Olivia Owner' }], overrides: [] });
    await allow(owner, memberId, 'grant');
    await set(admin);
    await set(owner, ADDRESS, 'board');
    const { people, overrides } = await development(owner);
    expect(people).toHaveLength(2);
    expect(overrides).toEqual([
      expect.objectContaining({ remote: 'agents', title: 'Agents', address: ADDRESS, memberId, holds: true, isViewer: false }),
      expect.objectContaining({ remote: 'board', title: 'board', name: 'Olivia Owner', holds: true, isViewer: true }),
    ]);
    const [first] = overrides;
    expect(Date.parse(first.endsAt) - Date.parse(first.since)).toBeGreaterThan(11 * 3_600_000);
  });

  it('says which have no effect any more, since the permission went', async () => {
    const { owner } = await product.createWorkspace();
    const { browser: admin, memberId } = await join(product, owner, 'admin');
    await allow(owner, memberId, 'grant');
    await set(admin);
    await allow(owner, memberId, 'revoke');
    expect((await development(owner)).overrides).toEqual([expect.objectContaining({ remote: 'agents', holds: false })]);
  });

  it('is ended for somebody else, at once, written down, and once', async () => {
    const { owner } = await product.createWorkspace();
    const { browser: admin, memberId } = await join(product, owner, 'admin');
    await allow(owner, memberId, 'grant');
    await set(admin);
    await set(admin, ADDRESS, 'settings');
    expect(await endOf(owner, memberId)).toEqual({ __typename: 'ConsoleDevelopment', overrides: [{ remote: 'settings' }] });
    expect((await remoteOf(admin))?.channel).toBe('stable');
    expect((await remoteOf(admin, 'settings'))?.channel).toBe('override');
    expect((await summaries(owner))[0]).toMatch(new RegExp(`^Olivia Owner ended that .+ runs “agents” from ${ADDRESS}\\.$`));
    expect(await endOf(owner, memberId)).toMatchObject({ __typename: 'RuleError', code: 'console-override-ended', message: expect.stringContaining('ended already') });
  });

  it('is nothing for who may not manage the areas, though they may try some', async () => {
    const { owner } = await product.createWorkspace();
    const { browser: admin, memberId } = await join(product, owner, 'admin');
    await allow(owner, memberId, 'grant');
    await set(owner);
    const refused = await admin.graphql('{ consoleDevelopment { origins } }');
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'remotes:manage' });
    expect((await admin.ask('{ consoleOverriding { overrides { remote } } }')).consoleOverriding.overrides).toEqual([]);
  });

  it('stays within the workspace', async () => {
    const { owner } = await product.createWorkspace();
    const { owner: other } = await product.createWorkspace();
    await set(other);
    const [theirs] = (await development(other)).overrides;
    expect((await development(owner)).overrides).toEqual([]);
    expect(await endOf(owner, theirs.memberId)).toMatchObject({ __typename: 'RuleError', code: 'console-override-ended' });
    expect((await remoteOf(other))?.channel).toBe('override');
  });
});

describe('an installation that allows no origin', () => {
  it('says so, and takes no notice of what was set before', async () => {
    await using other = await startProduct({ DIST_DIR: files.dist });
    const { owner, workspaceId } = await other.createWorkspace();
    expect(await set(owner)).toMatchObject({ __typename: 'RuleError', code: 'console-override-none' });
    await other.sql("insert into console_overrides (workspace_id, user_id, remote, address, ends_at) select $1, user_id, 'agents', $2, now() + interval '1 hour' from members where workspace_id = $1", [workspaceId, ADDRESS]);
    expect((await remoteOf(owner))?.channel).toBe('stable');
    expect((await policyOf(owner))['script-src']).toBe("'self'");
  });

  it.each(['http://areas.example', 'https://areas.example/', 'https://areas.example/path', '*', 'https://*.example', 'localhost:3100'])('can’t be told to allow %s', (origins) => {
    expect(() => readConfig({ CONSOLE_OVERRIDE_ORIGINS: origins })).toThrow('CONSOLE_OVERRIDE_ORIGINS');
  });
});

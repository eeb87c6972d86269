import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Registry } from '#shared/contract/registry.ts';
import { startServer } from '../../main.ts';
import { type BuiltFiles, makeBuiltFiles } from '../../testing/console-builds.ts';
import { connectLive } from '../../testing/live-connection.ts';
import { join } from '../../testing/people.ts';
import { type Browser, type Product, startProduct } from '../../testing/product.ts';

const [FIRST, SHIPPED, NEXT, ALIEN, BROKEN] = ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb', 'cccccccccccccccc', 'dddddddddddddddd', 'eeeeeeeeeeeeeeee'];

let files: BuiltFiles;
let product: Product;
beforeAll(async () => {
  files = await makeBuiltFiles();
  const operations = { Agents: 'query Agents { agents { totalCount __typename } }' };
  await files.build('agents', FIRST, { operations });
  await files.build('agents', SHIPPED, { operations });
  await files.build('agents', NEXT, { operations, author: 'Grace' });
  await files.build('agents', ALIEN, { contract: 9 });
  await files.build('agents', BROKEN, { operations: { ...operations, Gone: 'query Gone { thisFieldIsGone }' } });
  await files.build('settings', FIRST);
  await files.ship('agents', SHIPPED);
  await files.ship('settings', FIRST);
  product = await startProduct({ DIST_DIR: files.dist });
});
afterAll(async () => {
  await product[Symbol.asyncDispose]();
  await files[Symbol.asyncDispose]();
});

const REMOTE = `... on ConsoleRemote { id version off followsShipped heldBack stable { buildId } previous { buildId } canary { build { buildId } share roles { id name } people } roleChoices { id name } pins { memberId name buildId } people }
  ... on UserError { code message } ... on ValidationError { fields { path } }`;
const STALE = '... on StaleError { currentVersion }';
const mutation = (field: string, type: string): string => `mutation ($input: ${type}!) { ${field}(input: $input) { __typename ${REMOTE} ${field.includes('pin') ? '' : STALE} } }`;
const does = (field: string, type: string) => async (browser: Browser, input: Record<string, unknown>) => (await browser.ask(mutation(field, type), { input: { remote: 'agents', ...input } }))[field];
const promote = does('promoteConsoleBuild', 'PromoteConsoleBuildInput');
const setCanary = does('setConsoleCanary', 'SetConsoleCanaryInput');
const rollBack = does('rollBackConsole', 'RollBackConsoleInput');
const switchRemote = does('switchConsoleRemote', 'SwitchConsoleRemoteInput');
const pin = does('pinConsoleBuild', 'PinConsoleBuildInput');
const unpin = does('unpinConsoleBuild', 'UnpinConsoleBuildInput');

const registryOf = async (browser: Browser): Promise<Registry> => (await browser.fetch('/console/registry.json')).json() as Promise<Registry>;
const agentsOf = async (browser: Browser) => (await registryOf(browser)).remotes.find(({ manifest }) => manifest.id === 'agents');
const given = async (browser: Browser) => {
  const remote = await agentsOf(browser);
  return `${remote?.channel} ${remote?.buildId}`;
};
const actions = async (workspaceId: string) => (await product.sql<{ action: string }>("select action from audit_events where workspace_id = $1 and action like 'console.%' order by sequence", [workspaceId])).map(({ action }) => action);

describe('the registry', () => {
  it('gives the shipped build with its integrity, and an earlier one to fall back to', async () => {
    const { owner } = await product.createWorkspace();
    const remote = await agentsOf(owner);
    expect(remote).toMatchObject({ access: 'allowed', channel: 'stable', buildId: SHIPPED, entry: `/console/agents/${SHIPPED}/mf-manifest.json`, previous: { buildId: FIRST, entry: `/console/agents/${FIRST}/mf-manifest.json` } });
    expect(remote?.integrity['remote-entry.js']).toMatch(/^sha384-/);
    expect(remote?.previous?.integrity['remote-entry.js']).toMatch(/^sha384-/);
  });

  it('gives nothing to fetch to who may not enter', async () => {
    const { owner } = await product.createWorkspace();
    const { browser } = await join(product, owner, 'editor');
    expect(await agentsOf(browser)).toMatchObject({ access: 'forbidden', entry: '', integrity: {}, previous: null });
  });
});

describe('promoting', () => {
  it('gives everybody the build, writes it down, and tells open consoles', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const admin = await join(product, owner, 'admin');
    await using live = await connectLive(admin.browser);
    const changes = live.subscribe('subscription { consoleChanged { remote } }');
    const heard = changes.next();
    let settled = false;
    void heard.finally(() => { settled = true; });
    expect(await promote(owner, { buildId: NEXT, version: 0 })).toMatchObject({ __typename: 'ConsoleRemote', version: 1, followsShipped: false, stable: { buildId: NEXT }, previous: { buildId: SHIPPED } });
    // When the server has begun to listen can't be seen from outside.
    for (let off = true; !settled; off = !off) {
      const { consoleRemote } = await owner.ask('{ consoleRemote(id: "agents") { version } }');
      await switchRemote(owner, { off, version: consoleRemote.version });
      await Promise.race([heard, new Promise((resolve) => { setTimeout(resolve, 20); })]);
    }
    expect(await heard).toMatchObject({ data: { consoleChanged: { remote: 'agents' } } });
    expect((await agentsOf(admin.browser))?.buildId).toBe(NEXT);
    expect((await actions(workspaceId))[0]).toBe('console.promoted');
    const { auditEvents } = await owner.ask('{ auditEvents(first: 50) { edges { node { action summary } } } }');
    expect(auditEvents.edges.find(({ node }: { node: { action: string } }) => node.action === 'console.promoted').node.summary).toBe('Olivia Owner gave everybody build cccccccc of “agents”.');
  });

  it('is refused for a build that is gone, of another contract, or whose operations aren’t answered', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    expect(await promote(owner, { buildId: '0000000000000000', version: 0 })).toMatchObject({ code: 'console-build-gone' });
    expect(await promote(owner, { buildId: ALIEN, version: 0 })).toMatchObject({ code: 'console-contract' });
    const refused = await promote(owner, { buildId: BROKEN, version: 0 });
    expect(refused.code).toBe('console-operations');
    expect(refused.message).toContain('Gone');
    expect(refused.message).toContain('thisFieldIsGone');
    for (const result of [await setCanary(owner, { buildId: BROKEN, share: 5, roles: [], version: 0 }), await pin(owner, { buildId: BROKEN, memberId: (await join(product, owner, 'admin')).memberId })]) expect(result).toMatchObject({ code: 'console-operations' });
    expect(await actions(workspaceId)).toEqual([]);
    const { consoleRemote } = await owner.ask('{ consoleRemote(id: "agents") { builds { buildId author size misfits { operation } } } }');
    expect(consoleRemote.builds.find(({ buildId }: { buildId: string }) => buildId === BROKEN).misfits).toEqual([{ operation: 'Gone' }]);
    expect(consoleRemote.builds.find(({ buildId }: { buildId: string }) => buildId === NEXT)).toMatchObject({ author: 'Grace', size: 1000 });
  });

  it('of somebody who looked at an older state changes nothing', async () => {
    const { owner } = await product.createWorkspace();
    await promote(owner, { buildId: NEXT, version: 0 });
    expect(await promote(owner, { buildId: FIRST, version: 0 })).toMatchObject({ __typename: 'StaleError', currentVersion: 1 });
    expect(await promote(owner, { buildId: NEXT, version: 1 })).toMatchObject({ code: 'console-already' });
  });

  it('is for those who may alone, and holds in their workspace alone', async () => {
    const { owner } = await product.createWorkspace();
    const { owner: other } = await product.createWorkspace();
    const { browser: admin } = await join(product, owner, 'admin');
    const refused = await admin.graphql(mutation('promoteConsoleBuild', 'PromoteConsoleBuildInput'), { input: { remote: 'agents', buildId: NEXT, version: 0 } });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'remotes:manage' });
    await promote(owner, { buildId: NEXT, version: 0 });
    expect(await given(other)).toBe(`stable ${SHIPPED}`);
  });
});

describe('rolling back', () => {
  it('gives what was there before, and follows the next shipped build again where one followed', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    await promote(owner, { buildId: NEXT, version: 0 });
    expect(await rollBack(owner, { version: 1 })).toMatchObject({ stable: { buildId: SHIPPED }, followsShipped: false });
    expect(await promote(owner, { buildId: null, version: 2 })).toMatchObject({ followsShipped: true });
    expect(await rollBack(owner, { version: 3 })).toMatchObject({ version: 4, heldBack: true });
    expect(await actions(workspaceId)).toEqual(['console.promoted', 'console.rolled-back', 'console.followed', 'console.rolled-back']);
  });
});

describe('a canary', () => {
  it('goes to its roles and ends', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { browser: admin } = await join(product, owner, 'admin');
    expect(await setCanary(owner, { buildId: NEXT, share: 0, roles: [], version: 0 })).toMatchObject({ __typename: 'ValidationError', fields: [{ path: 'share' }] });
    expect(await setCanary(owner, { buildId: NEXT, share: 0, roles: ['admin'], version: 0 })).toMatchObject({ canary: { build: { buildId: NEXT }, share: 0, roles: [{ id: 'admin', name: null }], people: 1 }, people: 2 });
    expect([await given(owner), await given(admin)]).toEqual([`stable ${SHIPPED}`, `canary ${NEXT}`]);
    expect((await agentsOf(admin))?.previous?.buildId).toBe(SHIPPED);
    await setCanary(owner, { buildId: NEXT, share: 100, roles: [], version: 1 });
    expect(await given(owner)).toBe(`canary ${NEXT}`);
    expect(await promote(owner, { buildId: NEXT, version: 2 })).toMatchObject({ canary: null, stable: { buildId: NEXT } });
    expect(await setCanary(owner, { buildId: null, share: 0, roles: [], version: 3 })).toMatchObject({ code: 'console-no-canary' });
    expect(await actions(workspaceId)).toEqual(['console.canary-set-for-roles', 'console.canary-set', 'console.promoted']);
  });
});

describe('a canary for one of the workspace’s own roles', () => {
  it('goes to those who hold it, not to those who hold the preset it ranks with, and to nobody once it is gone', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const [supporter, admin] = [await join(product, owner, 'editor'), await join(product, owner, 'admin')];
    const id = randomUUID();
    await owner.ask('mutation ($input: CreateRoleInput!) { createRole(input: $input) { __typename } }', { input: { id, from: 'admin', name: 'Support', permissions: ['workspace:read', 'agents:read'] } });
    await owner.ask('mutation ($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { __typename } }', { input: { memberId: supporter.memberId, customRoleId: id } });
    const set = await setCanary(owner, { buildId: NEXT, share: 0, roles: [id], version: 0 });
    expect(set).toMatchObject({ canary: { roles: [{ id, name: 'Support' }], people: 1 } });
    expect(set.roleChoices).toEqual([{ id: 'owner', name: null }, { id: 'admin', name: null }, { id: 'editor', name: null }, { id, name: 'Support' }]);
    expect([await given(supporter.browser), await given(admin.browser)]).toEqual([`canary ${NEXT}`, `stable ${SHIPPED}`]);
    await setCanary(owner, { buildId: NEXT, share: 0, roles: ['admin'], version: 1 });
    expect([await given(supporter.browser), await given(admin.browser)]).toEqual([`stable ${SHIPPED}`, `canary ${NEXT}`]);
    expect(await setCanary(owner, { buildId: NEXT, share: 0, roles: [randomUUID()], version: 2 })).toMatchObject({ __typename: 'ValidationError', fields: [{ path: 'roles' }] });
    const { auditEvents } = await owner.ask('{ auditEvents(first: 50) { edges { node { summary } } } }');
    expect(auditEvents.edges.map(({ node }: { node: { summary: string } }) => node.summary)).toContain('Olivia Owner gave build cccccccc of “agents” to 0 % of the people and to these roles: Support.');
    expect(await actions(workspaceId)).toHaveLength(2);
  });
});

describe('a pin', () => {
  it('is one member’s own, wins, and goes with the member', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const admin = await join(product, owner, 'admin', 'Alma Admin');
    expect(await pin(owner, { memberId: admin.memberId, buildId: FIRST })).toMatchObject({ pins: [{ name: 'Alma Admin', buildId: FIRST }] });
    await setCanary(owner, { buildId: NEXT, share: 100, roles: [], version: 0 });
    expect([await given(owner), await given(admin.browser)]).toEqual([`canary ${NEXT}`, `pin ${FIRST}`]);
    expect(await unpin(owner, { memberId: admin.memberId })).toMatchObject({ pins: [] });
    expect(await given(admin.browser)).toBe(`canary ${NEXT}`);
    await pin(owner, { memberId: admin.memberId, buildId: FIRST });
    await owner.ask('mutation ($id: ID!) { removeMember(input: { memberId: $id }) { __typename } }', { id: admin.memberId });
    expect(await product.sql('select 1 from console_pins where workspace_id = $1', [workspaceId])).toEqual([]);
  });
});

describe('switching off', () => {
  it('takes an area away without a trace to fetch; the settings stay', async () => {
    const { owner } = await product.createWorkspace();
    expect(await switchRemote(owner, { off: true, version: 0 })).toMatchObject({ off: true });
    expect(await agentsOf(owner)).toMatchObject({ access: 'off', entry: '', integrity: {} });
    expect(await switchRemote(owner, { off: false, version: 1 })).toMatchObject({ off: false });
    expect(await switchRemote(owner, { remote: 'settings', off: true, version: 0 })).toMatchObject({ code: 'console-always-on' });
  });
});

describe('beacons', () => {
  const tell = (browser: Browser, buildId: string, kind: string) => browser.post('/console/beacon', { remote: 'agents', buildId, kind, message: 'x', workspace: browser.workspaceId });
  const counts = (workspaceId: string) => product.sql('select build_id, sum(loads)::integer as loads, sum(failures)::integer as failures from console_health where workspace_id = $1 group by 1', [workspaceId]);

  it('count a session once, forget who it was, and don’t count strangers or broken lines', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { browser: admin } = await join(product, owner, 'admin');
    for (const browser of [owner, admin, admin]) expect((await tell(browser, SHIPPED, 'loaded')).status).toBe(204);
    await tell(admin, SHIPPED, 'network');
    await tell(admin, SHIPPED, 'render');
    await tell(admin, SHIPPED, 'render');
    await tell(admin, '0000000000000000', 'script');
    const stranger = product.browser();
    stranger.workspaceId = workspaceId;
    expect((await tell(stranger, SHIPPED, 'script')).status).toBe(204);
    expect((await tell(owner, SHIPPED, 'bad kind')).status).toBe(422);
    expect(await counts(workspaceId)).toEqual([{ build_id: SHIPPED, loads: 1, failures: 1 }]);
    const { consoleRemote } = await owner.ask('{ consoleRemote(id: "agents") { stable { health { loads failures } } } }');
    expect(consoleRemote.stable.health).toEqual({ loads: 1, failures: 1 });
  });

  it('take a build back by themselves when it fails and the one before did not', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const people = [owner, ...(await Promise.all(['a', 'b', 'c'].map(async () => (await join(product, owner, 'admin')).browser)))];
    for (const browser of people) await tell(browser, SHIPPED, 'loaded');
    await promote(owner, { buildId: NEXT, version: 0 });
    for (const browser of people.slice(0, 2)) await tell(browser, NEXT, 'script');
    expect(await given(owner)).toBe(`stable ${NEXT}`);
    await tell(people[2] as Browser, NEXT, 'integrity');
    expect(await given(owner)).toBe(`stable ${SHIPPED}`);
    const [event] = await product.sql("select actor_kind, action, details from audit_events where workspace_id = $1 order by sequence desc limit 1", [workspaceId]);
    expect(event).toMatchObject({ actor_kind: 'system', action: 'console.taken-back', details: { remote: 'agents', fromBuildId: NEXT, buildId: SHIPPED, failures: 3, tries: 3, otherFailures: 0, otherTries: 4 } });
  });

  it('end a canary that fails, and leave a build alone that is no worse', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const people = [owner, ...(await Promise.all(['a', 'b', 'c'].map(async () => (await join(product, owner, 'admin')).browser)))];
    for (const browser of people) await tell(browser, SHIPPED, 'script');
    await setCanary(owner, { buildId: NEXT, share: 100, roles: [], version: 0 });
    for (const browser of people) await tell(browser, NEXT, 'script');
    expect(await given(owner)).toBe(`canary ${NEXT}`);
    await product.sql('update console_health set loads = 100 where workspace_id = $1 and build_id = $2', [workspaceId, SHIPPED]);
    const late = (await join(product, owner, 'admin')).browser;
    await tell(late, NEXT, 'script');
    expect(await given(owner)).toBe(`stable ${SHIPPED}`);
    expect(await actions(workspaceId)).toContain('console.taken-back');
  });
});

describe('what an area takes from the shell', () => {
  const ui = '#shared/ui/index.ts';

  it('must be there: a build that needs a later shell isn’t given, and a tab with an earlier one says nothing of a build', async () => {
    await using built = await makeBuiltFiles();
    await built.build('shell', FIRST, { shared: { [ui]: '1.0.0' } });
    await built.ship('shell', FIRST);
    await built.build('agents', SHIPPED, { shared: { [ui]: '^1.0.0' } });
    await built.ship('agents', SHIPPED);
    await built.build('agents', NEXT, { shared: { [ui]: '^1.1.0' } });
    await using second = await startProduct({ DIST_DIR: built.dist });
    const { owner, workspaceId } = await second.createWorkspace();
    const refused = await promote(owner, { buildId: NEXT, version: 0 });
    expect(refused).toMatchObject({ code: 'console-shared' });
    expect(refused.message).toContain('needs #shared/ui/index.ts ^1.1.0; the shell of this version has 1.0.0');
    for (const [buildId, kind] of [[SHIPPED, 'shared'], [NEXT, 'shared'], [SHIPPED, 'loaded']] as const) await owner.post('/console/beacon', { remote: 'agents', buildId, kind, message: 'x', workspace: workspaceId });
    expect(await second.sql('select build_id, loads, failures from console_health where workspace_id = $1 order by 1', [workspaceId])).toEqual([{ build_id: SHIPPED, loads: 1, failures: 0 }, { build_id: NEXT, loads: 0, failures: 1 }]);
  });
});

describe('a version that starts', () => {
  it('refuses to when it can’t answer a build that people are given, and says which; or puts them back', async () => {
    await using built = await makeBuiltFiles();
    await built.build('agents', FIRST);
    await built.build('agents', NEXT, { operations: { Gone: 'query Gone { thisFieldIsGone }' } });
    await built.ship('agents', FIRST);
    await using second = await startProduct({ DIST_DIR: built.dist });
    const { owner, workspaceId } = await second.createWorkspace();
    await second.sql("insert into console_remotes (workspace_id, remote, stable) values ($1, 'agents', $2)", [workspaceId, NEXT]);
    expect((await owner.fetch('/health')).status).toBe(200);
    await second.server.close();
    await expect(startServer(second.settings)).rejects.toThrow(new RegExp(`agents, build ${NEXT} \\(stable\\): operation Gone: .*thisFieldIsGone`));
    await using again = await startServer({ ...second.settings, environment: { ...second.settings.environment, CONSOLE_FOLLOW_SHIPPED: 'true' } }).then((server) => ({ server, [Symbol.asyncDispose]: () => server.close() }));
    expect(again.server.url).toContain('http');
    expect(await second.sql("select stable from console_remotes where workspace_id = $1", [workspaceId])).toEqual([{ stable: null }]);
    expect(await second.sql("select action from audit_events where workspace_id = $1 order by sequence desc limit 1", [workspaceId])).toEqual([{ action: 'console.misfit-ended' }]);
  });

  it('refuses to when it can’t answer the shipped build', async () => {
    await using built = await makeBuiltFiles();
    await built.build('agents', FIRST, { operations: { Gone: 'query Gone { thisFieldIsGone }' } });
    await built.ship('agents', FIRST);
    await expect(startProduct({ DIST_DIR: built.dist })).rejects.toThrow(/agents, build a+ \(shipped\): operation Gone/);
  });
});

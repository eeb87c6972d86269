import type { GraphQLSchema } from 'graphql';
import type { z } from 'zod';
import type { BuildDescription } from '#shared/contract/build.ts';
import { contractVersion } from '#shared/contract/manifest.ts';
import { isRole } from '#shared/permissions/index.ts';
import { type Context, type Unit, performAsMember, read } from '../../access/index.ts';
import { type AuditEvent, record } from '../../audit/index.ts';
import { NotFoundError, RuleError, StaleError, ValidationError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { type BuiltRemote, builtRemotes } from './builds.ts';
import { stableOf, untouched } from './channels.ts';
import { CONSOLE_CHANGED, canaryEnded, canarySet, followed, pinned, promoted, rolledBack, switchedOff, switchedOn, unpinned } from './consoles.events.ts';
import { canaryInput, pinInput, promoteInput, remoteInput, switchInput, unpinInput } from './consoles.input.ts';
import * as store from './consoles.store.ts';
import { KEPT_MS, type Tally } from './health.ts';
import { misfitsOf } from './operations.ts';
import { availableOf, byPosition, consoleFolder, findBuild, findPrevious, misfitWithShell } from './registry.service.ts';

/** Without it nothing could be switched on again. */
const ALWAYS_ON = 'settings';

/** A remote with what this workspace chose, its builds and how they fare. */
export interface ManagedRemote {
  readonly built: BuiltRemote;
  readonly row: store.ChannelRow | null;
  readonly pins: readonly store.PinRow[];
  readonly health: ReadonlyMap<string, Tally>;
  /** The workspace's own. */
  readonly ownRoles: readonly { readonly id: string; readonly name: string }[];
}

export const canBeOff = ({ built }: ManagedRemote): boolean => built.id !== ALWAYS_ON;

async function manage({ tx, workspaceId }: Unit, remotes: readonly BuiltRemote[]): Promise<readonly ManagedRemote[]> {
  const [rows, pins, counts, ownRoles] = await Promise.all([store.listChannels(tx, workspaceId), store.listPins(tx, workspaceId), store.tallies(tx, workspaceId, new Date(Date.now() - KEPT_MS)), store.listOwnRoles(tx, workspaceId)]);
  return remotes.map((built) => ({
    built,
    row: rows.find(({ remote }) => remote === built.id) ?? null,
    pins: pins.filter(({ remote }) => remote === built.id),
    ownRoles,
    health: new Map(counts.filter(({ remote }) => remote === built.id).map(({ build_id, loads, failures }) => [build_id, { loads, failures }])),
  }));
}

const remotesOf = async ({ platform }: Context): Promise<readonly BuiltRemote[]> =>
  (await builtRemotes(consoleFolder(platform))).toSorted((a, b) => (a.shipped.manifest && b.shipped.manifest ? byPosition(a.shipped.manifest, b.shipped.manifest) : 0));

/** The console's areas, in the order of the navigation. */
export async function listRemotes(context: Context): Promise<readonly ManagedRemote[]> {
  const built = await remotesOf(context);
  return read(context, 'remotes:manage', (unit) => manage(unit, built));
}

/** One of them; null when there is none of that id. */
export async function getRemote(context: Context, id: string): Promise<ManagedRemote | null> {
  const built = (await remotesOf(context)).filter((remote) => remote.id === id);
  return read(context, 'remotes:manage', async (unit) => (await manage(unit, built))[0] ?? null);
}

async function findRemote(context: Context, id: string): Promise<BuiltRemote> {
  const built = (await remotesOf(context)).find((remote) => remote.id === id);
  if (!built) throw new NotFoundError(`no remote ${id}`);
  return built;
}

/**
 * A build that people may be given.
 * @throws RuleError `console-build-gone`, `console-contract`, `console-operations` (naming them), `console-shared`
 */
export function givable(schema: GraphQLSchema, built: BuiltRemote, buildId: string): BuildDescription {
  const build = findBuild(built, buildId);
  if (!build) throw new RuleError('console-build-gone', { build: buildId });
  if (build.contract !== contractVersion) throw new RuleError('console-contract', { contract: build.contract, ours: contractVersion });
  const misfits = misfitsOf(schema, build);
  if (misfits.length > 0) throw new RuleError('console-operations', { operations: misfits.map(({ operation }) => operation).join(', '), reason: misfits[0]?.reason ?? '' });
  const misfit = misfitWithShell(built, build);
  if (misfit) throw new RuleError('console-shared', { name: misfit.name, required: misfit.required, given: misfit.given ?? '–' });
  return build;
}

interface Change {
  readonly change: Parameters<typeof store.saveChannels>[2];
  readonly event: AuditEvent;
}

/** Changes what a workspace is given of a remote, with the audit event and the notice to open consoles. */
async function changeRemote(context: Context, { remote, version }: { readonly remote: string; readonly version: number }, decide: (built: BuiltRemote, row: store.ChannelRow, unit: Unit) => Change | Promise<Change>): Promise<ManagedRemote> {
  const built = await findRemote(context, remote);
  return performAsMember(context, 'remotes:manage', async (unit) => {
    const row = await store.lockChannels(unit.tx, unit.workspaceId, remote);
    if (row.version !== version) throw new StaleError(row.version);
    const { change, event } = await decide(built, row, unit);
    await store.saveChannels(unit.tx, row, change);
    await record(unit, event);
    await unit.publish(CONSOLE_CHANGED, { remote });
    return (await manage(unit, [built]))[0] as ManagedRemote;
  });
}

/** Gives everybody a build, or (without one) whatever build is shipped, now and from now on. A canary of the same build ends. */
export function promote(context: Context, schema: GraphQLSchema, input: z.input<typeof promoteInput>): Promise<ManagedRemote> {
  const { buildId, ...which } = validate(promoteInput, input);
  return changeRemote(context, which, (built, row) => {
    const before = stableOf(store.channelsOf(row), availableOf(built));
    const after = givable(schema, built, buildId ?? built.shipped.buildId).buildId;
    const already = buildId ? row.stable === buildId && row.held_for === null : row.stable === null;
    if (already) throw new RuleError('console-already');
    const previous = before === after ? row.previous : before;
    const noCanary = row.canary === after ? { canary: null, canary_share: 0, canary_roles: [], canary_since: null } : {};
    return {
      change: { stable: buildId ?? null, held_for: null, previous, stable_since: new Date(), ...noCanary },
      event: buildId ? promoted(which.remote, after, before) : followed(which.remote, after, before),
    };
  });
}

/** Gives a build to a share of the people and to those of some roles; without a build the canary ends. */
export function setCanary(context: Context, schema: GraphQLSchema, input: z.input<typeof canaryInput>): Promise<ManagedRemote> {
  const { buildId, share, roles, ...which } = validate(canaryInput, input);
  if (buildId && share === 0 && roles.length === 0) throw new ValidationError([{ path: 'share', code: 'canary-nobody' }]);
  return changeRemote(context, which, async (built, row, { tx, workspaceId }) => {
    if (!buildId) {
      if (row.canary === null) throw new RuleError('console-no-canary');
      return { change: { canary: null, canary_share: 0, canary_roles: [], canary_since: null }, event: canaryEnded(which.remote, row.canary) };
    }
    givable(schema, built, buildId);
    if (stableOf(store.channelsOf(row), availableOf(built)) === buildId) throw new RuleError('console-already');
    const own = await store.listOwnRoles(tx, workspaceId);
    if (roles.some((role) => !isRole(role) && !own.some(({ id }) => id === role))) throw new ValidationError([{ path: 'roles', code: 'role-gone' }]);
    const names = roles.map((role) => own.find(({ id }) => id === role)?.name ?? role);
    return { change: { canary: buildId, canary_share: share, canary_roles: roles, canary_since: row.canary === buildId ? row.canary_since : new Date() }, event: canarySet(which.remote, buildId, share, names) };
  });
}

/** How a row goes back from its stable build to another. One that followed the shipped build follows the next one again. */
export const backTo = (built: BuiltRemote, row: store.ChannelRow, previous: string, from: string): Parameters<typeof store.saveChannels>[2] => {
  const followedShipped = row.stable === null || row.held_for !== null;
  return {
    stable: followedShipped && previous === built.shipped.buildId ? null : previous, held_for: followedShipped && previous !== built.shipped.buildId ? built.shipped.buildId : null,
    previous: from, stable_since: new Date(),
  };
};

/** Everybody gets the build from before again. */
export function rollBack(context: Context, schema: GraphQLSchema, input: z.input<typeof remoteInput>): Promise<ManagedRemote> {
  const which = validate(remoteInput, input);
  return changeRemote(context, which, (built, row) => {
    const from = stableOf(store.channelsOf(row), availableOf(built));
    const previous = findPrevious(schema, built, store.channelsOf(row), from);
    if (!previous) throw new RuleError('console-nothing-before');
    return { change: backTo(built, row, previous.buildId, from), event: rolledBack(which.remote, from, previous.buildId) };
  });
}

/** Takes an area off everybody's console, or gives it back. */
export function switchRemote(context: Context, input: z.input<typeof switchInput>): Promise<ManagedRemote> {
  const { off, ...which } = validate(switchInput, input);
  return changeRemote(context, which, (_built, row) => {
    if (off && which.remote === ALWAYS_ON) throw new RuleError('console-always-on');
    if (row.off === off) throw new RuleError(off ? 'console-already-off' : 'console-already-on');
    return { change: { off }, event: off ? switchedOff(which.remote) : switchedOn(which.remote) };
  });
}

/** Gives one member a build of their own until it is taken back. */
export async function pin(context: Context, schema: GraphQLSchema, input: z.input<typeof pinInput>): Promise<ManagedRemote> {
  const { remote, memberId, buildId } = validate(pinInput, input);
  const built = await findRemote(context, remote);
  return performAsMember(context, 'remotes:manage', async (unit) => {
    const { tx, workspaceId } = unit;
    if (!(await store.isMember(tx, workspaceId, memberId))) throw new NotFoundError('no member');
    givable(schema, built, buildId);
    await store.savePin(tx, workspaceId, remote, memberId, buildId);
    await record(unit, pinned(remote, buildId, memberId));
    await unit.publish(CONSOLE_CHANGED, { remote });
    return (await manage(unit, [built]))[0] as ManagedRemote;
  });
}

/** The member gets what everybody gets. */
export async function unpin(context: Context, input: z.input<typeof unpinInput>): Promise<ManagedRemote> {
  const { remote, memberId } = validate(unpinInput, input);
  const built = await findRemote(context, remote);
  return performAsMember(context, 'remotes:manage', async (unit) => {
    const buildId = await store.deletePin(unit.tx, unit.workspaceId, remote, memberId);
    if (buildId === null) throw new NotFoundError('no pin');
    await record(unit, unpinned(remote, buildId, memberId));
    await unit.publish(CONSOLE_CHANGED, { remote });
    return (await manage(unit, [built]))[0] as ManagedRemote;
  });
}

/** For a remote that nobody changed anything of. */
export const channelsOf = ({ row }: ManagedRemote): ReturnType<typeof store.channelsOf> => (row ? store.channelsOf(row) : untouched);

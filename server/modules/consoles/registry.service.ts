import path from 'node:path';
import type { GraphQLSchema } from 'graphql';
import type { BuildDescription } from '#shared/contract/build.ts';
import { type RemoteManifest, contractVersion } from '#shared/contract/manifest.ts';
import type { Registry, RegistryRemote } from '#shared/contract/registry.ts';
import { type SharedMisfit, sharedMisfit } from '#shared/contract/shared-versions.ts';
import { meets } from '#shared/permissions/index.ts';
import { type Context, ForbiddenError, type MemberActor, UnauthenticatedError, read } from '../../access/index.ts';
import { type BuiltRemote, asRemoteBuild, builtRemotes } from './builds.ts';
import { type Available, type Channels, previousOf, resolveChannel, roleOf, untouched } from './channels.ts';
import * as store from './consoles.store.ts';
import { misfitsOf } from './operations.ts';
import { overridesIn, withOverrides } from './overrides.service.ts';

/** Folder of the console's builds. */
export const consoleFolder = ({ config }: Pick<Context['platform'], 'config'>): string => path.join(config.DIST_DIR, 'console');

const GROUPS = ['work', 'manage'];
const position = ({ navigation, id }: RemoteManifest): readonly [number, number, string] =>
  navigation ? [GROUPS.indexOf(navigation.group), navigation.order, id] : [GROUPS.length, 0, id];

/** Order of the navigation. */
export const byPosition = (a: RemoteManifest, b: RemoteManifest): number => {
  const [groupA, orderA, idA] = position(a);
  const [groupB, orderB, idB] = position(b);
  return groupA - groupB || orderA - orderB || idA.localeCompare(idB);
};

/** What there is of a remote, for the rules of {@link resolveChannel}. */
export const availableOf = ({ id, shipped, builds }: BuiltRemote): Available => {
  const ids = new Set(builds.map(({ buildId }) => buildId));
  return { remote: id, shipped: shipped.buildId, has: (buildId) => ids.has(buildId) };
};

export const findBuild = ({ shipped, builds }: BuiltRemote, buildId: string): BuildDescription | undefined =>
  builds.find((build) => build.buildId === buildId) ?? (shipped.buildId === buildId ? shipped : undefined);

/** What a build takes from the shell that the current shell doesn't have, or null. */
export const misfitWithShell = ({ given }: BuiltRemote, { shared }: BuildDescription): SharedMisfit | null =>
  given && sharedMisfit(Object.entries(shared).map(([name, requiredVersion]) => ({ name, requiredVersion })), Object.fromEntries(Object.entries(given).map(([name, version]) => [name, { [version]: true }])));

/** Whether this version can take a build: its contract is ours, its operations are answered, the shell has what it takes. */
const fits = (schema: GraphQLSchema, remote: BuiltRemote, build: BuildDescription): boolean => build.contract === contractVersion && misfitsOf(schema, build).length === 0 && misfitWithShell(remote, build) === null;

/** The build to go back to from another, if there is one. */
export function findPrevious(schema: GraphQLSchema, remote: BuiltRemote, channels: Channels, current: string): BuildDescription | null {
  const previous = previousOf(channels, availableOf(remote), current, remote.builds.map(({ buildId }) => buildId), (id) => remote.builds.some((build) => build.buildId === id && fits(schema, remote, build)));
  return previous === null ? null : (findBuild(remote, previous) ?? null);
}

function resolveRemote(schema: GraphQLSchema, remote: BuiltRemote, channels: Channels, { person, role, customRole, permissions }: MemberActor, pin: string | null): RegistryRemote {
  const { buildId, channel } = resolveChannel(channels, availableOf(remote), { personId: person.id, role: roleOf({ role, customRole }), pin });
  const build = findBuild(remote, buildId) ?? remote.shipped;
  const { manifest } = build.manifest ? { manifest: build.manifest } : { manifest: remote.shipped.manifest as RemoteManifest };
  const access = channels.off ? 'off' : meets(permissions, manifest.requires) ? 'allowed' : 'forbidden';
  if (access !== 'allowed') return { manifest, access, channel, buildId, entry: '', integrity: {}, previous: null };
  const previous = findPrevious(schema, remote, channels, buildId);
  return { manifest, access, channel, ...asRemoteBuild(build), previous: previous && asRemoteBuild(previous) };
}

/**
 * The remotes as one person gets them: with an entry where they may enter, and with the manifest alone where they
 * may not or the remote is off, so that its address can explain itself and nothing is downloaded.
 */
export async function resolveRegistry(context: Context, schema: GraphQLSchema): Promise<Registry> {
  const { platform, actor } = context;
  if (actor.kind === 'anonymous') throw new UnauthenticatedError('signed out');
  if (actor.kind !== 'member') throw new ForbiddenError('member', null);
  const [remotes, [rows, pins, overrides]] = await Promise.all([
    builtRemotes(consoleFolder(platform)),
    read(context, 'member', (unit) => Promise.all([store.listChannels(unit.tx, unit.workspaceId), store.listPinsOf(unit.tx, unit.workspaceId, actor.memberId), overridesIn(unit, platform, actor)])),
  ]);
  const resolved = remotes.map((remote) => {
    const row = rows.find((one) => one.remote === remote.id);
    const pin = pins.find((one) => one.remote === remote.id)?.build_id ?? null;
    return resolveRemote(schema, remote, row ? store.channelsOf(row) : untouched, actor, pin);
  });
  return { contract: 1, remotes: withOverrides(resolved, overrides).toSorted((a, b) => byPosition(a.manifest, b.manifest)) };
}

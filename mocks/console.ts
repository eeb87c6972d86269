import { roles } from '#shared/permissions/index.ts';
import type { StoredBuild, StoredConsoleRemote } from './console-fixtures.ts';
import type { MutationEndMemberConsoleOverrideArgs, MutationPinConsoleBuildArgs, MutationPromoteConsoleBuildArgs, MutationRollBackConsoleArgs, MutationSetConsoleCanaryArgs, MutationSwitchConsoleRemoteArgs, MutationUnpinConsoleBuildArgs, QueryConsoleRemoteArgs } from './schema-types.ts';
import type { Domain } from './types.ts';
import { type World, audit, may, need, permissionsOf, ruleError, staleError, validationError, viewerOf } from './world.ts';

const stableOf = ({ stable, shipped }: StoredConsoleRemote): string => stable ?? shipped;

const shownBuild = (remote: StoredConsoleRemote, { loads, failures, misfits, ...build }: StoredBuild) => ({
  __typename: 'ConsoleBuild' as const, ...build, id: `${remote.id}/${build.buildId}`,
  isShipped: build.buildId === remote.shipped, isStable: build.buildId === stableOf(remote), isCanary: build.buildId === remote.canary?.buildId,
  misfits: misfits.map((operation) => ({ operation, reason: 'Cannot query field "colour" on type "Agent".' })), health: { loads, failures },
});

const find = (remote: StoredConsoleRemote, buildId: string | null | undefined) => {
  const build = remote.builds.find((one) => one.buildId === buildId);
  return build ? shownBuild(remote, build) : null;
};

const previousOf = (remote: StoredConsoleRemote): string | null => {
  const current = stableOf(remote);
  const older = remote.builds.slice(remote.builds.findIndex(({ buildId }) => buildId === current) + 1).filter(({ misfits }) => misfits.length === 0).map(({ buildId }) => buildId);
  return [remote.previous, remote.shipped, ...older].find((buildId) => buildId && buildId !== current) ?? null;
};

const rolesOf = (world: World, ids: readonly string[]) => ids.map((id) => ({ id, name: world.roles.find((role) => role.id === id)?.name ?? null }));

const shown = (world: World, remote: StoredConsoleRemote) => {
  const stable = find(remote, stableOf(remote));
  if (!stable) throw new Error(`${remote.id} has no stable build`);
  const people = world.people.length;
  const canaryBuild = find(remote, remote.canary?.buildId);
  return {
    __typename: 'ConsoleRemote' as const, id: remote.id, title: remote.title, version: remote.version, off: remote.off, canBeOff: remote.id !== 'settings',
    followsShipped: remote.stable === null, heldBack: false, stable, previous: find(remote, previousOf(remote)),
    canary: remote.canary && canaryBuild ? { build: canaryBuild, share: remote.canary.share, roles: rolesOf(world, remote.canary.roles), people: Math.round((people * remote.canary.share) / 100) } : null,
    roleChoices: rolesOf(world, [...roles, ...world.roles.map(({ id }) => id)]),
    pins: remote.pins.map(({ memberId, buildId, since }) => ({ id: `${remote.id}/${memberId}`, memberId, buildId, since, name: world.people.find(({ id }) => `membership-${id}` === memberId || id === memberId)?.name ?? '', isViewer: memberId === `membership-${viewerOf(world)?.id ?? ''}` })),
    builds: remote.builds.map((build) => shownBuild(remote, build)), people, viewerCanManage: may(world, 'remotes:manage'), viewerMayEnter: true,
  };
};

const developmentIn = (world: World) => ({
  __typename: 'ConsoleDevelopment' as const, id: 'console-development', origins: [...world.overrideOrigins],
  people: world.people.filter((person) => permissionsOf(world, person).has('remotes:override')).map(({ id, name }) => ({ id: `membership-${id}`, name })),
  overrides: world.overrides.map((override) => {
    const person = world.people.find(({ id }) => override.memberId === `membership-${id}`);
    return {
      ...override, id: `${override.remote}/${override.memberId}`, title: world.consoles.find(({ id }) => id === override.remote)?.title ?? override.remote, name: person?.name ?? '',
      holds: person !== undefined && permissionsOf(world, person).has('remotes:override'), isViewer: person?.id === viewerOf(world)?.id,
    };
  }),
});

/** Which builds of its areas a workspace is given. */
export const consoleDomain = (world: World): Domain => {
  const remoteOf = (id: string) => world.consoles.find((one) => one.id === id);
  const change = (id: string, version: number | null, action: string, make: (remote: StoredConsoleRemote) => Partial<StoredConsoleRemote>) => {
    need(world, 'remotes:manage');
    const remote = remoteOf(id);
    if (!remote) return ruleError('This area is gone.');
    if (version !== null && version !== remote.version) return staleError(remote.version);
    Object.assign(remote, make(remote), { version: remote.version + 1 });
    audit(world, `console.${action}`, `${viewerOf(world)?.name ?? ''} changed “${id}”.`);
    world.topics.publish('consoleChanged', { remote: id });
    return shown(world, remote);
  };
  const misfit = (id: string, buildId: string | null | undefined) => remoteOf(id)?.builds.find((build) => build.buildId === buildId)?.misfits[0];
  const refuse = (operation: string) => ruleError(`This build asks for what this version of the server doesn’t answer, so it can’t be given to anybody: ${operation}.`);
  return {
    query: {
      consoleRemotes: () => {
        need(world, 'remotes:manage');
        return world.consoles.map((remote) => shown(world, remote));
      },
      // A console on mocks has no page of its own whose policy could name another origin.
      consoleOverriding: () => {
        need(world, 'remotes:override');
        return { id: 'console-overriding', origins: [], overrides: [] };
      },
      consoleDevelopment: () => {
        need(world, 'remotes:manage');
        return developmentIn(world);
      },
      consoleRemote: ({ id }: QueryConsoleRemoteArgs) => {
        need(world, 'remotes:manage');
        const remote = remoteOf(id);
        return remote ? shown(world, remote) : null;
      },
    },
    mutation: {
      promoteConsoleBuild: ({ input: { remote, buildId, version } }: MutationPromoteConsoleBuildArgs) => {
        const operation = misfit(remote, buildId);
        return operation ? refuse(operation) : change(remote, version, 'promoted', (before) => ({ stable: buildId ?? null, previous: stableOf(before), canary: before.canary?.buildId === buildId ? null : before.canary }));
      },
      setConsoleCanary: ({ input: { remote, buildId, share, roles, version } }: MutationSetConsoleCanaryArgs) => {
        if (buildId && share === 0 && roles.length === 0) return validationError({ share: 'Choose a share above 0 %, or at least one role.' });
        return change(remote, version, 'canary-set', () => ({ canary: buildId ? { buildId, share, roles } : null }));
      },
      rollBackConsole: ({ input: { remote, version } }: MutationRollBackConsoleArgs) => change(remote, version, 'rolled-back', (before) => ({ stable: previousOf(before), previous: stableOf(before) })),
      switchConsoleRemote: ({ input: { remote, off, version } }: MutationSwitchConsoleRemoteArgs) => change(remote, version, off ? 'switched-off' : 'switched-on', () => ({ off })),
      pinConsoleBuild: ({ input: { remote, memberId, buildId } }: MutationPinConsoleBuildArgs) => {
        const pinned = change(remote, null, 'pinned', ({ pins }) => ({ pins: [...pins.filter((pin) => pin.memberId !== memberId), { memberId, buildId, since: world.now().toISOString() }] }));
        return pinned.__typename === 'StaleError' ? ruleError(pinned.message) : pinned;
      },
      setConsoleOverride: () => ruleError('This installation allows no address to run areas from.'),
      endConsoleOverrides: () => ({ id: 'console-overriding', origins: [], overrides: [] }),
      endMemberConsoleOverride: ({ input: { remote, memberId } }: MutationEndMemberConsoleOverrideArgs) => {
        need(world, 'remotes:manage');
        const left = world.overrides.filter((override) => override.remote !== remote || override.memberId !== memberId);
        if (left.length === world.overrides.length) return ruleError('That has ended already. The list shows what is run now.');
        world.overrides = left;
        audit(world, 'console.override-ended-for', `${viewerOf(world)?.name ?? ''} ended that somebody runs “${remote}” from elsewhere.`);
        world.topics.publish('consoleChanged', { remote });
        return developmentIn(world);
      },
      unpinConsoleBuild: ({ input: { remote, memberId } }: MutationUnpinConsoleBuildArgs) => {
        const unpinned = change(remote, null, 'unpinned', ({ pins }) => ({ pins: pins.filter((pin) => pin.memberId !== memberId) }));
        return unpinned.__typename === 'StaleError' ? ruleError(unpinned.message) : unpinned;
      },
    },
    subscription: {
      async *consoleChanged() {
        for await (const { remote } of world.topics.listen('consoleChanged')) yield { consoleChanged: { remote } };
      },
    },
  };
};

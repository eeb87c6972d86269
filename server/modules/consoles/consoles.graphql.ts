import type { BuildDescription } from '#shared/contract/build.ts';
import { isRole, meets, roles as presetRoles } from '#shared/permissions/index.ts';
import { holds } from '../../access/index.ts';
import { builder } from '../../graphql/builder.ts';
import type { GraphContext } from '../../graphql/context.ts';
import { failures } from '../../graphql/errors.ts';
import { isInCanary, stableOf } from './channels.ts';
import { CONSOLE_CHANGED } from './consoles.events.ts';
import { type ManagedRemote, canBeOff, channelsOf, getRemote, listRemotes, pin, promote, rollBack, setCanary, switchRemote, unpin } from './consoles.service.ts';
import type { PinRow } from './consoles.store.ts';
import type { Tally } from './health.ts';
import { misfitsOf } from './operations.ts';
import { peopleWhoMayEnter } from './people.service.ts';
import { availableOf, findBuild, findPrevious } from './registry.service.ts';

interface ShownBuild { readonly remote: ManagedRemote; readonly build: BuildDescription }

const ConsoleHealth = builder.objectRef<Tally>('ConsoleHealth').implement({
  description: 'Open consoles in which a build worked and in which it failed, each counted once in five minutes; of the last 30 days.',
  fields: (t) => ({ loads: t.exposeInt('loads'), failures: t.exposeInt('failures') }),
});

const ConsoleMisfit = builder.objectRef<{ operation: string; reason: string }>('ConsoleMisfit').implement({
  fields: (t) => ({ operation: t.exposeString('operation'), reason: t.exposeString('reason') }),
});

const ConsoleBuild = builder.objectRef<ShownBuild>('ConsoleBuild').implement({
  description: 'One immutable build of an area.',
  fields: (t) => ({
    id: t.id({ resolve: ({ build: { app, buildId } }) => `${app}/${buildId}` }),
    buildId: t.id({ resolve: ({ build }) => build.buildId }),
    createdAt: t.field({ type: 'DateTime', nullable: true, description: 'null while it is under development.', resolve: ({ build, remote }) => (remote.built.builds.includes(build) ? new Date(build.createdAt) : null) }),
    author: t.string({ resolve: ({ build }) => build.author }),
    size: t.int({ description: 'Bytes as they are sent, compressed.', resolve: ({ build }) => build.sizes.brotli }),
    isShipped: t.boolean({ description: 'Came with this version of the product.', resolve: ({ build, remote }) => remote.built.shipped.buildId === build.buildId }),
    isStable: t.boolean({ resolve: ({ build, remote }) => stableOf(channelsOf(remote), availableOf(remote.built)) === build.buildId }),
    isCanary: t.boolean({ resolve: ({ build, remote }) => channelsOf(remote).canary?.buildId === build.buildId }),
    misfits: t.field({ type: [ConsoleMisfit], description: 'Operations that this version doesn’t answer: such a build can’t be given to anybody.', resolve: ({ build }, _args, _context, { schema }) => [...misfitsOf(schema, build)] }),
    health: t.field({ type: ConsoleHealth, resolve: ({ build, remote }) => remote.health.get(build.buildId) ?? { loads: 0, failures: 0 } }),
  }),
});

interface ShownCanary { readonly remote: ManagedRemote; readonly build: BuildDescription; readonly share: number; readonly roles: readonly string[] }

const audience = ({ built }: ManagedRemote, context: GraphContext) => peopleWhoMayEnter(context, built.shipped.manifest?.requires ?? {});

interface CanaryRole { readonly id: string; readonly name: string | null }

const ConsoleRole = builder.objectRef<CanaryRole>('ConsoleRole').implement({
  description: 'A role that a canary may be for.',
  fields: (t) => ({ id: t.exposeID('id', { description: 'A preset’s name, or the id of one of the workspace’s own.' }), name: t.exposeString('name', { nullable: true, description: 'Of one of the workspace’s own.' }) }),
});

/** One that was deleted since is for nobody any more. */
const rolesOf = (roles: readonly string[], { ownRoles }: ManagedRemote): CanaryRole[] => roles.flatMap((id): CanaryRole[] => {
  const own = ownRoles.find((role) => role.id === id);
  return own ? [own] : isRole(id) ? [{ id, name: null }] : [];
});

const ConsoleCanary = builder.objectRef<ShownCanary>('ConsoleCanary').implement({
  fields: (t) => ({
    build: t.field({ type: ConsoleBuild, resolve: ({ remote, build }) => ({ remote, build }) }),
    share: t.exposeInt('share', { description: 'Per cent.' }),
    roles: t.field({ type: [ConsoleRole], resolve: ({ roles, remote }) => rolesOf(roles, remote) }),
    people: t.int({
      description: 'How many members get it.',
      resolve: async ({ remote, build, share, roles }, _args, context) => (await audience(remote, context)).filter((person) => isInCanary({ buildId: build.buildId, share, roles }, remote.built.id, person)).length,
    }),
  }),
});

const ConsolePin = builder.objectRef<PinRow & { readonly managed: ManagedRemote }>('ConsolePin').implement({
  fields: (t) => ({
    id: t.id({ resolve: ({ remote, member_id }) => `${remote}/${member_id}` }),
    memberId: t.exposeID('member_id'),
    name: t.exposeString('name'),
    buildId: t.id({ resolve: ({ build_id }) => build_id }),
    since: t.expose('created_at', { type: 'DateTime' }),
    isViewer: t.boolean({ resolve: ({ user_id }, _args, { actor }) => actor.kind === 'member' && actor.person.id === user_id }),
  }),
});

const shown = (remote: ManagedRemote, build: BuildDescription | null | undefined): ShownBuild | null => (build ? { remote, build } : null);

const ConsoleRemote = builder.objectRef<ManagedRemote>('ConsoleRemote').implement({
  description: 'An area of the console with its builds, and what this workspace is given of it.',
  fields: (t) => ({
    id: t.id({ resolve: ({ built }) => built.id }),
    title: t.string({ resolve: ({ built }, _args, { locale }) => built.shipped.manifest?.title[locale] ?? built.id }),
    version: t.int({ resolve: ({ row }) => row?.version ?? 0 }),
    off: t.boolean({ resolve: ({ row }) => row?.off ?? false }),
    canBeOff: t.boolean({ resolve: canBeOff }),
    followsShipped: t.boolean({ description: 'Gets each shipped build as it comes.', resolve: ({ row }) => (row?.stable ?? null) === null }),
    heldBack: t.boolean({ description: 'Went back from the shipped build, until the next one.', resolve: ({ row, built }) => row?.held_for === built.shipped.buildId }),
    stable: t.field({ type: ConsoleBuild, resolve: (remote) => ({ remote, build: findBuild(remote.built, stableOf(channelsOf(remote), availableOf(remote.built))) ?? remote.built.shipped }) }),
    previous: t.field({
      type: ConsoleBuild, nullable: true, description: 'What rolling back gives; null when there is nothing to go back to.',
      resolve: (remote, _args, _context, { schema }) => shown(remote, findPrevious(schema, remote.built, channelsOf(remote), stableOf(channelsOf(remote), availableOf(remote.built)))),
    }),
    canary: t.field({
      type: ConsoleCanary, nullable: true,
      resolve: (remote) => {
        const { canary } = channelsOf(remote);
        const build = canary && findBuild(remote.built, canary.buildId);
        return build && canary ? { remote, build, share: canary.share, roles: canary.roles } : null;
      },
    }),
    roleChoices: t.field({ type: [ConsoleRole], description: 'Roles that a canary may be for: the presets, and the workspace’s own.', resolve: (remote) => rolesOf([...presetRoles, ...remote.ownRoles.map(({ id }) => id)], remote) }),
    pins: t.field({ type: [ConsolePin], resolve: (managed) => managed.pins.map((row) => ({ ...row, managed })) }),
    builds: t.field({ type: [ConsoleBuild], description: 'Newest first.', resolve: (remote) => (remote.built.builds.length > 0 ? remote.built.builds : [remote.built.shipped]).map((build) => ({ remote, build })) }),
    people: t.int({ description: 'Members who may enter it.', resolve: async (remote, _args, context) => (await audience(remote, context)).length }),
    viewerCanManage: t.boolean({ resolve: (_remote, _args, { actor }) => holds(actor, 'remotes:manage') }),
    viewerMayEnter: t.boolean({ resolve: ({ built }, _args, { actor }) => actor.kind === 'member' && meets(actor.permissions, built.shipped.manifest?.requires ?? {}) }),
  }),
});

builder.queryField('consoleRemotes', (t) => t.field({
  type: [ConsoleRemote], permission: 'remotes:manage', description: 'In the order of the navigation.', resolve: async (_root, _args, context) => [...(await listRemotes(context))],
}));

builder.queryField('consoleRemote', (t) => t.field({
  type: ConsoleRemote, nullable: true, permission: 'remotes:manage', args: { id: t.arg.id() }, resolve: (_root, { id }, context) => getRemote(context, id),
}));

const PromoteConsoleBuildInput = builder.inputType('PromoteConsoleBuildInput', {
  fields: (t) => ({ remote: t.id(), buildId: t.id({ required: false, description: 'Without it everybody follows the shipped build.' }), version: t.int() }),
});
builder.mutationField('promoteConsoleBuild', (t) => t.field({
  type: ConsoleRemote, permission: 'remotes:manage', errors: { types: failures.all }, args: { input: t.arg({ type: PromoteConsoleBuildInput }) },
  resolve: (_root, { input }, context, { schema }) => promote(context, schema, input),
}));

const SetConsoleCanaryInput = builder.inputType('SetConsoleCanaryInput', {
  fields: (t) => ({ remote: t.id(), buildId: t.id({ required: false, description: 'Without it the canary ends.' }), share: t.int({ description: 'Per cent.' }), roles: t.idList({ description: 'Presets by name, the workspace’s own by id.' }), version: t.int() }),
});
builder.mutationField('setConsoleCanary', (t) => t.field({
  type: ConsoleRemote, permission: 'remotes:manage', errors: { types: failures.all }, args: { input: t.arg({ type: SetConsoleCanaryInput }) },
  resolve: (_root, { input }, context, { schema }) => setCanary(context, schema, input),
}));

const ConsoleRemoteInput = builder.inputType('RollBackConsoleInput', { fields: (t) => ({ remote: t.id(), version: t.int() }) });
builder.mutationField('rollBackConsole', (t) => t.field({
  type: ConsoleRemote, permission: 'remotes:manage', errors: { types: failures.all }, args: { input: t.arg({ type: ConsoleRemoteInput }) },
  resolve: (_root, { input }, context, { schema }) => rollBack(context, schema, input),
}));

const SwitchConsoleRemoteInput = builder.inputType('SwitchConsoleRemoteInput', { fields: (t) => ({ remote: t.id(), off: t.boolean(), version: t.int() }) });
builder.mutationField('switchConsoleRemote', (t) => t.field({
  type: ConsoleRemote, permission: 'remotes:manage', errors: { types: failures.all }, args: { input: t.arg({ type: SwitchConsoleRemoteInput }) },
  resolve: (_root, { input }, context) => switchRemote(context, input),
}));

const PinConsoleBuildInput = builder.inputType('PinConsoleBuildInput', { fields: (t) => ({ remote: t.id(), memberId: t.id(), buildId: t.id() }) });
builder.mutationField('pinConsoleBuild', (t) => t.field({
  type: ConsoleRemote, permission: 'remotes:manage', errors: { types: failures.checked }, args: { input: t.arg({ type: PinConsoleBuildInput }) },
  resolve: (_root, { input }, context, { schema }) => pin(context, schema, input),
}));

const UnpinConsoleBuildInput = builder.inputType('UnpinConsoleBuildInput', { fields: (t) => ({ remote: t.id(), memberId: t.id() }) });
builder.mutationField('unpinConsoleBuild', (t) => t.field({
  type: ConsoleRemote, permission: 'remotes:manage', errors: { types: failures.checked }, args: { input: t.arg({ type: UnpinConsoleBuildInput }) },
  resolve: (_root, { input }, context) => unpin(context, input),
}));

const ConsoleChange = builder.objectRef<{ remote: string }>('ConsoleChange').implement({ fields: (t) => ({ remote: t.id({ resolve: ({ remote }) => remote }) }) });
builder.subscriptionField('consoleChanged', (t) => t.field({
  type: ConsoleChange, permission: 'member', description: 'People are given other builds of an area: ask the registry again.',
  subscribe: (_root, _args, { platform, actor, signal }) => platform.pubsub.subscribe(CONSOLE_CHANGED, actor.kind === 'member' ? actor.workspaceId : '', signal),
  resolve: (notice) => ({ remote: String((notice as { remote?: unknown }).remote ?? '') }),
}));


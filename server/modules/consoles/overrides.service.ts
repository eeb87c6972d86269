import { sql } from 'kysely';
import type { z } from 'zod';
import { type RemoteManifest, contractVersion } from '#shared/contract/manifest.ts';
import { type RegistryRemote, developmentBuild } from '#shared/contract/registry.ts';
import { type Context, type MemberActor, type Unit, holds, membershipsOf, performAsMember, read } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { RuleError, ValidationError } from '../../platform/failure.ts';
import type { Platform } from '../../platform/platform.ts';
import { validate } from '../../platform/validate.ts';
import { CONSOLE_CHANGED, overridden, overrideEnded } from './consoles.events.ts';
import { endOverridesInput, overrideInput } from './consoles.input.ts';
import * as store from './consoles.store.ts';

/** A working day: one that is forgotten ends by itself. */
const HOLDS_MS = 43_200_000;

/** Where the operator allows areas to come from. */
export const allowedOrigins = ({ config }: Platform): readonly string[] => config.CONSOLE_OVERRIDE_ORIGINS ?? [];
export const isAllowed = (platform: Platform, address: string): boolean => allowedOrigins(platform).includes(URL.parse(address)?.origin ?? '');

/** Whether somebody may run areas from elsewhere: with their own eyes, in a browser of their own. */
const mayOverride = (actor: MemberActor): boolean => holds(actor, 'remotes:override') && actor.viewing === null && actor.token === null;

/** What the viewer runs from elsewhere, and from where they may. */
export interface Overriding { readonly origins: readonly string[]; readonly overrides: readonly store.OverrideRow[] }

/** The overrides that hold for who asks: those that are still permitted, from origins that are still allowed. */
export async function overridesIn({ tx, workspaceId }: Unit, platform: Platform, actor: MemberActor): Promise<readonly store.OverrideRow[]> {
  if (allowedOrigins(platform).length === 0 || !mayOverride(actor)) return [];
  return (await store.listOverrides(tx, workspaceId, actor.person.id)).filter(({ address }) => isAllowed(platform, address));
}

const overriding = async (unit: Unit<MemberActor>, platform: Platform): Promise<Overriding> => ({ origins: allowedOrigins(platform), overrides: await overridesIn(unit, platform, unit.actor) });

export const getOverriding = (context: Context): Promise<Overriding> => read(context, 'remotes:override', (unit) => overriding(unit as Unit<MemberActor>, context.platform));

/**
 * Has one area come from the address where it is developed, for the viewer alone and for half a day. The area's files
 * can't be checked: a development server makes them anew at each edit. Hence the origin's place on the operator's list,
 * the permission of its own, and the entry in the audit log.
 * @throws RuleError `console-override-none` where the operator allows no origin
 * @throws ValidationError for an address elsewhere
 */
export function setOverride(context: Context, input: z.input<typeof overrideInput>): Promise<Overriding> {
  const { platform } = context;
  return performAsMember(context, 'remotes:override', async (unit) => {
    const { remote, address } = validate(overrideInput, input);
    const origins = allowedOrigins(platform);
    if (origins.length === 0) throw new RuleError('console-override-none');
    if (!isAllowed(platform, address)) throw new ValidationError([{ path: 'address', code: 'override-origin', params: { origins: origins.join(', ') } }]);
    const endsAt = new Date(Date.now() + HOLDS_MS);
    await store.saveOverride(unit.tx, unit.workspaceId, { userId: unit.actor.person.id, remote, address, endsAt });
    await record(unit, overridden(remote, address, endsAt));
    await unit.publish(CONSOLE_CHANGED, { remote });
    return overriding(unit, platform);
  });
}

/** The viewer gets what they would get without: of one area, or of all. */
export function endOverrides(context: Context, input: z.input<typeof endOverridesInput>): Promise<Overriding> {
  return performAsMember(context, 'remotes:override', async (unit) => {
    const { remote } = validate(endOverridesInput, input);
    for (const ended of await store.deleteOverrides(unit.tx, unit.workspaceId, unit.actor.person.id, remote ?? null)) {
      await record(unit, overrideEnded(ended.remote, ended.address));
      await unit.publish(CONSOLE_CHANGED, { remote: ended.remote });
    }
    return overriding(unit, context.platform);
  });
}

/**
 * The origins that a page's policy has to name for whoever asks for it. A page is asked for without a workspace, so
 * those of all of theirs. Nobody's page names any while the operator allows none.
 */
export async function overrideOriginsOf({ platform, actor }: Context): Promise<readonly string[]> {
  if (allowedOrigins(platform).length === 0 || (actor.kind !== 'member' && actor.kind !== 'person')) return [];
  const { rows } = await sql<{ workspace_id: string; address: string }>`select * from app.console_overrides_of(${actor.person.id})`.execute(platform.database.app);
  if (rows.length === 0) return [];
  const permitted = new Set((await membershipsOf(platform.database, actor.person.id)).filter(({ permissions }) => permissions.has('remotes:override')).map(({ workspaceId }) => workspaceId));
  return [...new Set(rows.filter(({ workspace_id, address }) => permitted.has(workspace_id) && isAllowed(platform, address)).map(({ address }) => new URL(address).origin))];
}

/** An area that is built nowhere yet; the browser learns of its pages from where it is developed. */
const unbuilt = (id: string): RemoteManifest => ({ id, contract: contractVersion, title: { en: id, it: id }, requires: {}, routes: [], navigation: null });

/** The registry of somebody who runs areas from elsewhere: those come without integrity and without a build to fall back to; all others stay as they are. */
export function withOverrides(remotes: readonly RegistryRemote[], overrides: readonly store.OverrideRow[]): readonly RegistryRemote[] {
  const override = (remote: string, manifest: RemoteManifest): RegistryRemote[] =>
    overrides.filter((one) => one.remote === remote).map(({ address }) => ({ manifest, access: 'allowed', channel: 'override', buildId: developmentBuild, entry: address, integrity: {}, previous: null }));
  return [
    ...remotes.map((remote) => (remote.access === 'allowed' ? (override(remote.manifest.id, remote.manifest)[0] ?? remote) : remote)),
    ...overrides.filter(({ remote }) => !remotes.some(({ manifest }) => manifest.id === remote)).flatMap(({ remote }) => override(remote, unbuilt(remote))),
  ];
}

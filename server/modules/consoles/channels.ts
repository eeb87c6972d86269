import { createHash } from 'node:crypto';
import type { RegistryRemote } from '#shared/contract/registry.ts';

/** What a workspace chose for one remote. Build ids; null follows the shipped build. */
export interface Channels {
  readonly stable: string | null;
  /** `stable` holds only while this is the shipped build; null for good. */
  readonly heldFor: string | null;
  /** What was stable before. */
  readonly previous: string | null;
  readonly canary: { readonly buildId: string; readonly share: number; readonly roles: readonly string[] } | null;
  readonly off: boolean;
}

export const untouched: Channels = { stable: null, heldFor: null, previous: null, canary: null, off: false };

/** Who asks, as far as it decides. `role` is the one that they hold: a preset's name, or the id of one of the workspace's own. */
export interface Asking { readonly personId: string; readonly role: string; readonly pin: string | null }

/** The role that somebody holds, as a canary names it. Who holds one of the workspace's own doesn't hold the preset that it ranks with. */
export const roleOf = ({ role, customRole }: { readonly role: string; readonly customRole: { readonly id: string } | null }): string => customRole?.id ?? role;

/** The builds there are: the shipped one, and whether another's files are still there. */
export interface Available { readonly remote: string; readonly shipped: string; has(buildId: string): boolean }

const RANGE = 2 ** 32;

/**
 * Where a person stands between 0 and 100 for one canary: always the same for them, another one for the next canary,
 * so that it isn't always the same people who go first. Raising the share keeps those who are in.
 */
export function standing(remote: string, canary: string, personId: string): number {
  const hash = createHash('sha256').update(`${remote}/${canary}/${personId}`).digest();
  return (hash.readUInt32BE(0) / RANGE) * 100;
}

/** The build that everybody gets who is neither pinned nor in the canary. */
export function stableOf({ stable, heldFor }: Channels, { shipped, has }: Available): string {
  const holds = heldFor === null || heldFor === shipped;
  return stable !== null && holds && has(stable) ? stable : shipped;
}

export const isInCanary = (canary: NonNullable<Channels['canary']>, remote: string, { personId, role }: Omit<Asking, 'pin'>): boolean =>
  canary.roles.includes(role) || standing(remote, canary.buildId, personId) < canary.share;

/** Which build a person gets, and what decided it: the pin, then the canary, then stable. A build whose files are gone is passed over. */
export function resolveChannel(channels: Channels, available: Available, asking: Asking): { readonly buildId: string; readonly channel: Exclude<RegistryRemote['channel'], 'override'> } {
  const { pin } = asking;
  if (pin !== null && available.has(pin)) return { buildId: pin, channel: 'pin' };
  const { canary } = channels;
  if (canary !== null && available.has(canary.buildId) && isInCanary(canary, available.remote, asking)) return { buildId: canary.buildId, channel: 'canary' };
  return { buildId: stableOf(channels, available), channel: 'stable' };
}

/**
 * What to go back to from a build: from a pin or a canary to stable, from stable to what was stable before, else to
 * the shipped build, else to the newest build that is older. `fits` says whether a build's files are there and this
 * version can answer it.
 * @param newestFirst ids of the builds there are
 */
export function previousOf(channels: Channels, available: Available, current: string, newestFirst: readonly string[], fits: (buildId: string) => boolean): string | null {
  const older = newestFirst.slice(newestFirst.indexOf(current) + 1);
  const candidates = [stableOf(channels, available), channels.previous, available.shipped, ...older];
  return candidates.find((id): id is string => id !== null && id !== current && fits(id)) ?? null;
}

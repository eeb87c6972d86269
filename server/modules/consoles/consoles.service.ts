import path from 'node:path';
import type { RemoteManifest } from '#shared/contract/manifest.ts';
import type { Registry } from '#shared/contract/registry.ts';
import { meets } from '#shared/permissions/index.ts';
import { type Context, ForbiddenError, UnauthenticatedError } from '../../access/index.ts';
import { validate } from '../../platform/validate.ts';
import { builtRemotes } from './builds.ts';
import { beaconInput } from './consoles.input.ts';

/** Folder of the console's builds. */
export const consoleFolder = ({ config }: Context['platform']): string => path.join(config.DIST_DIR, 'console');

const GROUPS = ['work', 'manage'];
const position = ({ navigation, id }: RemoteManifest): readonly [number, number, string] =>
  navigation ? [GROUPS.indexOf(navigation.group), navigation.order, id] : [GROUPS.length, 0, id];

const byPosition = (a: RemoteManifest, b: RemoteManifest): number => {
  const [groupA, orderA, idA] = position(a);
  const [groupB, orderB, idB] = position(b);
  return groupA - groupB || orderA - orderB || idA.localeCompare(idB);
};

/**
 * The remotes as one person gets them: with an entry where they may enter, and with the manifest alone where they
 * may not, so that its address can explain itself and nothing is downloaded.
 */
export async function resolveRegistry({ platform, actor }: Context): Promise<Registry> {
  if (actor.kind === 'anonymous') throw new UnauthenticatedError('signed out');
  if (actor.kind !== 'member') throw new ForbiddenError('member', null);
  const builds = await builtRemotes(consoleFolder(platform));
  return {
    contract: 1,
    remotes: builds.toSorted((a, b) => byPosition(a.manifest, b.manifest)).map(({ manifest, buildId, integrity }) => {
      const allowed = meets(actor.permissions, manifest.requires);
      const known = { manifest, buildId, channel: 'stable' as const, previous: null };
      if (!allowed) return { ...known, entry: '', integrity: {}, access: 'forbidden' as const };
      return { ...known, entry: `/console/${manifest.id}/${buildId}/mf-manifest.json`, integrity, access: 'allowed' as const };
    }),
  };
}

/** Takes note of a remote that failed in somebody's browser. Says nothing of who or where. */
export function noteBeacon({ platform }: Context, input: unknown): void {
  const { remote, buildId, kind, message } = validate(beaconInput, input);
  platform.log.warn({ part: 'console', remote, buildId, kind, reason: message }, 'a remote failed in a browser');
}

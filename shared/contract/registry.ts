import type { RemoteManifest } from './manifest.ts';

/** One remote as the registry resolves it for one person. */
export interface RegistryRemote {
  readonly manifest: RemoteManifest;
  /** Id of the immutable build. */
  readonly buildId: string;
  /** Address of the federation manifest (`mf-manifest.json`), same origin. */
  readonly entry: string;
  /** `allowed`: load it. `forbidden`: the person may not enter; `entry` is empty and nothing may be fetched. */
  readonly access: 'allowed' | 'forbidden';
}

/**
 * Answer of `GET /console/registry.json` for the signed-in person in the
 * workspace named by the `x-isatis-workspace` header. Remotes are in navigation order.
 */
export interface Registry {
  readonly contract: 1;
  readonly remotes: readonly RegistryRemote[];
}

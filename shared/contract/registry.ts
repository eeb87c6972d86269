import type { RemoteManifest } from './manifest.ts';

/** One immutable build of a remote, as far as a browser has to know it. */
export interface RemoteBuild {
  /** Id of the immutable build. */
  readonly buildId: string;
  /** Address of the federation manifest (`mf-manifest.json`): a path of this origin, or of an `override` a whole address elsewhere. */
  readonly entry: string;
  /**
   * File name relative to the build's folder → `sha384-…`, for manifest, entry,
   * every chunk and style sheet. A file that is not named is not loaded. Only a
   * build under development (`override`, or the build id `development`) has none.
   */
  readonly integrity: Readonly<Record<string, string>>;
}

/** One remote as the registry resolves it for one person. */
export interface RegistryRemote extends RemoteBuild {
  readonly manifest: RemoteManifest;
  /**
   * `allowed`: load it. `forbidden`: the person may not enter. `off`: switched off
   * for this workspace. Of the last two nothing may be fetched; `entry` is empty.
   */
  readonly access: 'allowed' | 'forbidden' | 'off';
  /**
   * What decided which build this person gets. `override`: they run it from where it is developed, which nobody else
   * gets; what an edit makes anew has no integrity to know beforehand, and there is no build to fall back to.
   */
  readonly channel: 'stable' | 'canary' | 'pin' | 'override';
  /** Build to fall back to, once, when this one's integrity, contract or shared versions don't fit. */
  readonly previous: RemoteBuild | null;
}

/**
 * Answer of `GET /console/registry.json` for the signed-in person in the
 * workspace named by the `x-isatis-workspace` header. Remotes are in navigation order.
 */
export interface Registry {
  readonly contract: 1;
  readonly remotes: readonly RegistryRemote[];
}

/** Build id of what the development server makes anew at each edit: the only one without integrity. */
export const developmentBuild = 'development';

/**
 * Why a remote could not be brought in, or broke; what a browser reports. The
 * last three before `render` say that the build itself doesn't fit: it is never tried again.
 */
export const remoteFailureKinds = ['timeout', 'network', 'http', 'shape', 'script', 'integrity', 'contract', 'shared', 'render'] as const;
export type RemoteFailureKind = (typeof remoteFailureKinds)[number];

/** Body of `POST /console/beacon`. */
export interface RemoteFailureReport {
  readonly remote: string;
  readonly buildId: string;
  readonly kind: RemoteFailureKind;
  /** At most 500 characters. */
  readonly message: string;
}

/** The other body of `POST /console/beacon`: a build came in. What fails is judged by what works. */
export interface RemoteLoadReport {
  readonly remote: string;
  readonly buildId: string;
  readonly kind: 'loaded';
}

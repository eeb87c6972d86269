import type { RemoteManifest } from './manifest.ts';

/** `dist/console/<app>/<buildId>/build.json`: what the build says of itself. Written once, never changed. */
export interface BuildDescription {
  readonly app: string;
  readonly buildId: string;
  /** Null for the shell. */
  readonly manifest: RemoteManifest | null;
  /** Version of the contract that it was built for. */
  readonly contract: number;
  /** File name relative to the build's folder → `sha384-…`: manifest, entry, every chunk and style sheet. */
  readonly integrity: Readonly<Record<string, string>>;
  /** What it takes from the shell (a range), or what the shell gives (a version). */
  readonly shared: Readonly<Record<string, string>>;
  /** The GraphQL operations it may send, with the SHA-256 of each one's text. */
  readonly operations: readonly BuildOperation[];
  readonly createdAt: string;
  /** Who made the last change to its sources, by the version control; else "unknown". */
  readonly author: string;
  /** Of scripts and style sheets, in bytes: as they are, and as they are sent. */
  readonly sizes: { readonly total: number; readonly brotli: number };
}

export interface BuildOperation {
  readonly name: string;
  readonly hash: string;
  readonly document: string;
}

import type { Locale, RemoteManifest } from './manifest.ts';

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
  /** What a page at one of its addresses fetches first. Of the shell, nothing is said here. */
  readonly first: FirstFiles;
  readonly createdAt: string;
  /** Who made the last change to its sources, by the version control; else "unknown". */
  readonly author: string;
  /** Of scripts and style sheets, in bytes: as they are, and as they are sent. */
  readonly sizes: { readonly total: number; readonly brotli: number };
}

/** Files of a build, relative to its folder, that are better fetched before they are asked for one after the other. */
export interface FirstFiles {
  /** The federation manifest, the entry, and what it exposes. */
  readonly entry: readonly string[];
  /** The messages by language. */
  readonly words: Readonly<Record<Locale, readonly string[]>>;
  /** The page of each route, by the route's pattern, as far as it can be known without running it. */
  readonly routes: Readonly<Record<string, readonly string[]>>;
}

export interface BuildOperation {
  readonly name: string;
  readonly hash: string;
  readonly document: string;
}

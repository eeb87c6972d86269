import type { Requirement } from '../permissions/index.ts';

/** Languages the console speaks. */
export const locales = ['en', 'it'] as const;
export type Locale = (typeof locales)[number];
export type Labels = Readonly<Record<Locale, string>>;

/** Names of the icons that the shell draws in the navigation. */
export type NavigationIcon = 'home' | 'conversations' | 'knowledge' | 'agents' | 'analytics' | 'users' | 'channels' | 'settings';

/** What a remote promises before any of its code is fetched. Serialisable: no functions, no React. */
export interface RemoteManifest {
  /** Stable id; also the first segment of every address of the remote and the federation name. */
  readonly id: string;
  /** Version of this contract that the remote was built for. */
  readonly contract: 1;
  readonly title: Labels;
  /** What a person needs to enter the remote at all. Without it nothing is downloaded. */
  readonly requires: Requirement;
  /** Addresses below `/<id>/`, in React Router's pattern language, each with what it needs beyond `requires`. */
  readonly routes: readonly { readonly path: string; readonly requires: Requirement }[];
  /** At most one entry of the main menu. `order` sorts within its group, ascending. */
  readonly navigation: { readonly icon: NavigationIcon; readonly group: 'work' | 'manage'; readonly order: number } | null;
}

/** Declares a remote's manifest with its type checked. */
export const defineManifest = (manifest: RemoteManifest): RemoteManifest => manifest;

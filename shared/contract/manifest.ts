import type { Requirement } from '../permissions/index.ts';
import type { SlotName } from './slots.ts';

/** Languages the console speaks. */
export const locales = ['en', 'it'] as const;
export type Locale = (typeof locales)[number];
export type Labels = Readonly<Record<Locale, string>>;

/** Names of the icons that the shell draws in the navigation. */
export const navigationIcons = ['home', 'conversations', 'knowledge', 'agents', 'analytics', 'users', 'channels', 'settings'] as const;
export type NavigationIcon = (typeof navigationIcons)[number];

/** Version of the contract between shell and remotes that this code was built for. */
export const contractVersion = 1;

/** An address below `/<id>/`, in React Router's pattern language, with what it needs beyond the remote's own `requires`. */
export interface RouteDeclaration {
  readonly path: string;
  readonly requires: Requirement;
}

/** Something that a remote puts into a place of another area. Its code is fetched only where the place is on the page. */
export interface SlotDeclaration {
  readonly slot: SlotName;
  /** Its key in the remote's `slots`; unique within the slot. */
  readonly name: string;
  /** What a person needs beyond the remote's own `requires` to see it. */
  readonly requires: Requirement;
  /** Heading of a column; other slots have none. */
  readonly title?: Labels;
}

/** Something to do that the command palette offers by name. */
export interface ActionDeclaration {
  readonly id: string;
  readonly title: Labels;
  /** Address below `/<id>/`, with a query if it needs one. */
  readonly path: string;
  readonly requires: Requirement;
  /** Other words that find it, separated by spaces. */
  readonly keywords?: Labels;
}

/** What a remote promises before any of its code is fetched. Serialisable: no functions, no React. */
export interface RemoteManifest {
  /** Stable id; also the first segment of every address of the remote and the federation name. */
  readonly id: string;
  /** Version of this contract that the remote was built for. */
  readonly contract: 1;
  readonly title: Labels;
  /** What a person needs to enter the remote at all. Without it nothing is downloaded. */
  readonly requires: Requirement;
  readonly routes: readonly RouteDeclaration[];
  /** At most one entry of the main menu. `order` sorts within its group, ascending. */
  readonly navigation: { readonly icon: NavigationIcon; readonly group: 'work' | 'manage'; readonly order: number } | null;
  /** What it puts into places of other areas. */
  readonly slots?: readonly SlotDeclaration[];
  /** What the command palette offers. */
  readonly actions?: readonly ActionDeclaration[];
}

/** Declares a remote's manifest with its type checked. */
export const defineManifest = (manifest: RemoteManifest): RemoteManifest => manifest;

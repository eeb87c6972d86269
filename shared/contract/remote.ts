import type { DocumentNode } from 'graphql';
import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';
import { type Locale, contractVersion } from './manifest.ts';
import type { ShellContext } from './session.ts';
import type { SlotContexts, SlotName } from './slots.ts';

/** Messages of one language: nested keys to texts with `{{placeholders}}`. */
export interface Messages { readonly [key: string]: string | Messages }

/** What a slot's guest is given. */
export interface SlotProps<Name extends SlotName> {
  readonly context: SlotContexts[Name];
}

/** The guests of each slot by name, as the manifest declares them; lazy, so that a slot doesn't bring the pages along. */
export type RemoteSlots = { readonly [Name in SlotName]?: Readonly<Record<string, ComponentType<SlotProps<Name>>>> };

/** The default export of a remote's one exposed module, `./remote`. */
export interface RemoteModule {
  readonly id: string;
  /** Routes below `/<id>/`; made again when what the person may do changes. */
  routes(context: ShellContext): RouteObject[];
  /** Loads the messages of one language; registered under the remote's id as namespace. */
  messages(locale: Locale): Promise<Messages>;
  readonly slots?: RemoteSlots;
  /**
   * Fetches the first page's code and asks the server for what it shows, when somebody means to go there. Returns a promise
   * of the code, which never rejects, for who wants to draw the page at once.
   */
  prefetch?(context: Pick<ShellContext, 'session' | 'locale'>, ask: (query: DocumentNode, variables: Readonly<Record<string, unknown>>) => void): unknown;
  /** Version of the contract that its build was made for. */
  readonly contract: number;
}

/** Declares a remote with its type checked, and stamps it with the contract it was built for. */
export const defineRemote = (remote: Omit<RemoteModule, 'contract'>): RemoteModule => ({ ...remote, contract: contractVersion });

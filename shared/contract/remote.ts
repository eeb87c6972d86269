import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';
import type { Locale } from './manifest.ts';
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
}

/** Declares a remote with its type checked. */
export const defineRemote = (remote: RemoteModule): RemoteModule => remote;

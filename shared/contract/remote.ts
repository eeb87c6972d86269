import type { RouteObject } from 'react-router';
import type { Locale } from './manifest.ts';
import type { ShellContext } from './session.ts';

/** Messages of one language: nested keys to texts with `{{placeholders}}`. */
export interface Messages { readonly [key: string]: string | Messages }

/** The default export of a remote's one exposed module, `./remote`. */
export interface RemoteModule {
  readonly id: string;
  /** Routes below `/<id>/`; made again when what the person may do changes. */
  routes(context: ShellContext): RouteObject[];
  /** Loads the messages of one language; registered under the remote's id as namespace. */
  messages(locale: Locale): Promise<Messages>;
}

/** Declares a remote with its type checked. */
export const defineRemote = (remote: RemoteModule): RemoteModule => remote;

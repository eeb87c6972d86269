import type { ShareScope } from '#shared/contract/index.ts';

/** What the entry of a build makes: webpack's container of its modules. */
interface Container {
  init(scope: ShareScope): Promise<void> | void;
  get(name: string): Promise<() => unknown>;
}

// Webpack writes its own names here when it builds the shell.
declare const __webpack_init_sharing__: (scope: 'default') => Promise<unknown>;
declare const __webpack_share_scopes__: { readonly default: ShareScope };

/** What the shell gives its remotes: name → version → how it is had. */
export async function shareScope(): Promise<ShareScope> {
  await __webpack_init_sharing__('default');
  return __webpack_share_scopes__.default;
}

/** The container of that name; null as long as its entry has not run. */
export const containerNamed = (name: string): Container | null => (Reflect.get(globalThis, name) as Container | undefined) ?? null;

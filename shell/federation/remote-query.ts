import type { RegistryRemote, RemoteModule } from '#shared/contract/index.ts';
import type { MessageBook } from '#shared/i18n/index.ts';
import { reportRemoteFailure, reportRemoteLoaded } from './beacon.ts';
import { type LoadedRemote, loadRemoteModule } from './load-remote.ts';
import { asRemoteError, isMisfit } from './remote-error.ts';

/** For how long a build that could not be loaded is left alone unless somebody asks. */
const restAfterFailure = 20_000;

interface RemoteQueryOptions {
  readonly onRetry?: () => void;
  /** Takes the previous build: the present one turned out not to fit while it ran. */
  readonly previously?: boolean;
  /** Called as soon as the module is there, before its words are; what it returns is waited for as they are, and never rejects. */
  readonly onModule?: (module: RemoteModule) => unknown;
}

/** Under which a loaded build is kept. */
export const remoteKey = (id: string, buildId: string, previously = false) => ['remote', id, buildId, previously] as const;

/**
 * How a build of a remote comes into the page, with its messages: once, whoever
 * asks for it first (its page, one of its guests in a slot, a link that is
 * pointed at). Failures are reported here.
 */
export const remoteQuery = (remote: RegistryRemote, book: MessageBook, { onRetry, previously = false, onModule }: RemoteQueryOptions = {}) => ({
  queryKey: remoteKey(remote.manifest.id, remote.buildId, previously),
  queryFn: async (): Promise<LoadedRemote> => {
    const { id } = remote.manifest;
    try {
      const loaded = await loadRemoteModule(remote, {
        previously,
        ...(onRetry ? { onRetry } : {}),
        onMisfit: ({ kind, message }, { buildId }) => reportRemoteFailure({ remote: id, buildId, kind, message }),
      });
      await Promise.all([onModule?.(loaded.module), book.add(id, loaded.module.messages)]);
      reportRemoteLoaded(id, loaded.buildId);
      return loaded;
    } catch (error) {
      const { kind, message } = asRemoteError(error, 'script');
      reportRemoteFailure({ remote: id, buildId: remote.buildId, kind, message });
      throw error;
    }
  },
  retry: false,
  // Who comes back at once finds the card and its button; later it is worth a try by itself, unless the build can't be right.
  retryOnMount: ({ state }: { readonly state: { readonly errorUpdatedAt: number; readonly error: unknown } }) =>
    !isMisfit(asRemoteError(state.error, 'script').kind) && Date.now() - state.errorUpdatedAt > restAfterFailure,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: false,
  refetchOnReconnect: true,
});

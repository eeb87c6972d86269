import { loadRemote, registerRemotes } from '@module-federation/enhanced/runtime';
import type { RegistryRemote, RemoteModule } from '#shared/contract/index.ts';
import { RemoteError, findRemoteEntry } from './fetch-manifest.ts';

/** Pauses before the second and third try; each is drawn from half of it up to the whole. */
const pauses = [400, 1200] as const;

/** Name of a remote's container, a global of the page. */
export const containerName = (id: string): string => `isatis_${id.replaceAll('-', '_')}`;

interface LoadOptions {
  /** Called when a try failed and another one follows. */
  readonly onRetry?: () => void;
  readonly wait?: (milliseconds: number) => Promise<void>;
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Brings a remote in: three tries, each with a clean slate, since the runtime
 * remembers what it could not load. Rejects with {@link RemoteError}.
 */
export async function loadRemoteModule({ manifest, entry }: RegistryRemote, { onRetry, wait = pause }: LoadOptions = {}): Promise<RemoteModule> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await loadOnce(manifest.id, entry);
    } catch (error) {
      const next = pauses[tried];
      if (next === undefined) throw asRemoteError(error);
      onRetry?.();
      await wait(next * (0.5 + Math.random() / 2));
    }
  }
}

async function loadOnce(id: string, manifestUrl: string): Promise<RemoteModule> {
  const name = containerName(id);
  const entry = await findRemoteEntry(new URL(manifestUrl, location.href).href);
  // `force` drops what an earlier try left: the container, the module.
  registerRemotes([{ name, entry, type: 'global', entryGlobalName: name }], { force: true });
  const loaded = await loadRemote<{ default: RemoteModule }>(`${name}/remote`);
  const remote = loaded?.default;
  if (remote?.id !== id || typeof remote.routes !== 'function' || typeof remote.messages !== 'function') {
    throw new RemoteError('shape', `${entry} does not hold the remote "${id}".`);
  }
  return remote;
}

function asRemoteError(error: unknown): RemoteError {
  if (error instanceof RemoteError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new RemoteError(/timed out/.test(message) ? 'timeout' : 'script', message, { cause: error });
}

import { addressOfTry, entryDeadline, noteFailure } from './build-files.ts';
import { RemoteError } from './remote-error.ts';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The part of a federation manifest that is relied on. */
interface FederationManifest {
  readonly metaData: { readonly globalName: string; readonly remoteEntry: { readonly name: string; readonly path: string } };
  readonly shared: readonly { readonly name: string; readonly requiredVersion: string }[];
}

/** Whether JSON is a federation manifest. */
export function isFederationManifest(value: unknown): value is FederationManifest {
  if (!isObject(value) || !isObject(value['metaData'])) return false;
  const { remoteEntry, globalName } = value['metaData'];
  return isObject(remoteEntry) && typeof remoteEntry['name'] === 'string' && remoteEntry['name'] !== '' && typeof globalName === 'string' && /^isatis_\w+$/.test(globalName)
    && Array.isArray(value['exposes']) && Array.isArray(value['shared']);
}

/** Where a build begins, the global it makes, and what it takes from the shell. */
export interface RemoteEntry {
  readonly address: string;
  readonly container: string;
  readonly shared: FederationManifest['shared'];
}

interface ManifestOptions {
  readonly integrity?: string | undefined;
  readonly deadline?: number;
}

/**
 * Fetches a build's manifest within the deadline, checks status, shape and
 * integrity. Our own, since the federation library keeps a manifest that came with 503,
 * and waits for one that hangs for ever. Rejects with {@link RemoteError}.
 */
export async function fetchManifest(address: string, { integrity, deadline = entryDeadline }: ManifestOptions = {}): Promise<RemoteEntry> {
  const signal = AbortSignal.timeout(deadline);
  const ofTry = addressOfTry(address);
  const ask = async (init: RequestInit): Promise<string> => {
    const response = await fetch(ofTry, { ...init, signal, credentials: 'same-origin' });
    if (!response.ok) throw new RemoteError('http', `${address} answered ${response.status}.`);
    return response.text();
  };
  try {
    if (!integrity) return entryOf(address, await ask({}));
    const checked = await ask({ integrity }).catch((error: unknown) => {
      if (error instanceof RemoteError || signal.aborted) throw error;
      return null;
    });
    if (checked !== null) return entryOf(address, checked);
    // The browser doesn't say whether nothing came or the wrong thing: this answer is looked at, and never used.
    entryOf(address, await ask({ cache: 'reload' }));
    throw new RemoteError('integrity', `${address} is not what the registry says.`);
  } catch (error) {
    noteFailure(address);
    if (error instanceof RemoteError) throw error;
    if (signal.aborted) throw new RemoteError('timeout', `${address} did not come within ${deadline} ms.`, { cause: error });
    throw new RemoteError('network', `${address} could not be reached.`, { cause: error });
  }
}

function entryOf(address: string, text: string): RemoteEntry {
  const manifest = parse(text);
  if (!isFederationManifest(manifest)) throw new RemoteError('shape', `${address} is not a federation manifest.`);
  const { remoteEntry: { path, name }, globalName } = manifest.metaData;
  const entry = new URL(`${path ? `${path}/` : ''}${name}`, address);
  // A build is one folder of one origin; an entry from elsewhere is not this build's.
  if (!entry.href.startsWith(new URL('.', address).href)) throw new RemoteError('shape', `${address} names an entry outside its build.`);
  return { address: entry.href, container: globalName, shared: manifest.shared };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

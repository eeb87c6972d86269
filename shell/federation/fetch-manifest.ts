/** Why a remote could not be brought in. */
export type RemoteErrorKind = 'timeout' | 'network' | 'http' | 'shape' | 'script' | 'render';

export class RemoteError extends Error {
  override readonly name = 'RemoteError';
  readonly kind: RemoteErrorKind;

  constructor(kind: RemoteErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** How long a manifest may take, from the request to the last byte. */
export const manifestDeadline = 4000;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The part of a federation manifest that is relied on. */
interface FederationManifest {
  readonly metaData: { readonly remoteEntry: { readonly name: string; readonly path: string } };
}

/** Whether JSON is a federation manifest. */
export function isFederationManifest(value: unknown): value is FederationManifest {
  if (!isObject(value) || !isObject(value['metaData'])) return false;
  const { remoteEntry } = value['metaData'];
  return isObject(remoteEntry) && typeof remoteEntry['name'] === 'string' && remoteEntry['name'] !== '' && Array.isArray(value['exposes']) && Array.isArray(value['shared']);
}

/**
 * Fetches a remote's manifest within the deadline, checks status and shape, and
 * answers with the address of the remote's entry, beside the manifest. Our own,
 * since the runtime would keep a manifest that came with 503, and wait for one
 * that hangs for ever. Rejects with {@link RemoteError}.
 */
export async function findRemoteEntry(manifestUrl: string, deadline = manifestDeadline): Promise<string> {
  const signal = AbortSignal.timeout(deadline);
  try {
    const response = await fetch(manifestUrl, { signal, credentials: 'same-origin' });
    if (!response.ok) throw new RemoteError('http', `${manifestUrl} answered ${response.status}.`);
    const manifest = parse(await response.text());
    if (!isFederationManifest(manifest)) throw new RemoteError('shape', `${manifestUrl} is not a federation manifest.`);
    const { path, name } = manifest.metaData.remoteEntry;
    const entry = new URL(`${path ? `${path}/` : ''}${name}`, manifestUrl);
    // A build is one folder of one origin; an entry from elsewhere is not this build's.
    if (entry.origin !== new URL(manifestUrl).origin) throw new RemoteError('shape', `${manifestUrl} names an entry of another origin.`);
    return entry.href;
  } catch (error) {
    if (error instanceof RemoteError) throw error;
    if (signal.aborted) throw new RemoteError('timeout', `${manifestUrl} did not come within ${deadline} ms.`, { cause: error });
    throw new RemoteError('network', `${manifestUrl} could not be reached.`, { cause: error });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

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

/** Whether JSON is a federation manifest, as far as the runtime relies on it. */
export function isFederationManifest(value: unknown): boolean {
  if (!isObject(value) || !isObject(value['metaData'])) return false;
  const { remoteEntry } = value['metaData'];
  return isObject(remoteEntry) && typeof remoteEntry['name'] === 'string' && Array.isArray(value['exposes']) && Array.isArray(value['shared']);
}

/**
 * Fetches a remote's manifest within the deadline and checks status and shape.
 * Throwing here matters: the runtime keeps a manifest that came with 503 or
 * waits for one that hangs, for ever.
 */
export async function fetchManifest(url: string, deadline = manifestDeadline): Promise<Response> {
  const signal = AbortSignal.timeout(deadline);
  try {
    const response = await fetch(url, { signal, credentials: 'same-origin' });
    if (!response.ok) throw new RemoteError('http', `${url} answered ${response.status}.`);
    const text = await response.text();
    if (!isFederationManifest(parse(text))) throw new RemoteError('shape', `${url} is not a federation manifest.`);
    return new Response(text, { headers: { 'content-type': 'application/json' } });
  } catch (error) {
    if (error instanceof RemoteError) throw error;
    if (signal.aborted) throw new RemoteError('timeout', `${url} did not come within ${deadline} ms.`, { cause: error });
    throw new RemoteError('network', `${url} could not be reached.`, { cause: error });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

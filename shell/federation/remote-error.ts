import type { RemoteFailureKind } from '#shared/contract/index.ts';

export class RemoteError extends Error {
  override readonly name = 'RemoteError';
  readonly kind: RemoteFailureKind;
  /** Already tried three times, by whoever loads the chunks of remotes. */
  wasRetried = false;

  constructor(kind: RemoteFailureKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** Whether the build itself doesn't fit: to try it again would change nothing. */
export const isMisfit = (kind: RemoteFailureKind): boolean => kind === 'integrity' || kind === 'contract' || kind === 'shared';

/** Puts anything thrown on the way to a remote, or within it, in our terms. `otherwise` is for what says nothing of itself. */
export function asRemoteError(error: unknown, otherwise: 'script' | 'render'): RemoteError {
  if (error instanceof RemoteError) return error;
  const message = error instanceof Error ? error.message : String(error);
  // Webpack's own error for a chunk; its `type` is the kind that `build-files.ts` gave.
  const type = error instanceof Error && error.name === 'ChunkLoadError' && 'type' in error ? error.type : null;
  if (typeof type === 'string') {
    const failure = new RemoteError(type === 'missing' ? 'script' : (type as RemoteFailureKind), message, { cause: error });
    failure.wasRetried = true;
    return failure;
  }
  return new RemoteError(otherwise, message, { cause: error });
}

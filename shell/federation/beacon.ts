import type { RemoteErrorKind } from './fetch-manifest.ts';

interface RemoteFailure {
  readonly remote: string;
  readonly buildId: string;
  readonly kind: RemoteErrorKind;
  readonly message: string;
}

/** Tells the server that a remote failed here. Never fails itself, and outlives the page. */
export function reportRemoteFailure(failure: RemoteFailure): void {
  const body = JSON.stringify({ ...failure, message: failure.message.slice(0, 500) });
  navigator.sendBeacon?.('/console/beacon', new Blob([body], { type: 'application/json' }));
}

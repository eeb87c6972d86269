import { useSyncExternalStore } from 'react';

/** `idle` until the first subscription; `lost` from a broken connection until it is back. */
export type LiveStatus = 'idle' | 'connected' | 'lost';

let status: LiveStatus = 'idle';
const listeners = new Set<() => void>();

/** Only the client says how the connection is; everything else reads {@link useLiveStatus}. */
export function setLiveStatus(next: LiveStatus): void {
  if (status === next) return;
  status = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whether live updates arrive. */
export const useLiveStatus = (): LiveStatus => useSyncExternalStore(subscribe, () => status);

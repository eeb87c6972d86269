import type { FrameMessage, HostMessage } from '../host-messages.ts';

export interface Host {
  tell(message: FrameMessage): void;
  listen(heard: (isatis: HostMessage['isatis']) => void): void;
}

/**
 * The page around the frame. `origin` is what the loader says it is; a page that lies about it neither gets our
 * messages (the browser compares the target) nor is heard (the event carries its true origin).
 * Null when the frame stands alone.
 */
export function hostOf(origin: string | null): Host | null {
  if (!origin?.startsWith('http') || parent === window) return null;
  return {
    tell: (message) => parent.postMessage(message, origin),
    listen(heard) {
      addEventListener('message', (event: MessageEvent<HostMessage | null>) => {
        if (event.origin === origin && event.source === parent && event.data?.isatis) heard(event.data.isatis);
      });
    },
  };
}

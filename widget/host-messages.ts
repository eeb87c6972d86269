/**
 * What the loader (in the host page) and the chat (in the frame) say to each other by `postMessage`.
 * Both sides check origin and source; a message carries ids, never what somebody wrote, because the
 * host page may hand its events to analytics.
 */

/** From the frame to the host page. */
export type FrameMessage =
  | { readonly isatis: 'ready' }
  | { readonly isatis: 'close' }
  | { readonly isatis: 'message'; readonly id: string }
  | { readonly isatis: 'answer'; readonly id: string };

/** From the host page to the frame. */
export type HostMessage = { readonly isatis: 'opened' | 'closed' | 'reset' };

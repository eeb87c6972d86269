/**
 * What the widget and the server say to each other over `GET /widget/socket`
 * (WebSocket, one JSON object a frame). Shared with `server/http`; depends on nothing.
 */

/** Largest message a visitor can send, in characters. */
export const MAX_VISITOR_TEXT = 4000;
/** Largest frame in either direction, in bytes. */
export const MAX_FRAME_BYTES = 32_768;

export type ClientFrame =
  /** First frame. `visitorId` and `conversationId` are the widget's own from an earlier visit, or null; `visitorSecret` proves them. */
  | { readonly type: 'hello'; readonly agent: string; readonly visitorId: string | null; readonly visitorSecret: string | null; readonly conversationId: string | null; readonly locale: string }
  /** `clientId` is a UUID made by the widget: sent again after a lost connection, it is stored and answered once. */
  | { readonly type: 'message'; readonly clientId: string; readonly text: string }
  | { readonly type: 'feedback'; readonly messageId: string; readonly value: 'up' | 'down' | null }
  /** Forget me: the server closes the conversation and gives a new visitor id with the next hello. */
  | { readonly type: 'reset' }
  | { readonly type: 'stop' }
  | { readonly type: 'ping' };

export interface WidgetCitation { readonly number: number; readonly title: string; readonly heading: string; readonly quote: string }

export interface WidgetMessage {
  readonly id: string;
  readonly clientId: string | null;
  readonly author: 'visitor' | 'agent';
  readonly text: string;
  readonly citations: readonly WidgetCitation[];
  readonly feedback: 'up' | 'down' | null;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export type WidgetErrorCode = 'unknown-agent' | 'not-published' | 'too-long' | 'too-many' | 'busy' | 'bad-frame' | 'unavailable';

export type ServerFrame =
  | {
      readonly type: 'welcome';
      readonly agentName: string;
      /** The AI disclosure; shown before the first answer, can't be switched off. */
      readonly disclosure: string;
      readonly visitorId: string;
      readonly visitorSecret: string;
      /** null until the first message is stored. */
      readonly conversationId: string | null;
      readonly messages: readonly WidgetMessage[];
    }
  /** The visitor's message is stored; a second send of the same `clientId` gets the same answer. */
  | { readonly type: 'accepted'; readonly clientId: string; readonly messageId: string; readonly conversationId: string }
  | { readonly type: 'token'; readonly messageId: string; readonly text: string }
  | { readonly type: 'answer'; readonly message: WidgetMessage }
  | { readonly type: 'feedback'; readonly messageId: string; readonly value: 'up' | 'down' | null }
  | { readonly type: 'error'; readonly code: WidgetErrorCode; readonly message: string; readonly clientId: string | null }
  | { readonly type: 'pong' };

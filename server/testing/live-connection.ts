import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Answer, Browser } from './product.ts';

export interface LiveEvent { readonly data?: Record<string, Answer> | null; readonly errors?: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[] }

export interface Live {
  /** The next event of the subscription, or null when it has ended. */
  next(): Promise<LiveEvent | null>;
}

export interface LiveConnection extends AsyncDisposable {
  subscribe(query: string, variables?: Record<string, unknown>): Live;
  /** The code that the server closed the socket with; waits for it. */
  readonly closed: Promise<number>;
  /** Whether the server let the socket in. */
  readonly isOpen: boolean;
}

/** A socket for subscriptions in the browser's workspace. @param headers those it sends by default: the console's, with the browser's cookies */
export async function connectLive(browser: Browser, headers: Record<string, string> = browser.socketHeaders): Promise<LiveConnection> {
  class BrowserSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers });
    }
  }
  const closed = Promise.withResolvers<number>();
  const connected = Promise.withResolvers<boolean>();
  const client: Client = createClient({
    url: `${browser.url.replace('http', 'ws')}/graphql`, webSocketImpl: BrowserSocket, lazy: false, retryAttempts: 0, onNonLazyError: () => undefined,
    connectionParams: browser.workspaceId ? { workspace: browser.workspaceId } : {},
    on: {
      connected: () => connected.resolve(true),
      closed: (event) => {
        closed.resolve((event as { code: number }).code);
        connected.resolve(false);
      },
    },
  });
  const isOpen = await connected.promise;
  return {
    closed: closed.promise, isOpen,
    subscribe(query, variables = {}) {
      const events: LiveEvent[] = [];
      let ended = false;
      let wake: () => void = () => undefined;
      const push = (event: LiveEvent | null): void => {
        if (event) events.push(event);
        else ended = true;
        wake();
      };
      client.subscribe({ query, variables }, {
        next: (event) => push(event as LiveEvent),
        error: (error) => {
          if (Array.isArray(error)) push({ errors: error as LiveEvent['errors'] });
          push(null);
        },
        complete: () => push(null),
      });
      return {
        async next() {
          while (events.length === 0 && !ended) await new Promise<void>((resolve) => { wake = resolve; });
          return events.shift() ?? null;
        },
      };
    },
    async [Symbol.asyncDispose]() {
      // A socket that the server closed has nothing more to end.
      await Promise.resolve(client.dispose()).catch(() => undefined);
    },
  };
}

/** Asks until the answer is there; for what another part does in its own time. */
export async function until<Value>(ask: () => Promise<Value | null | undefined | false>, within = 30_000): Promise<Value> {
  const end = performance.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > end) throw new Error(`nothing came within ${within} ms`);
    await new Promise((resolve) => { setTimeout(resolve, 25); });
  }
}

import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Browser, GraphResult } from './product.ts';

export interface Subscription extends AsyncDisposable {
  /** The next event; `null` when the stream has ended. */
  next(): Promise<GraphResult | null>;
  /** Events until one is as wanted, that one last. */
  until(wanted: (event: GraphResult) => boolean): Promise<GraphResult[]>;
  /** Ends the operation and leaves the socket open. */
  stop(): Promise<void>;
  /** Ends the line as a broken network does. */
  vanish(): void;
}

/** Subscribes over the real socket as a browser does. Resolves when the socket is connected. */
export async function subscribe(browser: Browser, query: string, variables: Record<string, unknown> = {}): Promise<Subscription> {
  const sockets: WebSocket[] = [];
  class SignedIn extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { origin: browser.url, headers: { cookie: browser.cookie } });
      sockets.push(this);
    }
  }
  const connected = Promise.withResolvers<void>();
  const client: Client = createClient({
    url: `${browser.url.replace(/^http/, 'ws')}/graphql`, webSocketImpl: SignedIn, retryAttempts: 0, lazy: false, lazyCloseTimeout: 0, onNonLazyError: connected.reject,
    ...(browser.workspaceId === null ? {} : { connectionParams: { workspace: browser.workspaceId } }), on: { connected: () => connected.resolve() },
  });
  await connected.promise;
  const events = client.iterate({ query, variables });
  const next = async (): Promise<GraphResult | null> => {
    const { value, done } = await events.next();
    return done ? null : (value as unknown as GraphResult);
  };
  // Two round trips on the same socket: by then the server listens.
  await new Promise<void>((resolve) => { sockets[0]?.once('pong', () => resolve()).ping(); });
  return {
    next,
    async until(wanted) {
      const heard: GraphResult[] = [];
      for (;;) {
        const event = await next();
        if (event === null) throw new Error(`the stream ended; heard ${JSON.stringify(heard)}`);
        heard.push(event);
        if (wanted(event)) return heard;
      }
    },
    async stop() { await events.return?.(); },
    vanish() { for (const socket of sockets) socket.terminate(); },
    async [Symbol.asyncDispose]() { await client.dispose(); },
  };
}

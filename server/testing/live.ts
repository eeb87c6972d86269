import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Browser } from './product.ts';

/** A subscription over the real socket. */
export interface Live extends Disposable {
  /** The data of the next event. Rejects when the stream ends or is refused. */
  next(): Promise<Record<string, any>>;
}

/**
 * Subscribes as a browser that is signed in. When the server has begun to listen can't be seen from outside: make
 * things happen until one is heard ({@link until}).
 */
export function subscribe(browser: Browser, query: string, variables: Record<string, unknown> = {}): Live {
  const headers = { cookie: browser.cookie, origin: browser.url, 'x-forwarded-for': browser.address };
  const client = createClient({
    url: `${browser.url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols: string[]) {
        super(address, protocols, { headers });
      }
    },
    connectionParams: { workspace: browser.workspaceId }, retryAttempts: 0,
  });
  const events = client.iterate<Record<string, any>>({ query, variables });
  return {
    async next() {
      const { value, done } = await events.next();
      if (done) throw new Error('the subscription ended');
      if (value.errors || !value.data) throw new Error(JSON.stringify(value.errors));
      return value.data;
    },
    [Symbol.dispose]() {
      void events.return?.(undefined);
      void client.dispose();
    },
  };
}

/** Does something over and over until a promise is settled, and answers with it. */
export async function until<Value>(promise: Promise<Value>, again: () => Promise<unknown>): Promise<Value> {
  let settled = false;
  const watched = promise.finally(() => { settled = true; });
  watched.catch(() => undefined);
  do await again(); while (!settled);
  return watched;
}

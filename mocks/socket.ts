import { type WebSocketHandler, ws } from 'msw';
import type { MockApi, Operation } from './api.ts';

interface Frame {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

// One for all worlds: each link keeps a channel open for as long as the process lives.
const link = ws.link(/\/graphql$/);

/** Subscriptions: the server's side of `graphql-transport-ws`. */
export function socketHandler(api: MockApi): WebSocketHandler {
  return link.addEventListener('connection', ({ client }) => {
    const running = new Map<string, AsyncGenerator<unknown>>();
    const send = (frame: Frame): void => client.send(JSON.stringify(frame));
    const follow = async (id: string, operation: Operation): Promise<void> => {
      const events = api.follow(operation);
      running.set(id, events);
      for await (const payload of events) send({ type: 'next', id, payload });
      if (running.delete(id)) send({ type: 'complete', id });
    };
    client.addEventListener('message', ({ data }) => {
      const { type, id = '', payload } = JSON.parse(String(data)) as Frame;
      if (type === 'connection_init') send({ type: 'connection_ack' });
      if (type === 'ping') send({ type: 'pong' });
      if (type === 'subscribe') void follow(id, payload as Operation);
      if (type === 'complete') {
        void running.get(id)?.return(undefined);
        running.delete(id);
      }
    });
  });
}

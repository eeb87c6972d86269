import { EventEmitter, on } from 'node:events';
import pg from 'pg';
import type { Log } from '../log/log.ts';

/** What travels between the server's processes: ids only, small. Delivered when the transaction that published it commits. */
export interface Notice { readonly topic: string; readonly workspaceId: string; readonly [key: string]: unknown }

export const CHANNEL = 'isatis';

export interface PubSub {
  /** Notices of a topic in a workspace, from the moment of the call, until the signal is aborted. */
  subscribe(topic: string, workspaceId: string, signal: AbortSignal): AsyncIterable<Notice>;
  /** Calls back for every notice of a topic in any workspace; returns the way to stop. */
  listen(topic: string, heard: (notice: Notice) => void): () => void;
  close(): Promise<void>;
}

const RECONNECT_MS = 500;

async function* notices(events: AsyncIterable<unknown[]>, signal: AbortSignal): AsyncIterable<Notice> {
  try {
    for await (const [notice] of events) yield notice as Notice;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Listens on PostgreSQL's own notifications, so that every process of an installation hears every other. */
export async function openPubSub(connection: pg.ClientConfig, log: Log): Promise<PubSub> {
  const emitter = new EventEmitter().setMaxListeners(0);
  let closed = false;
  let client: pg.Client;

  const connect = async (): Promise<void> => {
    client = new pg.Client(connection);
    client.on('notification', ({ payload }) => {
      const notice = JSON.parse(payload ?? '{}') as Notice;
      emitter.emit(`${notice.topic}/${notice.workspaceId}`, notice);
      emitter.emit(notice.topic, notice);
    });
    client.on('error', (error) => {
      if (closed) return;
      log.warn({ error: error.message }, 'lost the connection for live updates');
      setTimeout(() => { connect().catch(() => client.emit('error', new Error('still unreachable'))); }, RECONNECT_MS);
    });
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
  };
  await connect();

  return {
    subscribe(topic, workspaceId, signal) {
      // Listening starts here, not at the first read: nothing published in between is missed.
      return notices(on(emitter, `${topic}/${workspaceId}`, { signal }), signal);
    },
    listen(topic, heard) {
      emitter.on(topic, heard);
      return () => { emitter.off(topic, heard); };
    },
    async close() {
      closed = true;
      await client.end().catch(() => undefined);
    },
  };
}

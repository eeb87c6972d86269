import type { ClientFrame, ServerFrame } from '../protocol.ts';

/** All in milliseconds; a test shortens them. */
export interface Timings {
  /** Between two signs of life on a quiet socket. */
  readonly heartbeat: number;
  /** How long a socket may stay silent when something is due: the welcome, the pong. */
  readonly patience: number;
  /** How long an answer may go without a token before the visitor is offered to try again. */
  readonly silence: number;
  /** Before a message refused with `busy` is sent again. */
  readonly busy: number;
  /** Before connection attempt number `attempt`, counted from 0. */
  backoff(attempt: number): number;
}

export const timings: Timings = {
  heartbeat: 25_000,
  patience: 10_000,
  silence: 60_000,
  busy: 2_000,
  // Half of it by chance, so that a restarted server isn't met by everybody at once.
  backoff: (attempt) => Math.min(30_000, 500 * 2 ** attempt) * (0.5 + Math.random() / 2),
};

export interface ConnectionEvents {
  hello(): ClientFrame;
  frame(frame: ServerFrame): void;
  /** The socket is gone; `clean` when the other side closed it in order. */
  lost(clean: boolean): void;
}

export interface Connection {
  /** False when there is no welcomed socket: the frame was not sent. */
  send(frame: ClientFrame): boolean;
  /** Drops the socket and connects anew at once, with a new hello. */
  renew(): void;
  close(): void;
}

function parse(data: unknown): ServerFrame | null {
  if (typeof data !== 'string') return null;
  try {
    const frame: unknown = JSON.parse(data);
    return frame && typeof frame === 'object' && 'type' in frame ? (frame as ServerFrame) : null;
  } catch {
    return null;
  }
}

/** A socket that says hello, stays alive and comes back until it is closed. */
export function connect(url: string, events: ConnectionEvents, times: Timings): Connection {
  let socket: WebSocket | undefined;
  let welcomed = false;
  let attempt = 0;
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function after(delay: number, run: () => void): void {
    clearTimeout(timer);
    timer = setTimeout(run, delay);
  }

  function drop(clean: boolean): void {
    const gone = socket;
    socket = undefined;
    welcomed = false;
    gone?.close();
    clearTimeout(timer);
    if (closed || !gone) return;
    events.lost(clean);
    // `lost` may have closed the connection or renewed it.
    if (!closed && !socket) after(times.backoff(attempt++), open);
  }

  /** Asks for a sign of life when nothing was heard for a while, and drops a socket that gives none. */
  function watch(): void {
    after(times.heartbeat, () => {
      socket?.send(JSON.stringify({ type: 'ping' } satisfies ClientFrame));
      after(times.patience, () => drop(false));
    });
  }

  function open(): void {
    clearTimeout(timer);
    if (closed || socket) return;
    const mine = new WebSocket(url);
    socket = mine;
    after(times.patience, () => drop(false));
    mine.onopen = () => mine.send(JSON.stringify(events.hello()));
    mine.onmessage = (event: MessageEvent) => {
      const frame = socket === mine ? parse(event.data) : null;
      if (!frame) return;
      if (frame.type === 'welcome') {
        welcomed = true;
        attempt = 0;
      }
      if (welcomed) watch();
      events.frame(frame);
    };
    mine.onclose = (event) => {
      if (socket === mine) drop(event.wasClean);
    };
  }

  function renew(): void {
    const gone = socket;
    socket = undefined;
    welcomed = false;
    gone?.close();
    attempt = 0;
    open();
  }

  open();
  return {
    send(frame) {
      if (!welcomed || socket?.readyState !== 1) return false;
      socket.send(JSON.stringify(frame));
      return true;
    },
    renew,
    close() {
      closed = true;
      drop(true);
    },
  };
}

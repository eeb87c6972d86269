/** How often something may happen: `burst` at once, then `perMinute`. */
export interface Rate { readonly burst: number; readonly perMinute: number }

const MINUTE_MS = 60_000;
const SWEEP_AT = 10_000;

/** Counts what may be taken, by name: a bucket that fills by itself. */
export class Allowance {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, { left: number; at: number }>();
  constructor(rate: Rate) {
    this.#rate = rate;
  }

  #filled(name: string, now: number): { left: number; at: number } {
    const bucket = this.#buckets.get(name) ?? { left: this.#rate.burst, at: now };
    const left = Math.min(this.#rate.burst, bucket.left + ((now - bucket.at) * this.#rate.perMinute) / MINUTE_MS);
    return { left, at: now };
  }

  /** Takes one; false when there is none left. */
  take(name: string, now = performance.now()): boolean {
    const bucket = this.#filled(name, now);
    if (this.#buckets.size > SWEEP_AT) this.#sweep(now);
    const allowed = bucket.left >= 1;
    this.#buckets.set(name, { left: allowed ? bucket.left - 1 : bucket.left, at: now });
    return allowed;
  }

  /** Forgets the names whose bucket is full again. */
  #sweep(now: number): void {
    for (const name of this.#buckets.keys()) if (this.#filled(name, now).left >= this.#rate.burst) this.#buckets.delete(name);
  }
}

/** What the widget's sockets are held to. Generous for people, also many behind one address; narrow for a script. */
export const widgetLimits = {
  /** Open sockets: in all, and from one address. */
  sockets: 5000,
  socketsPerAddress: 100,
  /** Frames on one socket, of any kind. */
  frames: { burst: 60, perMinute: 240 },
  /** Visitors' messages, on one socket and from one address. */
  messages: { burst: 10, perMinute: 20 },
  messagesPerAddress: { burst: 60, perMinute: 120 },
  /** Hellos from one address: each reads the record. */
  hellosPerAddress: { burst: 120, perMinute: 240 },
  /** Frames that can't be understood before the socket is closed. */
  badFrames: 5,
  /** Time for the first hello, and between two signs of life. Milliseconds. */
  helloWithin: 15_000,
  pingEvery: 30_000,
  /** Bytes a slow reader may leave unread. */
  unread: 1_048_576,
} as const;

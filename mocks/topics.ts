/** What happens in a world, for whoever listens: the mocks' publish and subscribe. */
export class Topics<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(event: never) => void>>();

  publish<K extends keyof Events>(topic: K, event: Events[K]): void {
    for (const listener of this.#listeners.get(topic) ?? []) (listener as (event: Events[K]) => void)(event);
  }

  /** Everything published from now on, until the reader stops. */
  async *listen<K extends keyof Events>(topic: K): AsyncGenerator<Events[K]> {
    const waiting: Events[K][] = [];
    let wake: (() => void) | null = null;
    const listener = (event: Events[K]): void => {
      waiting.push(event);
      wake?.();
    };
    const all = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, all.add(listener as (event: never) => void));
    try {
      for (;;) {
        const event = waiting.shift();
        if (event !== undefined) yield event;
        else await new Promise<void>((resolve) => { wake = resolve; });
      }
    } finally {
      all.delete(listener as (event: never) => void);
    }
  }
}

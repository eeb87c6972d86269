import { UNSAFE_createBrowserHistory, UNSAFE_createMemoryHistory } from 'react-router';

type History = ReturnType<typeof UNSAFE_createBrowserHistory>;
type Update = Parameters<Parameters<History['listen']>[0]>[0];

/** A navigation that waits for the person's word. */
export interface HeldNavigation {
  /** Go there after all. */
  proceed(): void;
}

type Guard = (pathname: string) => boolean;

/**
 * React Router's history, with a guard that may hold a navigation back. Its own
 * `useBlocker` needs the data router, which weighs more than all else of it.
 */
export class GuardedHistory implements History {
  readonly #inner: History;
  #guard: Guard | null = null;
  #onHeld: ((held: HeldNavigation) => void) | null = null;
  readonly #watchers = new Set<() => void>();
  /** The browser has moved already when it says so: these moves are ours, back and forth again. */
  #ownMoves: ('back' | 'through')[] = [];

  constructor(inner: History) {
    this.#inner = inner;
  }

  /** The one of the page. */
  static ofBrowser = (): GuardedHistory => new GuardedHistory(UNSAFE_createBrowserHistory({ v5Compat: true }));

  /** One without a browser, for tests. */
  static inMemory = (address: string): GuardedHistory => new GuardedHistory(UNSAFE_createMemoryHistory({ initialEntries: [address], v5Compat: true }) as History);

  get action(): History['action'] {
    return this.#inner.action;
  }

  get location(): History['location'] {
    return this.#inner.location;
  }

  /** Whether something keeps navigations back: what is on the page isn't saved. */
  get isHeld(): boolean {
    return this.#onHeld !== null;
  }

  /** Tells when {@link isHeld} changes. Ends by calling what comes back. */
  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Asks `guard` before each navigation; what it holds goes to `onHeld`. Ends by calling what comes back. */
  hold(guard: Guard, onHeld: (held: HeldNavigation) => void): () => void {
    this.#set(guard, onHeld);
    return () => {
      if (this.#guard === guard) this.#set(null, null);
    };
  }

  #set(guard: Guard | null, onHeld: ((held: HeldNavigation) => void) | null): void {
    this.#guard = guard;
    this.#onHeld = onHeld;
    for (const watcher of this.#watchers) watcher();
  }

  createHref: History['createHref'] = (to) => this.#inner.createHref(to);
  createURL: History['createURL'] = (to) => this.#inner.createURL(to);
  encodeLocation: History['encodeLocation'] = (to) => this.#inner.encodeLocation(to);
  go: History['go'] = (delta) => this.#inner.go(delta);

  push: History['push'] = (to, state) => this.#navigate(to, () => this.#inner.push(to, state));
  replace: History['replace'] = (to, state) => this.#navigate(to, () => this.#inner.replace(to, state));

  listen: History['listen'] = (listener) =>
    this.#inner.listen((update) => {
      const own = this.#ownMoves.shift();
      if (own === 'back') return;
      if (own === undefined && this.#holdsMove(update)) return;
      listener(update);
    });

  #navigate(to: Parameters<History['push']>[0], go: () => void): void {
    const pathname = typeof to === 'string' ? new URL(to, 'http://console').pathname : (to.pathname ?? this.location.pathname);
    if (this.#guard?.(pathname)) this.#onHeld?.({ proceed: () => this.#unguarded(go) });
    else go();
  }

  /** Back and forward: the browser is there already, so it is sent back until the person has chosen. */
  #holdsMove({ action, location, delta }: Update): boolean {
    if (action !== 'POP' || delta === null || !this.#guard?.(location.pathname)) return false;
    this.#ownMoves.push('back');
    this.#inner.go(-delta);
    this.#onHeld?.({
      proceed: () => {
        this.#ownMoves.push('through');
        this.#inner.go(delta);
      },
    });
    return true;
  }

  #unguarded(go: () => void): void {
    const guard = this.#guard;
    this.#guard = null;
    go();
    this.#guard ??= guard;
  }
}

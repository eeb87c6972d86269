/** A piece that is fetched once, and known from then on. */
export interface Fetched<T> {
  /** Undefined until it came. */
  now(): T | undefined;
  fetch(): Promise<T>;
}

/** Fetches a module's default export when it is first asked for; a fetch that failed is tried again. */
export function fetched<T>(load: () => Promise<{ default: T }>): Fetched<T> {
  let piece: T | undefined;
  let coming: Promise<T> | undefined;
  return {
    now: () => piece,
    fetch: () => {
      coming ??= load().then(
        (file) => {
          piece = file.default;
          return piece;
        },
        (error: unknown) => {
          coming = undefined;
          throw error;
        },
      );
      return coming;
    },
  };
}

import { createContext } from 'react';

/**
 * Keeps what is typed into forms while what is around them breaks and is begun
 * anew. In memory only, and only until the form ends as it should or the person
 * goes elsewhere.
 */
export class DraftKeeper {
  readonly #drafts = new Map<string, object>();
  #broken = false;

  keep(form: string, values: object): void {
    this.#drafts.set(form, values);
  }

  /** What was typed into a form that begins again. */
  of<Values extends object>(form: string): Values | undefined {
    return this.#drafts.get(form) as Values | undefined;
  }

  /** A form is gone. Whether by itself or because something broke is known a moment later. */
  ended(form: string): void {
    queueMicrotask(() => {
      if (!this.#broken) this.#drafts.delete(form);
    });
  }

  forget(form: string): void {
    this.#drafts.delete(form);
  }

  broke(): void {
    this.#broken = true;
  }

  /** What broke is drawn again. */
  mended(): void {
    this.#broken = false;
  }

  /** The person has gone elsewhere. */
  clear(): void {
    this.#drafts.clear();
    this.#broken = false;
  }
}

/** The keeper of the boundary around; null where nothing catches what breaks. */
export const DraftKeeperContext = createContext<DraftKeeper | null>(null);

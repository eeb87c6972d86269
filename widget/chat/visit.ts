/**
 * What the browser keeps between visits. A browser that blocks storage in a third-party frame throws at any
 * touch; then everything lives in memory and the visit ends with the page.
 */

/** Proof of who was here before; all null at a first visit. */
export interface Identity {
  readonly visitorId: string | null;
  readonly visitorSecret: string | null;
  readonly conversationId: string | null;
}

/** A message the visitor sent that has no answer yet. */
export interface Outgoing {
  readonly clientId: string;
  readonly text: string;
  /** queued: waits for its turn or the connection; sent: on its way; stored: the server has it; failed: with a reason. */
  readonly status: 'queued' | 'sent' | 'stored' | 'failed';
  readonly reason?: string;
}

export interface Visit {
  readonly identity: Identity;
  /** The visitor asked to be forgotten and the server has not heard it yet. */
  readonly forget: boolean;
  /** Kept for the tab alone: a page change must not lose what was typed, another tab must not send it too. */
  readonly outbox: readonly Outgoing[];
  readonly draft: string;
}

export type StorageLike = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface VisitStore {
  read(): Visit;
  write(change: Partial<Visit>): void;
}

const nobody: Identity = { visitorId: null, visitorSecret: null, conversationId: null };
export const emptyVisit: Visit = { identity: nobody, forget: false, outbox: [], draft: '' };

/** `local` and `session` are functions because reading `window.localStorage` may itself throw. */
export function visitStore(agent: string, local: () => StorageLike, session: () => StorageLike): VisitStore {
  const key = `isatis:${agent}`;
  let memory = emptyVisit;
  function load(storage: () => StorageLike): Partial<Visit> {
    try {
      const kept: unknown = JSON.parse(storage().getItem(key) ?? '{}');
      return kept && typeof kept === 'object' ? kept : {};
    } catch {
      return {};
    }
  }
  function save(storage: () => StorageLike, value: Partial<Visit>): void {
    try {
      storage().setItem(key, JSON.stringify(value));
    } catch {
      // Blocked or full: memory has it.
    }
  }
  memory = { ...memory, ...load(session), ...load(local) };
  return {
    read() {
      // Another tab may have begun or forgotten the visit since.
      memory = { ...memory, ...load(local) };
      return memory;
    },
    write(change) {
      memory = { ...memory, ...change };
      const { identity, forget, outbox, draft } = memory;
      if ('identity' in change || 'forget' in change) save(local, { identity, forget });
      if ('outbox' in change || 'draft' in change) save(session, { outbox, draft });
    },
  };
}

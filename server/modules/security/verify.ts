import { isDeepStrictEqual } from 'node:util';
import { type Link, firstBrokenLink } from '../../audit/index.ts';

/** A stored event: the link of the chain, and the columns that lists are read from. */
export interface StoredEvent extends Link {
  readonly workspaceId: string;
  /** Microseconds, UTC, as in the entry. */
  readonly at: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly action: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly details: unknown;
}

/** Where the chain should end, as it is kept apart from the events; null when nothing was ever recorded. */
export interface Head { readonly sequence: number; readonly hash: Uint8Array }

export type Verdict = { readonly intact: true; readonly events: number } | { readonly intact: false; readonly brokenAt: number };

/** The hash covers the entry; the columns beside it are what people are shown, and must say the same. */
const saysTheSame = ({ entry, ...event }: StoredEvent): boolean => isDeepStrictEqual(JSON.parse(entry), {
  workspace: event.workspaceId, sequence: event.sequence, at: event.at, actorKind: event.actorKind, actor: event.actorId, action: event.action,
  subjectKind: event.subjectKind, subject: event.subjectId, details: event.details,
});

/**
 * Verifies a whole chain, batch by batch in ascending order, with nothing but the events themselves: it needs no
 * database and no key, so that an exported log can be checked anywhere.
 * @returns the first sequence at which an event was changed, removed, added or cut off
 */
export async function verifyChain(batches: AsyncIterable<readonly StoredEvent[]> | Iterable<readonly StoredEvent[]>, head: Head | null): Promise<Verdict> {
  let previous: Uint8Array = Buffer.alloc(0);
  let next = 1;
  for await (const batch of batches) {
    const broken = firstBrokenLink(batch, previous, next);
    if (broken !== null) return { intact: false, brokenAt: broken };
    const different = batch.find((event) => !saysTheSame(event));
    if (different) return { intact: false, brokenAt: different.sequence };
    const last = batch.at(-1);
    if (last) [previous, next] = [last.hash, last.sequence + 1];
  }
  const ends = head ? head.sequence === next - 1 && Buffer.from(head.hash).equals(previous) : next === 1;
  return ends ? { intact: true, events: next - 1 } : { intact: false, brokenAt: next };
}

import { createHash } from 'node:crypto';

/** One link as it is stored: `entry` is the exact text that was hashed. */
export interface Link { readonly sequence: number; readonly entry: string; readonly previousHash: Uint8Array; readonly hash: Uint8Array }

/**
 * Checks links in ascending order, each against the one before: hash = SHA-256(previous hash, bytes of the entry).
 * @param from hash that the first link must follow; empty at the start of the chain
 * @returns null when intact, else the sequence of the first link that is wrong
 */
export function firstBrokenLink(links: Iterable<Link>, from: Uint8Array, firstSequence: number): number | null {
  let previous = Buffer.from(from);
  let expected = firstSequence;
  for (const { sequence, entry, previousHash, hash } of links) {
    const computed = createHash('sha256').update(previous).update(entry).digest();
    const said = (JSON.parse(entry) as { sequence: number }).sequence;
    if (sequence !== expected || said !== sequence || !previous.equals(previousHash) || !computed.equals(hash)) return expected;
    previous = computed;
    expected += 1;
  }
  return null;
}

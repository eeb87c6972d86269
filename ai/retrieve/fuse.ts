import type { Hit, Language } from '../contract.ts';

/** What a section in the question's own language is worth more: it decides between a passage and its translation. */
const ownLanguage = 1.15;

export interface TableHits { readonly language: Language; /** Sections in the table. */ readonly size: number; readonly hits: readonly Hit[] }

/**
 * One ranking out of several languages' tables. Each has its own document
 * frequencies, and a rare word's weight grows with the logarithm of the table's
 * size: divided by that, scores compare. Reciprocal rank fusion, the usual answer,
 * throws away what matters most here, that a table in the wrong language hardly
 * matches at all: its best hit gets second place whatever it is worth. Measured in
 * docs/decisions/0002-retrieval.md.
 */
export function fuse(tables: readonly TableHits[], asked: Language | null): Hit[] {
  const found = tables.filter(({ hits }) => hits.length > 0);
  if (found.length < 2) return [...(found[0]?.hits ?? [])];
  const best = new Map<string, Hit>();
  for (const { language, size, hits } of found) {
    for (const hit of hits) {
      const score = (hit.score / Math.log(1 + size)) * (language === asked ? ownLanguage : 1);
      // A section may stand in two tables for a moment, while its document changes language.
      if (score > (best.get(hit.sectionId)?.score ?? 0)) best.set(hit.sectionId, { ...hit, score });
    }
  }
  return [...best.values()].sort((a, b) => b.score - a.score);
}

import type { Hit, Language } from '../contract.ts';
import type { Candidate } from './language-table.ts';
import type { Lexicon } from './lexicon.ts';

/**
 * One ranking out of several languages' tables. BM25 scores of different tables
 * cannot be compared: each has its own document frequencies, and a table in the
 * wrong language scores highest on the one word it happens to know. Ranks alone
 * (reciprocal rank fusion) give that table's best hit the second place whatever it
 * is worth. So a hit's score within its table is weighted by the share of the
 * question's words that the section really holds, which does compare. Tried on 40
 * English and Italian questions over a mixed workspace: see docs/decisions/0002.
 */
export async function fuse(words: readonly string[], perTable: readonly { readonly language: Language; readonly candidates: readonly Candidate[] }[], lexicon: Lexicon): Promise<Hit[]> {
  const found = perTable.filter(({ candidates }) => candidates.length > 0);
  if (found.length < 2) return (found[0]?.candidates ?? []).map(({ sectionId, documentId, score }) => ({ sectionId, documentId, score }));
  const hits = new Map<string, Hit>();
  for (const { language, candidates } of found) {
    const asked = new Set((await lexicon.stems(words, language)).filter((stem) => stem !== null));
    const best = candidates[0]!.score;
    const held = await lexicon.stemSets(candidates.map(({ headings, text }) => `${headings} ${text}`), language);
    for (const [i, { sectionId, documentId, score }] of candidates.entries()) {
      const share = asked.size === 0 ? 0 : [...asked].filter((stem) => held[i]!.has(stem)).length / Math.max(asked.size, words.length);
      const fused = share * (0.5 + 0.5 * (score / best));
      // A section may stand in two tables for a moment, while its document changes language.
      if (fused > (hits.get(sectionId)?.score ?? 0)) hits.set(sectionId, { sectionId, documentId, score: fused });
    }
  }
  return [...hits.values()].sort((a, b) => b.score - a.score);
}

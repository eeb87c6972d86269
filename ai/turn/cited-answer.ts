import type { Citation, Passage } from '../contract.ts';
import type { Lexicon } from '../retrieve/lexicon.ts';
import { citationOf } from './citation.ts';
import { weigh, shareOf } from './evidence.ts';
import type { Answer } from './quoted-answer.ts';

const code = /(```[\s\S]*?(?:```|$)|`[^`\n]+`)/;
/** `[1]`, `[1, 2]`, `【1】`; not a Markdown link such as `[1](https://…)`. */
const mark = /(?:\[|【)\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*(?:†[^\]】]*)?(?:\]|】)(?!\()/g;

/**
 * A model's answer with its citations: numbers that name no passage are taken out,
 * and each that stays is given the words of its passage that best support the
 * sentences it stands after.
 */
export async function citedAnswer(written: string, passages: readonly Passage[], lexicon: Lexicon): Promise<Answer> {
  const cited = new Set<number>();
  const text = written.split(code).map((part, i) => (i % 2 === 1 ? part : part.replace(mark, (_, list: string) => {
    const valid = [...new Set(list.split(/[,;]/).map(Number))].filter((number) => number >= 1 && number <= passages.length);
    for (const number of valid) cited.add(number);
    return valid.map((number) => `[${number}]`).join('');
  }).replace(/[ \t]+(?=[.,;:!?](?:\s|$))/g, '').replace(/(\S)[ \t]{2,}/g, '$1 '))).join('').trim();

  const citations: Citation[] = [];
  for (const number of [...cited].sort((a, b) => a - b)) {
    const passage = passages[number - 1]!;
    const { start, end } = await support(text, number, passage, lexicon);
    citations.push(citationOf(number, passage, start, end));
  }
  return { text, citations };
}

/** Where in the passage the words stand that the cited sentences were taken from. */
async function support(text: string, number: number, passage: Passage, lexicon: Lexicon): Promise<{ start: number; end: number }> {
  const claims = [...text.matchAll(/[^.!?\n]+(?:[.!?]+(?!\s*\[)|[.!?]*\s*(?:\[\d+\])+[.!?]*|\n|$)/g)].map(([sentence]) => sentence).filter((sentence) => sentence.includes(`[${number}]`)).join(' ').replace(/\[\d+\]/g, ' ');
  const { passages: [weighed], weights } = await weigh(claims, '', [{ passage, score: 1 }], lexicon);
  let best: { start: number; end: number } = { start: 0, end: passage.text.length };
  let most = -1;
  for (const unit of weighed?.units ?? []) {
    const share = shareOf(weights, (stem) => unit.stems.has(stem));
    if (share > most) [best, most] = [unit, share];
  }
  return best;
}

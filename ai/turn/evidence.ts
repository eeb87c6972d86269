import type { Language, Passage } from '../contract.ts';
import { documentLanguage, questionLanguage } from '../language.ts';
import type { Lexicon } from '../retrieve/lexicon.ts';
import { wordsOf } from '../retrieve/stop-words.ts';
import { quotableUnits, type Unit } from './units.ts';

export interface WeighedUnit extends Unit { readonly stems: ReadonlySet<string>; readonly contextStems: ReadonlySet<string> }

export interface WeighedPassage {
  readonly passage: Passage;
  readonly units: readonly WeighedUnit[];
  readonly headingStems: ReadonlySet<string>;
  /** Share of the question's weight that headings and text hold together, 0 to 1. */
  readonly coverage: number;
  /** How many of the question's words it holds. */
  readonly held: number;
  /** BM25 as a share of the best hit's. */
  readonly rank: number;
}

export interface Evidence {
  readonly passages: readonly WeighedPassage[];
  /** What each stem of the question is worth. */
  readonly weights: ReadonlyMap<string, number>;
  readonly language: Language;
}

/** Of a follow-up's question before it: it helps to find the passage, it is not what is asked now. */
const backgroundWeight = 0.4;

/**
 * Weighs passages by the question's words, in the stems of the retrieval index. A
 * word that few of the retrieved passages hold is worth more; one that none holds
 * most of all, because a search for it found nothing.
 */
export async function weigh(question: string, background: string, found: readonly { readonly passage: Passage; readonly score: number }[], lexicon: Lexicon): Promise<Evidence> {
  const language = questionLanguage(`${question} ${background}`) ?? documentLanguage(found.map(({ passage }) => passage.text).join('\n'));
  const stemsOf = async (text: string): Promise<Set<string>> => new Set((await lexicon.stems(wordsOf(text), language)).filter((stem) => stem !== null));
  const asked = await stemsOf(question);
  const before = await stemsOf(background);
  const best = Math.max(...found.map(({ score }) => score), Number.MIN_VALUE);

  const read = await Promise.all(found.map(async ({ passage, score }) => {
    const units = await Promise.all(quotableUnits(passage.text).map(async (unit) => ({ ...unit, stems: await stemsOf(unit.markdown), contextStems: await stemsOf(unit.context) })));
    const headingStems = await stemsOf(`${passage.headings.join(' ')} ${passage.documentName}`);
    const all = new Set([...headingStems, ...(await stemsOf(passage.text))]);
    return { passage, units, headingStems, all, rank: score / best };
  }));

  const weights = new Map<string, number>();
  for (const stem of [...before, ...asked]) {
    const holders = read.filter(({ all }) => all.has(stem)).length;
    const rarity = Math.log(1 + read.length / Math.max(holders, 0.5)) / Math.log(1 + read.length / 0.5);
    weights.set(stem, rarity * (asked.has(stem) ? 1 : backgroundWeight));
  }
  const passages = read.map(({ all, ...rest }) => ({ ...rest, coverage: shareOf(weights, (stem) => all.has(stem)), held: [...asked].filter((stem) => all.has(stem)).length }));
  return { passages, weights, language };
}

/** Share of the question's weight whose stems pass the test. */
export function shareOf(weights: ReadonlyMap<string, number>, holds: (stem: string) => boolean): number {
  let sum = 0;
  let all = 0;
  for (const [stem, weight] of weights) {
    all += weight;
    if (holds(stem)) sum += weight;
  }
  return all === 0 ? 0 : sum / all;
}

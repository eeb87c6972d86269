import type { Language, Passage } from '../contract.ts';
import { documentLanguage, questionLanguage } from '../language.ts';
import type { Lexicon } from '../retrieve/lexicon.ts';
import { wordsOf } from '../words.ts';
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
  /** How nearly the heading right above it is the question, 0 to 1. */
  readonly focus: number;
}

export interface Evidence {
  readonly passages: readonly WeighedPassage[];
  /** What each stem of the question is worth. */
  readonly weights: ReadonlyMap<string, number>;
  /** How many different stems were asked about. */
  readonly asked: number;
  readonly language: Language;
}

/** Of a follow-up's question before it: it helps to find the passage, it is not what is asked now. */
const backgroundWeight = 0.4;

/**
 * Weighs passages by the question's words, in the stems of the retrieval index and
 * by how rare each is in the workspace (`rarity`, one number a word; by default all
 * count the same).
 */
export async function weigh(question: string, background: string, found: readonly { readonly passage: Passage; readonly score: number }[], lexicon: Lexicon, rarity?: (words: readonly string[]) => Promise<readonly number[]>): Promise<Evidence> {
  const language = questionLanguage(`${question} ${background}`) ?? documentLanguage(found.map(({ passage }) => passage.text).join('\n'));
  const asked = await weightsOf(question, 1);
  const weights = new Map([...(await weightsOf(background, backgroundWeight)), ...asked]);
  const best = Math.max(...found.map(({ score }) => score), Number.MIN_VALUE);
  const units = found.map(({ passage }) => quotableUnits(passage.text));
  const own = await lexicon.stemSets(units.flat().map((unit) => unit.markdown), language);
  const context = await lexicon.stemSets(units.flat().map((unit) => unit.context), language);
  const headings = await lexicon.stemSets(found.map(({ passage }) => `${passage.headings.join(' ')} ${passage.documentName}`), language);
  const nearest = await lexicon.stemSets(found.map(({ passage }) => passage.headings.at(-1) ?? passage.documentName), language);
  const texts = await lexicon.stemSets(found.map(({ passage }) => passage.text), language);

  let at = 0;
  const passages = found.map(({ passage, score }, i): WeighedPassage => {
    const weighed = units[i]!.map((unit) => ({ ...unit, stems: own[at]!, contextStems: context[at++]! }));
    const holds = (stem: string): boolean => texts[i]!.has(stem) || headings[i]!.has(stem);
    const named = [...asked.keys()].filter((stem) => nearest[i]!.has(stem)).length;
    return {
      passage, units: weighed, headingStems: headings[i]!, rank: score / best,
      coverage: shareOf(weights, holds), held: [...asked.keys()].filter(holds).length,
      focus: named === 0 ? 0 : (2 * named) / (asked.size + nearest[i]!.size),
    };
  });
  return { passages, weights, asked: asked.size, language };

  async function weightsOf(text: string, factor: number): Promise<Map<string, number>> {
    const words = wordsOf(text);
    const stems = await lexicon.stems(words, language);
    const telling = words.filter((_, i) => typeof stems[i] === 'string');
    const rare = (await rarity?.(telling)) ?? telling.map(() => 1);
    return new Map(stems.filter((stem) => stem !== null).map((stem, i) => [stem, rare[i]! * factor]));
  }
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

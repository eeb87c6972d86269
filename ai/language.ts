import { detectAll } from 'tinyld';
import type { Language } from './contract.ts';
import { isStopWord, wordsOf } from './words.ts';

/** The languages with stemming of their own; `other` stands for all the rest. */
export const stemmedLanguages = ['en', 'it', 'de', 'fr', 'es', 'pt', 'nl'] as const satisfies readonly Language[];

/**
 * Language of a document. Text in another script, or clearly in another language,
 * is `other`; text too short to tell is taken for English when it is plain ASCII,
 * because stemming an unknown word costs less than losing the plural of a known one.
 */
export function documentLanguage(text: string): Language {
  const sample = prose(text).slice(0, 20_000);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return 'en';
  if ((sample.match(/\p{Script=Latin}/gu)?.length ?? 0) < letters / 2) return 'other';
  const [first] = detectAll(sample);
  if (first === undefined) return plainAscii(sample) ? 'en' : 'other';
  const known = stemmedLanguages.find((language) => language === first.lang);
  if (known !== undefined && (first.accuracy >= 0.1 || letters >= 60)) return known;
  if (letters >= 60) return 'other';
  return likeliest(sample) ?? (plainAscii(sample) ? 'en' : 'other');
}

/**
 * Language of a visitor's question, or null when a few words do not tell. The small
 * words decide ("il", "con", "how"): in a sentence of five words they say more than
 * the letter statistics that suit a page.
 */
export function questionLanguage(text: string): Language | null {
  const words = wordsOf(text);
  const letters = words.join('').replace(/\P{L}/gu, '');
  if (letters === '') return null;
  if (letters.replace(/\p{Script=Latin}/gu, '').length > letters.length / 2) return 'other';
  const small = stemmedLanguages.map((language) => ({ language, count: words.filter((word) => isStopWord(word, [language])).length })).sort((a, b) => b.count - a.count);
  if (small[0]!.count > small[1]!.count) return small[0]!.language;
  if (words.length < 3) return null;
  const tied = small.filter(({ count }) => count === small[0]!.count).map(({ language }) => language);
  const [first] = detectAll(text, { only: tied });
  return first !== undefined && first.accuracy >= 0.05 ? (tied.find((language) => language === first.lang) ?? null) : null;
}

function likeliest(text: string): Language | undefined {
  const [first] = detectAll(text, { only: [...stemmedLanguages] });
  return first !== undefined && first.accuracy >= 0.1 ? stemmedLanguages.find((language) => language === first.lang) : undefined;
}

function plainAscii(text: string): boolean {
  return /^[\x00-\x7F]*$/.test(text);
}

/** Code, addresses and markup say nothing about the language. */
function prose(text: string): string {
  return text.replace(/```[\s\S]*?```/g, ' ').replace(/`[^`]*`/g, ' ').replace(/\bhttps?:\/\/\S+/g, ' ').replace(/[|*_#>[\](){}]/g, ' ');
}

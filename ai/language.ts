import { detectAll } from 'tinyld';
import type { Language } from './contract.ts';

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

/** Language of a visitor's question, or null when a few words do not tell. */
export function questionLanguage(text: string): Language | null {
  const words = text.match(/\p{L}+/gu) ?? [];
  if (words.length === 0) return null;
  if (words.join('').replace(/\p{Script=Latin}/gu, '').length > words.join('').length / 2) return 'other';
  const [first] = detectAll(text);
  if (first === undefined || words.length < 3) return null;
  return first.accuracy >= 0.05 ? (stemmedLanguages.find((language) => language === first.lang) ?? null) : null;
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

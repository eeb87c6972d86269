import type { FtsOptions } from '@lancedb/lancedb';
import type { Language } from '../contract.ts';

const names: Readonly<Record<Exclude<Language, 'other'>, string>> = { en: 'English', it: 'Italian', de: 'German', fr: 'French', es: 'Spanish', pt: 'Portuguese', nl: 'Dutch' };

/** How a language's words become terms of the index. `other` is cut by ICU's dictionaries, which also find words in scripts without spaces. */
export function tokenizer(language: Language): Partial<FtsOptions> {
  // Positions serve phrase queries, which nobody asks: the index is a third smaller without them.
  return language === 'other'
    ? { baseTokenizer: 'icu', stem: false, removeStopWords: false, asciiFolding: true, lowercase: true, withPosition: false }
    : { language: names[language], stem: true, removeStopWords: true, asciiFolding: true, lowercase: true, withPosition: false };
}

import { connect, Index, type Connection, type Table } from '@lancedb/lancedb';
import { Field, Schema, Utf8 } from 'apache-arrow';
import type { Language } from '../contract.ts';
import { fold, isStopWord, wordsOf } from '../words.ts';
import { tokenizer } from './tokenizer.ts';

export interface Lexicon {
  /** One stem a word, in the order of the words; null for a stop word or what is no word. */
  stems(words: readonly string[], language: Language): Promise<readonly (string | null)[]>;
  /** The stems of each text, as sets; one call for all, because a call costs more than a word. */
  stemSets(texts: readonly string[], language: Language): Promise<ReadonlySet<string>[]>;
  close(): void;
}

/**
 * The stems of the retrieval index, for reasoning about passages outside it: an
 * empty in-memory table a language, asked for nothing but its tokenizer, so that
 * "covers the question" means the same here as in the index.
 */
export function createLexicon(): Lexicon {
  let connection: Promise<Connection> | null = null;
  const tables = new Map<Language, Promise<Table>>();
  const open = async (language: Language): Promise<Table> => {
    connection ??= connect('memory://lexicon');
    const table = await (await connection).createEmptyTable(language, new Schema([new Field('text', new Utf8(), false)]));
    await table.createIndex('text', { config: Index.fts(tokenizer(language)) });
    return table;
  };
  const stems: Lexicon['stems'] = async (words, language) => {
    const folded = words.map((word) => (isStopWord(word, [language]) ? null : fold(word).replace(/[^\p{L}\p{N}]/gu, '') || null));
    if (language === 'other') return folded;
    let table = tables.get(language);
    if (table === undefined) tables.set(language, (table = open(language)));
    // A token's position is the number of its word: stop words are counted, except those before the first
    // token, which is why a word that is none in any language stands in front.
    const tokens = await (await table).tokenize(`xx0 ${words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, '') || 'xx0').join(' ')}`, { column: 'text' });
    const found: (string | null)[] = words.map(() => null);
    for (const { position, text } of tokens) if (position > 0 && typeof folded[position - 1] === 'string') found[position - 1] = text;
    return found;
  };
  return {
    stems,
    async stemSets(texts, language) {
      const words = texts.map(wordsOf);
      const found = await stems(words.flat(), language);
      let at = 0;
      return words.map(({ length }) => new Set(found.slice(at, (at += length)).filter((stem) => stem !== null)));
    },
    close() {
      tables.clear();
      void connection?.then((open) => open.close());
    },
  };
}

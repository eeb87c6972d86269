import type { Citation, Passage } from '../contract.ts';

const longestQuote = 300;

/** A citation of a passage, its quote cut at a word to what fits. */
export function citationOf(number: number, passage: Passage, start: number, end: number): Citation {
  return {
    number, sectionId: passage.sectionId, documentId: passage.documentId, documentName: passage.documentName,
    heading: passage.headings.join(' › '), quote: cutAtWord(passage.text.slice(start, end).trim(), longestQuote),
  };
}

function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text;
  const space = text.slice(0, most + 1).search(/\s\S*$/);
  return text.slice(0, space > most / 2 ? space : most).trimEnd();
}

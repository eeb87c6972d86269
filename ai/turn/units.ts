import { cellsOf } from '../parse/split-block.ts';

/** The least that can be quoted: a sentence, a list item, a table row, a code block. */
export interface Unit {
  readonly kind: 'sentence' | 'item' | 'row' | 'code';
  /** Where it stands in the section, so that a quote is verbatim. */
  readonly start: number;
  readonly end: number;
  /** How it reads on its own, in Markdown of one line (code: a fence). */
  readonly markdown: string;
  /** Units of one paragraph, list or table share a number. */
  readonly block: number;
  /** Words that stand over it inside the section: a heading, a question in bold, a table's header. */
  readonly context: string;
}

interface Row { readonly text: string; readonly start: number; readonly end: number }

const bullet = /^\s*(?:[-*+•]|\d{1,3}[.)])\s+/;
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Cuts a section's Markdown into what can be quoted, in order. */
export function quotableUnits(text: string): Unit[] {
  const rows = linesOf(text);
  const units: Unit[] = [];
  let block = 0;
  let context = '';
  for (let i = 0; i < rows.length;) {
    const row = rows[i]!;
    const line = row.text.trim();
    const from = i;
    const runTo = (more: (next: string) => boolean): void => { do i++; while (i < rows.length && more(rows[i]!.text)); };
    if (line === '') {
      i++;
    } else if (/^#{1,6} /.test(line)) {
      context = line.replace(/^#+ /, '');
      i++;
    } else if (/^(?:`{3,}|~{3,})/.test(line)) {
      const mark = line.slice(0, 3);
      runTo((next) => !next.trim().startsWith(mark));
      const last = rows[Math.min(i, rows.length - 1)]!;
      units.push({ kind: 'code', start: row.start, end: last.end, markdown: text.slice(row.start, last.end), block: ++block, context });
      i++;
    } else if (line.startsWith('|')) {
      runTo((next) => next.trim().startsWith('|'));
      block++;
      units.push(...tableUnits(rows.slice(from, i), block, context));
    } else if (bullet.test(row.text)) {
      runTo((next) => next.trim() !== '' && !/^(?:#{1,6} |\||`{3})/.test(next));
      block++;
      units.push(...itemUnits(text, rows.slice(from, i), block, context));
    } else {
      runTo((next) => next.trim() !== '' && !/^(?:#{1,6} |\||`{3})/.test(next) && !bullet.test(next));
      const found = sentenceUnits(text, row.start, rows[i - 1]!.end, ++block, context);
      // A question in bold is a heading in all but name: what follows answers it.
      if (found.length === 1 && /^(?:\*\*|__).+(?:\*\*|__):?$|\?\W*$/.test(line) && line.length < 200) context = line.replace(/[*_]{2}/g, '');
      else units.push(...found);
    }
  }
  return units;
}

function linesOf(text: string): Row[] {
  let at = 0;
  return text.split('\n').map((line) => {
    const row = { text: line, start: at, end: at + line.length };
    at += line.length + 1;
    return row;
  });
}

function tableUnits(rows: readonly Row[], block: number, context: string): Unit[] {
  const names = cellsOf(rows[0]!.text);
  return rows.slice(2).map((row) => {
    const cells = cellsOf(row.text);
    const parts = cells.map((cell, i) => (cell === '' ? '' : names[i] ? `**${names[i].replace(/\*\*/g, '')}**: ${cell}` : cell)).filter(Boolean);
    return { kind: 'row', start: row.start, end: row.end, markdown: parts.join(' · '), block, context: `${context} ${names.join(' ')}`.trim() };
  });
}

function itemUnits(text: string, rows: readonly Row[], block: number, context: string): Unit[] {
  const items: { start: number; end: number; indent: string }[] = [];
  for (const row of rows) {
    if (bullet.test(row.text)) items.push({ start: row.start, end: row.end, indent: /^\s*/.exec(row.text)![0] });
    else if (items.length > 0) items.at(-1)!.end = row.end;
  }
  return items.map(({ start, end }) => ({ kind: 'item', start, end, markdown: text.slice(start, end).replace(/\s*\n\s*/g, ' ').trimEnd(), block, context }));
}

function sentenceUnits(text: string, start: number, end: number, block: number, context: string): Unit[] {
  const units: Unit[] = [];
  let open: { start: number; end: number } | null = null;
  for (const { segment, index } of sentences.segment(text.slice(start, end))) {
    const from: number = open?.start ?? start + index;
    const to = start + index + segment.trimEnd().length;
    const words = text.slice(from, to);
    // "e.g.", "Art.", "1.": a break that leaves a scrap, or half of an emphasis, is none.
    const scrap = words.trim().length < 12 || /(?:\b(?:e\.g|i\.e|etc|art|nr|no|vs|ca|dr|sig|es|ecc|z\.B|bzw|tel)|\b\p{L}|^\d{1,3})\.$/iu.test(words) || (words.split('**').length - 1) % 2 === 1;
    open = { start: from, end: to };
    if (scrap && to < end) continue;
    units.push({ kind: 'sentence', ...open, markdown: words.replace(/\s*\n\s*/g, ' ').trim(), block, context });
    open = null;
  }
  if (open !== null) units.push({ kind: 'sentence', ...open, markdown: text.slice(open.start, open.end).replace(/\s*\n\s*/g, ' ').trim(), block, context });
  return units.filter((unit) => /[\p{L}\p{N}]/u.test(unit.markdown));
}

import type { Block, ReadDocument } from './blocks.ts';

const bullet = /^\s*(?:[-*+•–]|\d{1,3}[.)])\s+\S/;

/** Reads plain text: paragraphs between blank lines, underlined or capital lines as headings. */
export function readText(source: string): ReadDocument {
  const blocks: Block[] = [];
  for (const chunk of source.replace(/\f/g, '\n\n').split(/\n\s*\n/)) {
    const lines = chunk.split('\n').map((line) => line.trimEnd()).filter((line) => line.trim() !== '');
    if (lines.length === 0) continue;
    const level = headingLevel(lines);
    if (level !== null) {
      blocks.push({ kind: 'heading', level, text: lines[0]!.trim(), page: null });
      lines.splice(0, level === 3 ? 1 : 2);
    }
    if (lines.some((line) => /[\p{L}\p{N}]/u.test(line))) blocks.push(body(lines));
  }
  return { title: null, blocks };
}

function headingLevel(lines: readonly string[]): 1 | 2 | 3 | null {
  const [first = '', second = ''] = lines;
  if (/^\s*={3,}\s*$/.test(second)) return 1;
  if (/^\s*-{3,}\s*$/.test(second)) return 2;
  const letters = first.replace(/[^\p{L}]/gu, '');
  return letters.length >= 4 && first.length <= 80 && letters === letters.toUpperCase() && letters !== letters.toLowerCase() && (lines.length === 1 || !/[.,;:]$/.test(first)) ? 3 : null;
}

function body(lines: readonly string[]): Block {
  if (lines.every((line) => bullet.test(line) || /^\s{2,}/.test(line)) || (bullet.test(lines[0]!) && lines.filter((line) => bullet.test(line)).length > 1)) {
    return { kind: 'list', text: lines.join('\n'), page: null };
  }
  // Short lines are meant (an address, opening hours); long ones were wrapped by an editor.
  const wrapped = lines.slice(0, -1).every((line) => line.length > 50);
  return { kind: 'paragraph', text: lines.map((line) => line.trim()).join(wrapped ? ' ' : '\n'), page: null };
}

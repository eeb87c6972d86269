import type { Block } from './blocks.ts';

/** Splits what is longer than `most` characters: a table between rows under a repeated header, code between lines inside repeated fences, a list between items, prose between sentences. */
export function splitBlock(block: Exclude<Block, { kind: 'heading' }>, most: number): string[] {
  switch (block.kind) {
    case 'table': return splitTable(block.header, block.rows, most);
    case 'code': return splitCode(block.text, most);
    case 'list': return pack(block.text.split(/\n(?=(?:[-*+•]|\d{1,3}[.)])\s)/), '\n', most);
    case 'paragraph': return pack([block.text], '\n', most);
  }
}

function splitTable(header: string, rows: readonly string[], most: number): string[] {
  if (rows.length === 0) return [header];
  const room = most - header.length - 1;
  // A header that eats half the section, or a row that does not fit, reads better as "name: value".
  if (room < most / 2 || rows.some((row) => row.length > room)) return pack(rows.map((row) => rowAsText(header, row)), '\n\n', most);
  return pack(rows, '\n', room).map((part) => `${header}\n${part}`);
}

/** Cells of a Markdown table row. */
export function cellsOf(row: string): string[] {
  return row.trim().replace(/^\|/, '').replace(/(?<!\\)\|$/, '').split(/(?<!\\)\|/).map((cell) => cell.replace(/\\\|/g, '|').trim());
}

function rowAsText(header: string, row: string): string {
  const names = cellsOf(header.split('\n')[0]!);
  return cellsOf(row).map((cell, i) => (cell === '' ? '' : names[i] ? `**${names[i]}**: ${cell}` : cell)).filter(Boolean).join('\n');
}

function splitCode(code: string, most: number): string[] {
  if (code.length <= most) return [code];
  const lines = code.split('\n');
  const open = lines[0]!;
  const close = /^\s*[`~]{3,}/.exec(open)?.[0].trim() ?? '```';
  const body = lines.slice(1, lines.at(-1)!.trim() === close ? -1 : undefined);
  return pack(body, '\n', most - open.length - close.length - 2).map((part) => `${open}\n${part}\n${close}`);
}

/** Joins pieces up to `most` characters; a piece that is longer by itself is cut at sentences, then words, then anywhere. */
function pack(pieces: readonly string[], glue: string, most: number): string[] {
  const packed: string[] = [];
  for (const piece of pieces) {
    if (piece.length > most) {
      const cut = cutters.find(({ at }) => piece.split(at).length > 1);
      packed.push(...(cut === undefined ? slices(piece, most) : pack(piece.split(cut.at), cut.glue, most)));
    } else if (packed.length > 0 && packed.at(-1)!.length + glue.length + piece.length <= most) {
      packed[packed.length - 1] += glue + piece;
    } else packed.push(piece);
  }
  return packed;
}

const cutters: readonly { at: RegExp; glue: string }[] = [
  { at: /\n\n+/, glue: '\n\n' },
  { at: /\n/, glue: '\n' },
  { at: /(?<=[.!?…。！？])\s+/u, glue: ' ' },
  { at: /\s+/, glue: ' ' },
];

function slices(text: string, most: number): string[] {
  const chars = Array.from(text);
  return Array.from({ length: Math.ceil(chars.length / most) }, (_, i) => chars.slice(i * most, (i + 1) * most).join(''));
}

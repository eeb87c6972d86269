import { parse } from 'csv-parse/sync';
import { tableBlock, type ReadDocument } from './blocks.ts';
import { readText } from './text.ts';

const delimiters = [',', ';', '\t', '|'] as const;

/** Reads delimiter-separated values; the first row names the columns. */
export function readCsv(source: string): ReadDocument {
  // Excel writes the delimiter into a first line of its own when asked to.
  const declared = /^sep=(.)\n/i.exec(source);
  const text = declared === null ? source : source.slice(declared[0].length);
  const delimiter = declared?.[1] ?? detectDelimiter(text);
  if (delimiter === null) return readText(text);
  const rows = rowsOf(text, delimiter).filter((row) => row.some((cell) => cell !== ''));
  return { title: null, blocks: rows.length === 0 ? [] : [tableBlock(rows, null)] };
}

/** The delimiter that gives most rows of the sample the same number of columns, at least two; null for a single column. */
export function detectDelimiter(text: string): string | null {
  const lines = text.slice(0, 64_000).split('\n').filter((line) => line.trim() !== '').slice(0, 50);
  const sample = (text.length > 64_000 && lines.length > 1 ? lines.slice(0, -1) : lines).join('\n');
  let best: { delimiter: string; score: number } | null = null;
  for (const delimiter of delimiters) {
    const widths = rowsOf(sample, delimiter).map((row) => row.length);
    const width = mostFrequent(widths);
    if (width < 2) continue;
    const agreeing = widths.filter((one) => one === width).length / widths.length;
    const score = agreeing + Math.min(width, 20) / 100;
    if (agreeing >= 0.6 && (best === null || score > best.score)) best = { delimiter, score };
  }
  return best?.delimiter ?? null;
}

function rowsOf(text: string, delimiter: string): string[][] {
  return parse(text, { delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: true, trim: true, bom: true });
}

function mostFrequent(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

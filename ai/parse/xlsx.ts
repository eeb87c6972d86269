import readXlsxFile from 'read-excel-file/node';
import { tableBlock, type Block, type Progress, type ReadDocument } from './blocks.ts';

/** Reads every sheet: lines above the table as text, the first row that fills two columns as its header. */
export async function readXlsx(bytes: Uint8Array, progress: Progress): Promise<ReadDocument> {
  const sheets = await readXlsxFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const blocks: Block[] = [];
  sheets.forEach(({ sheet, data }, at) => {
    blocks.push(...sheetBlocks(sheet, data.map((row) => row.map(cellText)), at + 1));
    progress(at + 1, sheets.length);
  });
  return { title: null, blocks };
}

function sheetBlocks(name: string, rows: readonly (readonly string[])[], page: number): Block[] {
  const filled = rows.filter((row) => row.some((cell) => cell !== ''));
  if (filled.length === 0) return [];
  const used = [...Array(Math.max(...filled.map((row) => row.length))).keys()].filter((column) => filled.some((row) => (row[column] ?? '') !== ''));
  const table = filled.map((row) => used.map((column) => row[column] ?? ''));
  const start = Math.max(0, table.findIndex((row) => row.filter(Boolean).length >= Math.min(2, used.length)));
  const above: Block[] = table.slice(0, start).map((row) => ({ kind: 'paragraph', text: row.filter(Boolean).join(' '), page }));
  return [{ kind: 'heading', level: 1, text: name, page }, ...above, tableBlock(table.slice(start), page)];
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) {
    const iso = value.toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
  }
  // Binary fractions in a sheet's XML (0.30000000000000004) are not what the cell shows.
  if (typeof value === 'number') return String(Number(value.toPrecision(12)));
  return String(value).trim();
}

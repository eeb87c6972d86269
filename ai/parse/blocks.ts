/** The pieces every format is turned into before it is cut into sections. Text is Markdown. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string; readonly page: number | null }
  | { readonly kind: 'paragraph' | 'list' | 'code'; readonly text: string; readonly page: number | null }
  | { readonly kind: 'table'; readonly header: string; readonly rows: readonly string[]; readonly page: number | null };

export interface ReadDocument {
  /** What the document calls itself; null when only its file name tells. */
  readonly title: string | null;
  readonly blocks: readonly Block[];
}

/** Called with pieces done and pieces in all (pages, sheets). */
export type Progress = (done: number, total: number) => void;

/** A Markdown table of plain cells, the first row being the header. */
export function tableBlock(rows: readonly (readonly string[])[], page: number | null): Block {
  const [header = [], ...body] = rows;
  const width = Math.max(...rows.map((row) => row.length));
  const line = (cells: readonly string[]): string =>
    `| ${Array.from({ length: width }, (_, i) => (cells[i] ?? '').replace(/\s*\n\s*/g, ' ').replace(/\|/g, '\\|').trim()).join(' | ')} |`;
  return { kind: 'table', header: `${line(header)}\n|${' --- |'.repeat(width)}`, rows: body.map(line), page };
}

import type { TotalsFragment } from '../../gql/graphql.ts';

/** Columns of the file, in this order. */
export const exportedFigures = ['visitors', 'newVisitors', 'chats', 'messages', 'answers', 'fallbacks', 'feedbackUp', 'feedbackDown', 'responseMs'] as const satisfies readonly (keyof TotalsFragment)[];
export type ExportedFigure = (typeof exportedFigures)[number];

interface DaysFile {
  /** Headings in the reader's language. */
  readonly headings: Readonly<Record<'date' | 'agent' | ExportedFigure, string>>;
  /** Whose figures they are. */
  readonly agent: string;
  readonly days: readonly { readonly date: string; readonly totals: TotalsFragment }[];
}

/**
 * One cell. A name that begins like a formula would be run by spreadsheets, so
 * a quotation mark goes in front, which they show as text (OWASP, CSV injection).
 */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+\-@\t\r\n]/.test(value.trimStart()) || /^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The shown days as CSV (RFC 4180, with the mark by which spreadsheets know UTF-8). */
export function daysAsCsv({ headings, agent, days }: DaysFile): string {
  const rows = [
    [headings.date, headings.agent, ...exportedFigures.map((name) => headings[name])],
    ...days.map(({ date, totals }) => [date, agent, ...exportedFigures.map((name) => (name === 'responseMs' && totals.responseMs !== null ? Math.round(totals.responseMs) : totals[name]))]),
  ];
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

/** Hands a text to the browser as a file to keep. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

import { csvOf } from '#shared/ui/index.ts';
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

/** The shown days as CSV (RFC 4180, with the mark by which spreadsheets know UTF-8). */
export function daysAsCsv({ headings, agent, days }: DaysFile): string {
  const rows = [
    [headings.date, headings.agent, ...exportedFigures.map((name) => headings[name])],
    ...days.map(({ date, totals }) => [date, agent, ...exportedFigures.map((name) => (name === 'responseMs' && totals.responseMs !== null ? Math.round(totals.responseMs) : totals[name]))]),
  ];
  return csvOf(rows);
}

import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { ValidationError } from '../failure.ts';

/** Largest page anybody gets; the default is {@link DEFAULT_PAGE}. */
export const MAX_PAGE = 100;
export const DEFAULT_PAGE = 50;

/** What a list asks for. */
export interface PageRequest { readonly first?: number | null; readonly after?: string | null }

/** One page, and how to ask for the next. */
export interface Page<Row> { readonly rows: readonly Row[]; readonly hasNextPage: boolean; readonly cursorOf: (row: Row) => string }

const encode = (values: readonly unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/**
 * Reads a cursor made by {@link page} back into the values that the list is sorted by. Times travel as text in
 * microseconds (select them with `to_char` or `::text`): a Date would lose half of them.
 * @throws ValidationError when it is none of ours
 */
export function decodeCursor<Values extends z.ZodTuple>(after: string, values: Values): z.infer<Values> {
  try {
    return values.parse(JSON.parse(Buffer.from(after, 'base64url').toString('utf8')));
  } catch {
    throw new ValidationError([{ path: 'after', code: 'cursor' }]);
  }
}

/** How many rows to show; ask the database for one more to know whether there is a next page. */
export const pageSize = ({ first }: PageRequest): number => Math.min(Math.max(first ?? DEFAULT_PAGE, 1), MAX_PAGE);

/**
 * A limit as part of the statement's text. Statements are planned once for all their values; of a limit that is one of
 * these the planner would assume a tenth of the table, and sort where an index would have the rows in order.
 */
export const rowLimit = (rows: number): RawBuilder<number> => sql.lit(Math.trunc(rows));

/** Makes a page of `limit + 1` fetched rows. */
export function page<Row>(fetched: readonly Row[], request: PageRequest, keyOf: (row: Row) => readonly unknown[]): Page<Row> {
  const size = pageSize(request);
  return { rows: fetched.slice(0, size), hasNextPage: fetched.length > size, cursorOf: (row) => encode(keyOf(row)) };
}

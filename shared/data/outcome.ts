/** One field that can't be accepted; `path` as the server names it (`email`, `config.name`). */
export interface FieldProblem { readonly path: string; readonly message: string }

/** What became of a change. Expected failures are data, with a sentence for people. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly fields: readonly FieldProblem[] };

interface Refused {
  readonly __typename: 'ValidationError' | 'RuleError' | 'StaleError';
  readonly message: string;
  readonly code?: string;
  readonly fields?: readonly FieldProblem[];
}

type Success<U> = Exclude<U, Refused | { readonly __typename: Refused['__typename'] } | null | undefined>;

const refusals: ReadonlySet<string> = new Set<Refused['__typename']>(['ValidationError', 'RuleError', 'StaleError']);

const isRefused = (result: { readonly __typename: string }): result is Refused => refusals.has(result.__typename);

/**
 * Reads a mutation's result union. Ask for `message` (and `fields { path message }`,
 * `code`) of its errors: `... on UserError { code message } ... on ValidationError { fields { path message } }`.
 */
export function outcomeOf<U extends { readonly __typename: string }>(result: U | null | undefined): Outcome<Success<U>> {
  if (!result) return { ok: false, code: 'EMPTY', message: '', fields: [] };
  if (isRefused(result)) return { ok: false, code: result.code ?? result.__typename, message: result.message, fields: result.fields ?? [] };
  return { ok: true, value: result as unknown as Success<U> };
}

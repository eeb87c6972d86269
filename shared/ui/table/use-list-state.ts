import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

export interface ListStateOptions {
  /** Names of the list's filters; each is a parameter of the address. */
  readonly filters?: readonly string[];
  readonly defaultSort?: string;
}

export interface ListState {
  readonly search: string;
  readonly sort: string | undefined;
  /** Chosen values of each filter; empty when it doesn't narrow. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
  /** Whether a search or a filter leaves something out. */
  readonly isNarrowed: boolean;
  /** How many rows were asked for by "more", 0 for the first page: `useConnection` brings as many back. */
  readonly wanted: number;
  want(rows: number): void;
  setSearch(search: string): void;
  setSort(sort: string): void;
  setFilter(name: string, values: readonly string[]): void;
  /** Back to the whole list; the order stays. */
  clear(): void;
}

/**
 * Search, order, filters and length of a list, kept in the address (`q`, `sort`, `rows`, and
 * one parameter a filter), so that a reload, a bookmark and a link show the same.
 */
export function useListState({ filters: names = [], defaultSort }: ListStateOptions = {}): ListState {
  const [params, setParams] = useSearchParams();
  /** Whatever narrows or sorts the list begins it anew. */
  const change = useCallback(
    (edit: (next: URLSearchParams) => void): void => setParams((now) => {
      const next = new URLSearchParams(now);
      next.delete('rows');
      edit(next);
      return next;
    }, { replace: true, preventScrollReset: true }),
    [setParams],
  );
  const namesKey = names.join();
  return useMemo(() => {
    const known = namesKey === '' ? [] : namesKey.split(',');
    const search = params.get('q') ?? '';
    const filters = Object.fromEntries(known.map((name) => [name, params.getAll(name)]));
    return {
      search,
      sort: params.get('sort') ?? defaultSort,
      filters,
      isNarrowed: search !== '' || Object.values(filters).some((values) => values.length > 0),
      wanted: Math.max(0, Math.trunc(Number(params.get('rows') ?? 0)) || 0),
      want: (rows) => change((next) => next.set('rows', String(rows))),
      setSearch: (text) => change((next) => (text === '' ? next.delete('q') : next.set('q', text))),
      setSort: (sort) => change((next) => (sort === defaultSort ? next.delete('sort') : next.set('sort', sort))),
      setFilter: (name, values) => change((next) => {
        next.delete(name);
        for (const value of values) next.append(name, value);
      }),
      clear: () => change((next) => {
        for (const name of ['q', ...known]) next.delete(name);
      }),
    };
  }, [params, change, namesKey, defaultSort]);
}

import { NetworkStatus } from '@apollo/client';
import { useEffect, useRef, useState } from 'react';
import { type AppError, toAppError } from './errors.ts';

interface Connection<Row> {
  readonly edges: readonly { readonly node: Row }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
}

/** A keyset list as a table wants it. */
export interface ConnectionState<Row, C> {
  /** Undefined until the first answer; the old rows stay while others are being fetched. */
  readonly rows: readonly Row[] | undefined;
  readonly total: number | undefined;
  readonly loading: boolean;
  readonly error: AppError | null;
  readonly onRetry: () => void;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly onMore: () => void;
  /** The connection itself, for its `viewerCan…` fields. */
  readonly connection: C | undefined;
}

/** The part of Apollo's result that is read here; `useQuery` of any document fits. */
interface QueryResult<Data> {
  readonly data?: Data | undefined;
  readonly previousData?: Data | undefined;
  readonly loading: boolean;
  readonly error?: unknown;
  readonly networkStatus: NetworkStatus;
  refetch(): Promise<unknown>;
  fetchMore(options: { variables: { after: string | null } }): Promise<unknown>;
}

/** How far a list was read, kept elsewhere (in the address): that much is brought back. */
export interface Depth {
  readonly wanted: number;
  want(rows: number): void;
}

/** Rows that are brought back at most; who wants more asks again. */
const mostBroughtBack = 1000;

type RowOf<C> = C extends Connection<infer Row> ? Row : never;

/**
 * Reads one connection of a query's result. The query needs variables `first`
 * and `after`, and the connection `pageInfo { hasNextPage endCursor }` and `totalCount`.
 * @param depth a list's state: pages that were read before a reload, or a step back, are read again
 */
export function useConnection<Data, C extends Connection<unknown>>(result: QueryResult<Data>, pick: (data: Data) => C, depth?: Depth): ConnectionState<RowOf<C>, C> {
  const [moreError, setMoreError] = useState<AppError | null>(null);
  const shown = result.data ?? result.previousData;
  const connection = shown ? pick(shown) : undefined;
  const loadingMore = result.networkStatus === NetworkStatus.fetchMore;
  const there = connection?.edges.length ?? 0;
  const fetchNext = (): void => {
    setMoreError(null);
    result.fetchMore({ variables: { after: connection?.pageInfo.endCursor ?? null } }).catch((error: unknown) => setMoreError(toAppError(error)));
  };
  const onMore = (): void => {
    depth?.want(there + 1);
    fetchNext();
  };
  const next = useRef(fetchNext);
  useEffect(() => {
    next.current = fetchNext;
  });
  const isShort = result.data !== undefined && there < Math.min(depth?.wanted ?? 0, mostBroughtBack) && (connection?.pageInfo.hasNextPage ?? false) && !result.loading && moreError === null;
  useEffect(() => {
    if (isShort) next.current();
  }, [isShort, there]);
  return {
    rows: connection?.edges.map((edge) => edge.node) as readonly RowOf<C>[] | undefined,
    total: connection?.totalCount,
    loading: result.loading && !loadingMore,
    error: result.error ? toAppError(result.error) : moreError,
    onRetry: () => {
      if (moreError) onMore();
      else void result.refetch();
    },
    hasMore: connection?.pageInfo.hasNextPage ?? false,
    loadingMore,
    onMore,
    connection,
  };
}

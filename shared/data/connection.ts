import { NetworkStatus } from '@apollo/client';
import { useState } from 'react';
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

type RowOf<C> = C extends Connection<infer Row> ? Row : never;

/**
 * Reads one connection of a query's result. The query needs variables `first`
 * and `after`, and the connection `pageInfo { hasNextPage endCursor }` and `totalCount`.
 */
export function useConnection<Data, C extends Connection<unknown>>(result: QueryResult<Data>, pick: (data: Data) => C): ConnectionState<RowOf<C>, C> {
  const [moreError, setMoreError] = useState<AppError | null>(null);
  const shown = result.data ?? result.previousData;
  const connection = shown ? pick(shown) : undefined;
  const loadingMore = result.networkStatus === NetworkStatus.fetchMore;
  const onMore = (): void => {
    setMoreError(null);
    result.fetchMore({ variables: { after: connection?.pageInfo.endCursor ?? null } }).catch((error: unknown) => setMoreError(toAppError(error)));
  };
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

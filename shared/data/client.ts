import { ApolloClient, ApolloLink } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { HttpLink } from '@apollo/client/link/http';
import { getMainDefinition } from '@apollo/client/utilities';
import { EMPTY, defer, mergeMap } from 'rxjs';
import type { Locale } from '#shared/contract/index.ts';
import { createCache } from './cache.ts';
import { toAppError } from './errors.ts';
import { setLiveStatus } from './live.ts';
import type { LiveLink } from './live-link.ts';

export interface DataClientOptions {
  /** Id of the workspace worked in; null before it is known (the server then takes the person's first). */
  readonly workspace: () => string | null;
  readonly locale: () => Locale;
  /** The server doesn't know the session any more, or ended it. */
  readonly onSignedOut: () => void;
  /** Something was refused that was allowed before: what the person may do has changed. */
  readonly onForbidden?: () => void;
  /** @default same origin */
  readonly endpoint?: string;
}

export interface DataClient {
  readonly apollo: ApolloClient;
  /** Ends subscriptions and the socket. */
  close(): void;
}

/** The GraphQL client of one session: HTTP for queries and mutations, one socket for subscriptions. */
export function createDataClient({ workspace, locale, onSignedOut, onForbidden, endpoint = '/graphql' }: DataClientOptions): DataClient {
  let live: Promise<LiveLink> | null = null;
  // Nothing that is shown first needs the socket: its code is fetched with the first subscription.
  const openLive = (): Promise<LiveLink> =>
    (live ??= import('./live-link.ts').then(({ createLiveLink }) =>
      createLiveLink({
        endpoint,
        connectionParams: () => ({ workspace: workspace(), locale: locale() }),
        onSignedOut,
        // What happened while the line was down was never sent: ask again for what is on screen.
        onBack: () => void apollo.refetchQueries({ include: 'active' }),
      })));
  const subscriptions = new ApolloLink((operation, forward) => defer(openLive).pipe(mergeMap(({ link }) => link.request(operation, forward) ?? EMPTY)));

  const http = new HttpLink({ uri: endpoint, credentials: 'same-origin' });
  const headers = new ApolloLink((operation, forward) => {
    const id = workspace();
    operation.setContext({ headers: { 'accept-language': locale(), ...(id ? { 'x-isatis-workspace': id } : {}) } });
    return forward(operation);
  });
  const refusals = new ErrorLink(({ error }) => {
    const { code } = toAppError(error);
    if (code === 'UNAUTHENTICATED') onSignedOut();
    if (code === 'FORBIDDEN') onForbidden?.();
  });
  const transport = ApolloLink.split(
    ({ query }) => {
      const definition = getMainDefinition(query);
      return definition.kind === 'OperationDefinition' && definition.operation === 'subscription';
    },
    subscriptions,
    http,
  );

  const apollo = new ApolloClient({
    link: ApolloLink.from([refusals, headers, transport]),
    cache: createCache(),
    defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' } },
    devtools: { enabled: false },
  });

  return {
    apollo,
    close: () => {
      apollo.stop();
      void live?.then((opened) => opened.close(), () => undefined);
      setLiveStatus('idle');
    },
  };
}

import { ApolloProvider, type DataClient, QueryClientProvider, type createQueryClient } from '#shared/data/index.ts';
import { I18nProvider, type MessageBook } from '#shared/i18n/index.ts';
import { ConsoleRouter, type GuardedHistory, UiProvider } from '#shared/ui/index.ts';
import { ConsoleBoundary } from './console-boundary.tsx';
import { ConsoleRoutes } from './routes.tsx';

interface AppProps {
  readonly book: MessageBook;
  readonly data: DataClient;
  readonly queries: ReturnType<typeof createQueryClient>;
  readonly history: GuardedHistory;
  readonly nonce: string;
}

/** Everything that exists once: messages, theme, GraphQL client, query client, router. */
export function App({ book, data, queries, history, nonce }: AppProps) {
  return (
    <I18nProvider book={book}>
      <UiProvider nonce={nonce}>
        <ApolloProvider client={data.apollo}>
          <QueryClientProvider client={queries}>
            <ConsoleRouter history={history}>
              <ConsoleBoundary>
                <ConsoleRoutes />
              </ConsoleBoundary>
            </ConsoleRouter>
          </QueryClientProvider>
        </ApolloProvider>
      </UiProvider>
    </I18nProvider>
  );
}

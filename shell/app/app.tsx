import { RouterProvider } from 'react-router/dom';
import { ApolloProvider, type DataClient, QueryClientProvider, type createQueryClient } from '#shared/data/index.ts';
import { I18nProvider, type MessageBook } from '#shared/i18n/index.ts';
import { UiProvider } from '#shared/ui/index.ts';
import type { createRouter } from './routes.tsx';

interface AppProps {
  readonly book: MessageBook;
  readonly data: DataClient;
  readonly queries: ReturnType<typeof createQueryClient>;
  readonly router: ReturnType<typeof createRouter>;
  readonly nonce: string;
}

/** Everything that exists once: messages, theme, GraphQL client, query client, router. */
export function App({ book, data, queries, router, nonce }: AppProps) {
  return (
    <I18nProvider book={book}>
      <UiProvider nonce={nonce}>
        <ApolloProvider client={data.apollo}>
          <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </ApolloProvider>
      </UiProvider>
    </I18nProvider>
  );
}

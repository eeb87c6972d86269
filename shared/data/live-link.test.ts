import { ws } from 'msw';
import { expect, test, vi } from 'vitest';
import { parse } from 'graphql';
import { ApolloClient, InMemoryCache } from '@apollo/client';
import { network } from '#shared/testing/index.ts';
import { createLiveLink } from './live-link.ts';

test('closed while the line is still coming up, and it never does: nobody is troubled with that', async () => {
  const tried = vi.fn();
  network.use(ws.link('ws://localhost:3000/never').addEventListener('connection', ({ client }) => {
    tried();
    client.close(4500);
  }));
  // A rejection that nobody looks at fails the run.
  const live = createLiveLink({ endpoint: '/never', connectionParams: () => ({}), onSignedOut: () => undefined, onBack: () => undefined });
  const client = new ApolloClient({ link: live.link, cache: new InMemoryCache() });
  const subscription = client.subscribe({ query: parse('subscription { changed }') }).subscribe({ error: () => undefined });
  live.close();
  subscription.unsubscribe();
  await vi.waitFor(() => expect(tried).toHaveBeenCalled());
  client.stop();
});

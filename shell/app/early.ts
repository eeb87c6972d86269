import type { DataClient, createQueryClient } from '#shared/data/index.ts';
import type { MessageBook } from '#shared/i18n/index.ts';
import { SessionDocument } from '../gql/graphql.ts';
import { askEarly } from '../federation/early-registry.ts';
import { isRegistry } from '../federation/registry.ts';
import { remoteQuery } from '../federation/remote-query.ts';
import { activeWorkspace } from './workspace-choice.ts';

/** Pages of those who aren't signed in yet. */
const entrances = new Set(['sign-in', 'setup', 'invite', 'reset-password']);

interface EarlyOptions {
  readonly book: MessageBook;
  readonly apollo: DataClient['apollo'];
  readonly queries: ReturnType<typeof createQueryClient>;
  readonly pathname: string;
}

/**
 * Sets going what the first page will ask for one after the other: who is signed in, which areas there are, and the
 * code of the area at the address. What fails here is asked for again in its place, and shown there.
 */
export function beginEarly({ book, apollo, queries, pathname }: EarlyOptions): void {
  const [, area = ''] = pathname.split('/');
  if (entrances.has(area)) return;
  apollo.query({ query: SessionDocument, fetchPolicy: 'cache-first' }).catch(() => undefined);
  void askEarly(activeWorkspace.get(), book.locale).then((registry) => {
    const remote = isRegistry(registry) ? registry.remotes.find(({ manifest, access, channel }) => manifest.id === area && access === 'allowed' && channel !== 'override') : undefined;
    if (remote) void queries.prefetchQuery(remoteQuery(remote, book));
  }, () => undefined);
}

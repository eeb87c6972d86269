import type { RemoteModule } from '#shared/contract/index.ts';
import type { DataClient, createQueryClient } from '#shared/data/index.ts';
import type { MessageBook } from '#shared/i18n/index.ts';
import { SessionDocument } from '../gql/graphql.ts';
import { askEarly, giveEarly } from '../federation/early-registry.ts';
import { fetchFirstPage } from '../federation/fetch-first-page.ts';
import { isRegistry } from '../federation/registry.ts';
import { remoteQuery } from '../federation/remote-query.ts';
import { type Ahead, takeAhead } from './ahead.ts';
import { sessionOf } from './session.tsx';
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
 * Sets going what the first page will ask for one after the other: who is signed in, which areas there are, the code
 * of the area at the address and what its page shows; as far as the server didn't give it with the page. What fails
 * here is asked for again in its place, and shown there.
 */
export function beginEarly({ book, apollo, queries, pathname }: EarlyOptions): void {
  const [, area = '', ...rest] = pathname.split('/');
  if (entrances.has(area)) return;
  const ahead = takeAhead(activeWorkspace.get());
  if (ahead) apollo.writeQuery({ query: SessionDocument, data: ahead.session });
  else apollo.query({ query: SessionDocument, fetchPolicy: 'cache-first' }).catch(() => undefined);

  const session = ahead?.session.viewer ? sessionOf(ahead.session.viewer) : null;
  const isFirstPage = rest.every((part) => part === '');
  const onModule = (module: RemoteModule): unknown => (session && isFirstPage ? fetchFirstPage(module, { session, locale: book.locale }, apollo) : null);
  void registryOf(ahead, book).then((registry) => {
    const remote = isRegistry(registry) ? registry.remotes.find(({ manifest, access, channel }) => manifest.id === area && access === 'allowed' && channel !== 'override') : undefined;
    if (remote) void queries.prefetchQuery(remoteQuery(remote, book, { onModule }));
  }, () => undefined);
}

function registryOf(ahead: Ahead | null, book: MessageBook): Promise<unknown> {
  if (!ahead) return askEarly(activeWorkspace.get(), book.locale);
  return ahead.registry ? giveEarly(ahead.workspaceId, ahead.registry) : Promise.resolve(null);
}

import { useRef } from 'react';
import type { RegistryRemote } from '#shared/contract/index.ts';
import { useApolloClient, useQueryClient } from '#shared/data/index.ts';
import { useMessageBook } from '#shared/i18n/index.ts';
import { useShell } from '#shared/ui/index.ts';
import { fetchFirstPage } from '../federation/fetch-first-page.ts';
import { remoteQuery } from '../federation/remote-query.ts';

/** The pointer passes over many links; it rests on the one that is meant. */
const restBeforeFetch = 60;

interface IntentHandlers {
  readonly onPointerEnter?: () => void;
  readonly onPointerLeave?: () => void;
  readonly onPointerDown?: () => void;
  readonly onFocus?: () => void;
}

/**
 * Fetches an area's code ahead when somebody means to go there, and with it, side by side, its first page and what
 * that page asks the server. Nothing is fetched of an area that the person may not enter, nor on a metered line.
 */
export function useIntent(remote: RegistryRemote | null): IntentHandlers {
  const queries = useQueryClient();
  const apollo = useApolloClient();
  const book = useMessageBook();
  const shell = useShell();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (remote?.access !== 'allowed' || savesData()) return {};

  const fetchAhead = (): void => {
    clearTimeout(timer.current);
    const query = remoteQuery(remote, book);
    // What failed is tried again by whoever goes there: a build that can't be right, never.
    if (queries.getQueryState(query.queryKey)?.status === 'error') return;
    void queries
      .fetchQuery(query)
      .then(({ module }) => fetchFirstPage(module, shell, apollo))
      // It is tried again, and told, when they really go there.
      .catch(() => undefined);
  };
  return {
    onPointerEnter: () => {
      clearTimeout(timer.current);
      timer.current = setTimeout(fetchAhead, restBeforeFetch);
    },
    onPointerLeave: () => clearTimeout(timer.current),
    onPointerDown: fetchAhead,
    onFocus: fetchAhead,
  };
}

const savesData = (): boolean => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData ?? false;

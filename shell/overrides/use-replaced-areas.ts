import { useEffect } from 'react';
import { type RegistryRemote, type RemoteModule, developmentBuild } from '#shared/contract/index.ts';
import { useQueryClient } from '#shared/data/index.ts';
import { useMessageBook } from '#shared/i18n/index.ts';
import type { LoadedRemote } from '../federation/load-remote.ts';
import { remoteKey } from '../federation/remote-query.ts';

/** What an area under development says when an edit has made it anew (`scripts/development/replaceable-remote.cjs`); `detail` is its module. */
const REPLACED = 'isatis-area-replaced';

/** For how long the page keeps its height, so that it isn't scrolled while what was edited is drawn. */
const settles = 3000;
let settling: ReturnType<typeof setTimeout> | undefined;

/**
 * Puts an area that was edited where the one before stands, without loading the page: the shell, the data, the address,
 * where the page is scrolled to and what is typed into forms stay. What components remember beside that begins anew:
 * React as people get it can't be told of a component's new code.
 */
export function useReplacedAreas(remotes: readonly RegistryRemote[]): void {
  const queries = useQueryClient();
  const book = useMessageBook();
  useEffect(() => {
    const overridden = new Set(remotes.filter(({ channel }) => channel === 'override').map(({ manifest }) => manifest.id));
    const replace = async (event: Event): Promise<void> => {
      const { detail: module } = event as CustomEvent<RemoteModule | undefined>;
      if (!module || !overridden.has(module.id)) return;
      await book.add(module.id, module.messages).catch(() => undefined);
      keepHeight();
      queries.setQueryData<LoadedRemote>(remoteKey(module.id, developmentBuild), (was) => was && { ...was, module });
      // Its pages may have changed with it.
      await queries.invalidateQueries({ queryKey: ['registry'] });
    };
    const listener = (event: Event): void => void replace(event);
    addEventListener(REPLACED, listener);
    return () => removeEventListener(REPLACED, listener);
  }, [remotes, queries, book]);
}

function keepHeight(): void {
  const content = document.getElementById('content');
  if (!content) return;
  content.style.minHeight = `${content.offsetHeight}px`;
  clearTimeout(settling);
  settling = setTimeout(() => content.style.removeProperty('min-height'), settles);
}

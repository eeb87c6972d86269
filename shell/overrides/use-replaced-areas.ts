import { useEffect } from 'react';
import { type RegistryRemote, type RemoteModule, developmentBuild } from '#shared/contract/index.ts';
import { useQueryClient } from '#shared/data/index.ts';
import { useMessageBook } from '#shared/i18n/index.ts';
import type { LoadedRemote } from '../federation/load-remote.ts';
import { remoteKey } from '../federation/remote-query.ts';

/** What an area under development says when an edit has made it anew (`scripts/development/replaceable-remote.cjs`); `detail` is its module. */
const REPLACED = 'isatis-area-replaced';

/** For how long the page keeps its place while what was edited is drawn. */
const settles = 3000;
/** Ends it before its time. */
let settled: (() => void) | null = null;

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
      keepPlace();
      queries.setQueryData<LoadedRemote>(remoteKey(module.id, developmentBuild), (was) => was && { ...was, module });
      // Its pages may have changed with it.
      await queries.invalidateQueries({ queryKey: ['registry'] });
    };
    const listener = (event: Event): void => void replace(event);
    addEventListener(REPLACED, listener);
    return () => removeEventListener(REPLACED, listener);
  }, [remotes, queries, book]);
}

const ofThePerson = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;

/** Keeps the page where it is scrolled to, and as high as it is, until what was edited is drawn or the person goes on. */
function keepPlace(): void {
  settled?.();
  const { body, documentElement: page } = document;
  const top = window.scrollY;
  body.style.minHeight = `${page.scrollHeight}px`;
  const stay = (): void => {
    if (window.scrollY !== top) window.scrollTo({ top, behavior: 'instant' });
  };
  addEventListener('scroll', stay);
  const end = (): void => {
    clearTimeout(timer);
    removeEventListener('scroll', stay);
    for (const type of ofThePerson) removeEventListener(type, end);
    body.style.removeProperty('min-height');
    settled = null;
  };
  const timer = setTimeout(end, settles);
  for (const type of ofThePerson) addEventListener(type, end, { passive: true });
  settled = end;
}

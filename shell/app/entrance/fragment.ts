import { useSyncExternalStore } from 'react';

const onFragmentChange = (changed: () => void): (() => void) => {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
};

/**
 * A secret of the address: it stands in the fragment, which browsers send to no server.
 * Followed as it changes: a link opened in a tab that already shows the page reloads nothing.
 */
export const useFragmentValue = (name: string): string | null =>
  useSyncExternalStore(onFragmentChange, () => new URLSearchParams(location.hash.slice(1)).get(name));

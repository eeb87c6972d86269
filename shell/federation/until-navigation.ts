import { useMemo, useState } from 'react';
import { useLocation } from 'react-router';
import type { RegistryRemote } from '#shared/contract/index.ts';

interface Kept { readonly pathname: string; readonly remotes: ReadonlyMap<string, RegistryRemote> }

const byId = (remotes: readonly RegistryRemote[]): ReadonlyMap<string, RegistryRemote> => new Map(remotes.map((remote) => [remote.manifest.id, remote]));

/**
 * Each remote in the build that was there when the person came to this address, or when it was first there: another one
 * is taken at the next navigation, never under their hands. A remote that isn't there any more goes at once.
 */
export function useUntilNavigation(latest: readonly RegistryRemote[]): readonly RegistryRemote[] {
  const { pathname } = useLocation();
  const [kept, keep] = useState<Kept>({ pathname, remotes: byId(latest) });
  if (kept.pathname !== pathname) keep({ pathname, remotes: byId(latest) });
  else if (latest.some(({ manifest }) => !kept.remotes.has(manifest.id))) keep({ pathname, remotes: new Map([...byId(latest), ...kept.remotes]) });
  return useMemo(() => latest.map((remote) => kept.remotes.get(remote.manifest.id) ?? remote), [latest, kept]);
}

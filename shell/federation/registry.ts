import type { Registry, RegistryRemote } from '#shared/contract/index.ts';
import { requestJson, useHttpQuery } from '#shared/data/index.ts';
import { useShell } from '#shared/ui/index.ts';
import { takeEarly } from './early-registry.ts';

const keptUnder = (workspaceId: string, personId: string): string => `isatis.registry.${workspaceId}.${personId}`;

/** Whether JSON is a registry of the contract this shell was built for. */
export function isRegistry(value: unknown): value is Registry {
  if (typeof value !== 'object' || value === null || !('contract' in value) || value.contract !== 1) return false;
  return 'remotes' in value && Array.isArray(value.remotes) && value.remotes.every((remote: RegistryRemote) => typeof remote?.manifest?.id === 'string' && typeof remote.entry === 'string');
}

function lastGoodCopy(key: string): Registry | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return isRegistry(kept) ? kept : null;
  } catch {
    return null;
  }
}

export interface RegistryState {
  readonly remotes: readonly RegistryRemote[];
  /** Nothing is known yet. */
  readonly pending: boolean;
  /** The server couldn't be asked: `remotes` is the last good copy, or empty. */
  readonly stale: boolean;
  reload(): Promise<unknown>;
}

/**
 * The remotes as the server resolves them for this person. Asked again when
 * what they may do changes; when that fails the last good copy stays.
 */
export function useRegistry(): RegistryState {
  const { session, requestHeaders } = useShell();
  const kept = keptUnder(session.workspace.id, session.person.id);
  const { data, isPending, isError, refetch } = useHttpQuery<Registry>({
    queryKey: ['registry', session.workspace.id, [...session.permissions].sort().join()],
    queryFn: async ({ signal }) => {
      const registry = await (takeEarly(session.workspace.id)?.catch(() => null) ?? null) ?? await requestJson<unknown>('/console/registry.json', { headers: requestHeaders, signal });
      if (!isRegistry(registry)) throw new Error('The registry is not of a shape this console knows.');
      sessionStorage.setItem(kept, JSON.stringify(registry));
      // Hardly anybody ever has one.
      return registry.remotes.some(({ channel }) => channel === 'override') ? (await import('../overrides/override-manifest.ts')).withOwnManifests(registry) : registry;
    },
    placeholderData: (previous) => previous ?? lastGoodCopy(kept) ?? undefined,
    staleTime: 60_000,
  });
  const known = data ?? (isError ? lastGoodCopy(kept) : null);
  return { remotes: known?.remotes ?? [], pending: isPending && !known, stale: isError, reload: refetch };
}

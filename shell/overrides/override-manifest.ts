import { type Registry, type RegistryRemote, type RemoteManifest, contractVersion } from '#shared/contract/index.ts';
import { isAllowedHere } from './allowed-here.ts';

/** A development server is near, or it isn't there. */
const deadline = 1500;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Whether JSON is what an area under development says of itself. */
export function isManifestOf(id: string, value: unknown): value is RemoteManifest {
  if (!isObject(value) || value['id'] !== id || value['contract'] !== contractVersion) return false;
  const { title, requires, routes, navigation } = value;
  return isObject(title) && typeof title['en'] === 'string' && typeof title['it'] === 'string' && isObject(requires) && Array.isArray(routes)
    && routes.every((route) => isObject(route) && typeof route['path'] === 'string' && isObject(route['requires'])) && (navigation === null || isObject(navigation));
}

async function withOwnManifest(remote: RegistryRemote): Promise<RegistryRemote> {
  if (remote.channel !== 'override' || !isAllowedHere(remote.entry)) return remote;
  try {
    const response = await fetch(new URL('remote.json', remote.entry), { credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(deadline) });
    const said: unknown = response.ok ? await response.json() : null;
    return isManifestOf(remote.manifest.id, said) ? { ...remote, manifest: said } : remote;
  } catch {
    return remote;
  }
}

/**
 * An area under development has the pages that it has now, not those of the build it stands for; only this browser can
 * reach it to ask. What a person may do is the server's to say, whatever a manifest asks for.
 */
export const withOwnManifests = async (registry: Registry): Promise<Registry> => ({ ...registry, remotes: await Promise.all(registry.remotes.map(withOwnManifest)) });

import type { RemoteManifest } from './manifest.ts';

const partsOf = (path: string): readonly string[] => path.split('/').filter((part) => part !== '');

/** As React Router matches: a parameter takes any part, a `*` at the end takes all that is left, letters' case says nothing. */
function fits(pattern: string, parts: readonly string[]): boolean {
  const wanted = partsOf(pattern);
  const takesRest = wanted.at(-1) === '*';
  const named = takesRest ? wanted.slice(0, -1) : wanted;
  if (takesRest ? parts.length < named.length : parts.length !== named.length) return false;
  return named.every((part, place) => part.startsWith(':') || part.toLowerCase() === parts[place]?.toLowerCase());
}

/**
 * The route that a remote declares for an address, given as what stands behind the remote's id (`members/1`): the most
 * specific one that fits, which is one without parameters. The shell guards by it, the server fetches ahead by it.
 */
export function routeFor({ routes }: Pick<RemoteManifest, 'routes'>, rest: string): RemoteManifest['routes'][number] | undefined {
  const parts = partsOf(rest);
  const fitting = routes.filter(({ path }) => fits(path, parts));
  return fitting.find(({ path }) => !/[:*]/.test(path)) ?? fitting[0];
}

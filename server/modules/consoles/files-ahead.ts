import type { BuildDescription } from '#shared/contract/build.ts';
import type { Locale } from '#shared/contract/manifest.ts';
import type { Registry } from '#shared/contract/registry.ts';
import { type Permission, meets } from '#shared/permissions/index.ts';
import type { Context } from '../../access/index.ts';
import { builtRemotes } from './builds.ts';
import { consoleFolder, findBuild } from './registry.service.ts';

/** A file that the page at an address will ask for, and what it must be. */
export interface FileAhead {
  readonly address: string;
  readonly integrity: string;
}

interface Visit {
  /** As the browser shows it: `/users/members/1`. */
  readonly pathname: string;
  readonly locale: Locale;
  readonly permissions: ReadonlySet<Permission>;
}

const partsOf = (path: string): readonly string[] => path.split('/').filter((part) => part !== '');

const fits = (pattern: string, parts: readonly string[]): boolean => {
  const wanted = partsOf(pattern);
  return wanted.length === parts.length && wanted.every((part, place) => part.startsWith(':') || part === parts[place]);
};

/** The files that a build fetches one after the other to show one of its addresses, as far as the build says so. */
export function firstFilesOf({ app, buildId, manifest, first, integrity }: Pick<BuildDescription, 'app' | 'buildId' | 'manifest' | 'first' | 'integrity'>, { pathname, locale, permissions }: Visit): readonly FileAhead[] {
  const [, ...parts] = partsOf(pathname);
  // As the shell chooses (`shell/federation/remote-area.tsx`): a pattern without parameters wins.
  const fitting = (manifest?.routes ?? []).filter(({ path }) => fits(path, parts));
  const route = fitting.find(({ path }) => !path.includes(':')) ?? fitting[0];
  if (!route || !meets(permissions, route.requires)) return [];
  return [...first.entry, ...first.words[locale], ...(first.routes[route.path] ?? [])]
    .flatMap((file) => (integrity[file] ? [{ address: `/console/${app}/${buildId}/${file}`, integrity: integrity[file] }] : []));
}

/** What the area at an address begins with, for somebody who may enter it; nothing of any other. */
export async function filesAhead({ platform }: Context, registry: Registry, visit: Visit): Promise<readonly FileAhead[]> {
  const [area] = partsOf(visit.pathname);
  const remote = registry.remotes.find(({ manifest, access, channel }) => manifest.id === area && access === 'allowed' && channel !== 'override');
  const built = remote && (await builtRemotes(consoleFolder(platform))).find(({ id }) => id === area);
  const build = built && findBuild(built, remote.buildId);
  return build ? firstFilesOf(build, visit) : [];
}

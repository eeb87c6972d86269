import type { BuildDescription } from '#shared/contract/build.ts';
import type { Locale } from '#shared/contract/manifest.ts';
import type { Registry } from '#shared/contract/registry.ts';
import { routeFor } from '#shared/contract/route-for.ts';
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

/** `/users/members/1` is `members/1` of the area `users`. */
const addressOf = (pathname: string): { readonly area: string; readonly rest: string } => {
  const [, area = '', ...rest] = pathname.split('/');
  return { area, rest: rest.join('/') };
};

/** The files that a build fetches one after the other to show one of its addresses, as far as the build says so. */
function firstFilesOf({ app, buildId, manifest, first, integrity }: BuildDescription, { pathname, locale, permissions }: Visit): readonly FileAhead[] {
  const route = manifest && routeFor(manifest, addressOf(pathname).rest);
  if (!route || !meets(permissions, route.requires)) return [];
  return [...first.entry, ...first.words[locale], ...(first.routes[route.path] ?? [])]
    .flatMap((file) => (integrity[file] ? [{ address: `/console/${app}/${buildId}/${file}`, integrity: integrity[file] }] : []));
}

/** What the area at an address begins with, for somebody who may enter it; nothing of any other. */
export async function filesAhead({ platform }: Context, registry: Registry, visit: Visit): Promise<readonly FileAhead[]> {
  const { area } = addressOf(visit.pathname);
  const remote = registry.remotes.find(({ manifest, access, channel }) => manifest.id === area && access === 'allowed' && channel !== 'override');
  const built = remote && (await builtRemotes(consoleFolder(platform))).find(({ id }) => id === area);
  const build = built && findBuild(built, remote.buildId);
  return build ? firstFilesOf(build, visit) : [];
}

import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { RemoteManifest } from '#shared/contract/manifest.ts';

const fileNames = z.array(z.string().max(200)).max(200);

/** `dist/console/<app>/current.json` as the build writes it. */
const currentBuild = z.object({
  buildId: z.string().regex(/^[0-9a-z]{8,64}$/),
  manifest: z.custom<RemoteManifest>((value) => typeof value === 'object' && value !== null && 'id' in value && 'requires' in value && 'routes' in value).optional(),
  integrity: z.record(z.string(), z.string()).default({}),
  scripts: fileNames.default([]), styles: fileNames.default([]), preloads: fileNames.default([]), fonts: fileNames.default([]),
});

export type Build = z.infer<typeof currentBuild>;

const known = new Map<string, { readonly changed: number; readonly build: Build }>();

/** The current build of an app, read again when its file changed; null when it was never built or can't be read. */
export async function currentBuildOf(folder: string, app: string): Promise<Build | null> {
  const file = path.join(folder, app, 'current.json');
  try {
    const { mtimeMs } = await stat(file);
    const before = known.get(file);
    if (before?.changed === mtimeMs) return before.build;
    const build = currentBuild.parse(JSON.parse(await readFile(file, 'utf8')));
    known.set(file, { changed: mtimeMs, build });
    return build;
  } catch {
    return null;
  }
}

/** The remotes that were built, whatever became of their files since. */
export async function builtRemotes(folder: string): Promise<readonly (Build & { readonly manifest: RemoteManifest })[]> {
  const names = await readdir(folder).catch(() => []);
  const builds = await Promise.all(names.filter((name) => name !== 'shell').toSorted().map((name) => currentBuildOf(folder, name)));
  return builds.filter((build) => build !== null && build.manifest !== undefined) as (Build & { manifest: RemoteManifest })[];
}

import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { BuildDescription } from '#shared/contract/build.ts';
import type { RemoteManifest } from '#shared/contract/manifest.ts';
import type { RemoteBuild } from '#shared/contract/registry.ts';

const fileNames = z.array(z.string().max(200)).max(200);
const byLocale = z.object({ en: fileNames, it: fileNames });
const buildId = z.string().regex(/^[0-9a-z]{8,64}$/);
const manifest = z.custom<RemoteManifest>((value) => typeof value === 'object' && value !== null && 'id' in value && 'requires' in value && 'routes' in value);

/** `dist/console/<app>/current.json` as the build writes it. */
const currentBuild = z.object({
  buildId, manifest: manifest.optional(),
  integrity: z.record(z.string(), z.string()).default({}),
  scripts: fileNames.default([]), styles: fileNames.default([]), preloads: fileNames.default([]), fonts: fileNames.default([]), words: byLocale.default({ en: [], it: [] }),
  pages: z.record(z.string(), fileNames).default({}),
});

const firstFiles = z.object({ entry: fileNames, words: byLocale, routes: z.record(z.string(), fileNames) });
// Builds made elsewhere may not say it yet: their files then come one after the other.
const nothingFirst = (): z.infer<typeof firstFiles> => ({ entry: [], words: { en: [], it: [] }, routes: {} });

const description = z.object({
  app: z.string(), buildId, manifest: manifest.nullable(), contract: z.number(),
  integrity: z.record(z.string(), z.string()), shared: z.record(z.string(), z.string()),
  operations: z.array(z.object({ name: z.string(), hash: z.string(), document: z.string() })),
  first: firstFiles.default(nothingFirst),
  createdAt: z.iso.datetime(), author: z.string(), sizes: z.object({ total: z.number(), brotli: z.number() }),
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

// A description never changes; which of them there are is read from the folder, again when it changed.
const described = new Map<string, BuildDescription | null>();
const listed = new Map<string, { readonly changed: number; readonly builds: readonly BuildDescription[] }>();

const appsIn = async (folder: string): Promise<readonly string[]> => (await readdir(folder).catch(() => [])).filter((name) => /^[a-z][a-z0-9-]*$/.test(name)).toSorted();

/** One build by its id; null when its files are gone, or say something else. */
export async function describe(folder: string, app: string, id: string): Promise<BuildDescription | null> {
  const file = path.join(folder, app, id, 'build.json');
  const before = described.get(file);
  if (before !== undefined) return before;
  const read = await readFile(file, 'utf8').catch(() => null);
  const parsed = read === null ? null : description.safeParse(safely(read));
  // Only what describes the folder that it lies in: a build that was copied elsewhere is none.
  const build = parsed?.success && parsed.data.app === app && parsed.data.buildId === id ? parsed.data : null;
  if (read !== null) described.set(file, build);
  return build;
}

const safely = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** The builds of an app whose files are there, newest first. */
export async function buildsOf(folder: string, app: string): Promise<readonly BuildDescription[]> {
  const home = path.join(folder, app);
  try {
    const { mtimeMs } = await stat(home);
    const before = listed.get(home);
    if (before?.changed === mtimeMs) return before.builds;
    const ids = (await readdir(home, { withFileTypes: true })).filter((entry) => entry.isDirectory() && buildId.safeParse(entry.name).success).map(({ name }) => name);
    const builds = (await Promise.all(ids.map((id) => describe(folder, app, id)))).filter((build) => build !== null)
      .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt) || a.buildId.localeCompare(b.buildId));
    listed.set(home, { changed: mtimeMs, builds });
    return builds;
  } catch {
    return [];
  }
}

/** The text of an operation that an app's current build sends; null where the build doesn't say, as one under development. */
export async function operationOf(folder: string, app: string, name: string): Promise<string | null> {
  const current = await currentBuildOf(folder, app);
  const build = current && (await describe(folder, app, current.buildId));
  return build?.operations.find((operation) => operation.name === name)?.document ?? null;
}

/** A remote as it was built: its shipped build, and every build that can be chosen. */
export interface BuiltRemote {
  readonly id: string;
  readonly shipped: BuildDescription;
  /** Those with a description and files, newest first; the shipped one may be missing when it is under development. */
  readonly builds: readonly BuildDescription[];
  /** What the current shell gives its areas, version by name; null when that isn't known, as of one under development. */
  readonly given: Readonly<Record<string, string>> | null;
}

// What the development server makes has no description beside it.
const undescribed = (app: string, build: Build & { readonly manifest: RemoteManifest }): BuildDescription => ({
  app, buildId: build.buildId, manifest: build.manifest, contract: build.manifest.contract, integrity: build.integrity,
  shared: {}, operations: [], first: nothingFirst(), createdAt: new Date(0).toISOString(), author: 'unknown', sizes: { total: 0, brotli: 0 },
});

/** Of every app, the shell included, the build that is shipped; read alone, however many others there are. */
export async function shippedBuilds(folder: string): Promise<readonly BuildDescription[]> {
  const shipped = await Promise.all((await appsIn(folder)).map(async (app) => {
    const current = await currentBuildOf(folder, app);
    if (!current) return [];
    const build = await describe(folder, app, current.buildId) ?? (current.manifest && undescribed(app, { ...current, manifest: current.manifest }));
    return build ? [build] : [];
  }));
  return shipped.flat();
}

async function builtRemote(folder: string, id: string, given: BuiltRemote['given']): Promise<BuiltRemote | null> {
  const [current, builds] = await Promise.all([currentBuildOf(folder, id), buildsOf(folder, id)]);
  if (!current?.manifest) return null;
  const shipped = builds.find((build) => build.buildId === current.buildId) ?? undescribed(id, { ...current, manifest: current.manifest });
  return { id, shipped, builds, given };
}

/** The remotes that were built, whatever became of their files since. */
export async function builtRemotes(folder: string): Promise<readonly BuiltRemote[]> {
  const names = (await appsIn(folder)).filter((name) => name !== 'shell');
  const shell = await currentBuildOf(folder, 'shell');
  const given = (shell && (await describe(folder, 'shell', shell.buildId)))?.shared ?? null;
  return (await Promise.all(names.map((name) => builtRemote(folder, name, given)))).filter((remote) => remote !== null);
}

/** A build as a browser needs it. */
export const asRemoteBuild = ({ app, buildId: id, integrity }: BuildDescription): RemoteBuild => ({ buildId: id, entry: `/console/${app}/${id}/mf-manifest.json`, integrity });

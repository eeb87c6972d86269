import { createHash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { BuildError } from './webpack/build-error.ts';

const root = path.resolve(import.meta.dirname, '..');

export interface BuildOptions {
  /** Which apps. @default the shell and every remote */
  readonly apps?: readonly string[];
  /** Build even what has not changed. */
  readonly force?: boolean;
  /** Told what happens, a line at a time. */
  readonly onProgress?: (line: string) => void;
}

export interface BuildResult {
  readonly built: readonly string[];
  readonly unchanged: readonly string[];
}

/**
 * Builds the console's apps whose sources changed since their last build, into
 * `dist/console/<app>/<buildId>/`. With nothing to do it takes some 30 ms and
 * doesn't even load webpack.
 */
export async function buildConsole({ apps, force = false, onProgress = () => {} }: BuildOptions = {}): Promise<BuildResult> {
  const wanted = apps ?? consoleApps();
  const common = await fingerprint(commonSources);
  const stale: { app: string; print: string }[] = [];
  for (const app of wanted) {
    const print = hash([common, await fingerprint([`${sourceFolder(app)}/**/*.{ts,tsx,css,json,svg}`])]);
    if (force || (await builtFrom(app)) !== print) stale.push({ app, print });
  }

  for (const [index, { app, print }] of stale.entries()) {
    const count = stale.length > 1 ? ` (${index + 1} of ${stale.length})` : '';
    onProgress(`Building ${app}${count} …`);
    const started = performance.now();
    await buildApp(app, print);
    onProgress(`Built ${app} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
  const built = stale.map(({ app }) => app);
  return { built, unchanged: wanted.filter((app) => !built.includes(app)) };
}

/** The shell and every folder of `remotes/` that holds a whole remote. */
export const consoleApps = (): string[] => [
  'shell',
  ...globSync('remotes/*/remote.tsx', { cwd: root }).map((file) => path.basename(path.dirname(file))).filter((id) => existsSync(path.join(root, 'remotes', id, 'manifest.ts'))).sort(),
];

/** What every app's build depends on: what is shared, the build itself, the dependencies. */
const commonSources = ['shared/**/*.{ts,tsx,css,json,svg}', 'scripts/webpack/*.ts', 'webpack.config.ts', 'package-lock.json'];

const sourceFolder = (app: string): string => (app === 'shell' ? 'shell' : `remotes/${app}`);

const hash = (parts: readonly (string | Buffer)[]): string => {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part).update('\0');
  return sum.digest('hex');
};

async function fingerprint(patterns: readonly string[]): Promise<string> {
  const files = globSync([...patterns], { cwd: root }).filter((file) => !/\.test\.tsx?$/.test(file)).sort();
  const contents = await Promise.all(files.map(async (file) => [file, await readFile(path.join(root, file))] as const));
  return hash(contents.flat());
}

async function builtFrom(app: string): Promise<string | null> {
  const folder = path.join(root, 'dist/console', app);
  try {
    const { buildId, builtFrom: print } = JSON.parse(await readFile(path.join(folder, 'current.json'), 'utf8')) as { buildId: string; builtFrom?: string };
    return existsSync(path.join(folder, buildId)) ? (print ?? null) : null;
  } catch {
    return null;
  }
}

/** What builds left that were killed; a build that may still run is younger. */
async function forgetBrokenBuilds(app: string): Promise<void> {
  const folder = path.join(root, 'dist/console', app);
  const old = Date.now() - 600_000;
  for (const name of globSync('.making-*', { cwd: folder })) {
    const { mtimeMs } = await stat(path.join(folder, name));
    if (mtimeMs < old) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

async function buildApp(app: string, print: string): Promise<void> {
  const [{ compile }, { ManifestError, appConfig }] = await Promise.all([import('./webpack/compile.ts'), import('../webpack.config.ts')]);
  await forgetBrokenBuilds(app);
  const config = await appConfig(app, { mode: 'production', builtFrom: print }).catch((error: unknown) => {
    throw error instanceof ManifestError ? new BuildError(error.message) : error;
  });
  await compile(app, config);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  try {
    const { built, unchanged } = await buildConsole({ ...(named.length > 0 ? { apps: named } : {}), force: process.argv.includes('--force'), onProgress: (line) => console.log(line) });
    if (built.length === 0) console.log(`Up to date: ${unchanged.join(', ')}`);
  } catch (error) {
    console.error(error instanceof BuildError ? error.message : error);
    process.exitCode = 1;
  }
}

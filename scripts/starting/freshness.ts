import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the built files are made from. */
const sources = ['shell', 'remotes', 'shared', 'widget', 'scripts/webpack', 'scripts/build.ts', 'schema.graphql', 'webpack.config.ts', 'package-lock.json'];

const stampFile = (root: string): string => join(root, 'dist', '.built-from');

/**
 * Tells by times and sizes alone whether anything changed since the last whole
 * build, in some milliseconds. Times may lie after a checkout; then the build
 * itself finds by content that there is nothing to do.
 */
export function isBuilt(root: string): boolean {
  try {
    return readFileSync(stampFile(root), 'utf8') === stampOf(root) && outputsAreThere(root);
  } catch {
    return false;
  }
}

/** Remembers that what is built was made from the sources as they were when `stamp` was taken. */
export function rememberBuilt(root: string, stamp: string): void {
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampFile(root), stamp);
}

/** Changes whenever a source file is added, removed or written. */
export function stampOf(root: string): string {
  const sum = createHash('sha256');
  const add = (path: string): void => {
    const { mtimeMs, size } = statSync(join(root, path));
    sum.update(`${path} ${mtimeMs} ${size}\n`);
  };
  const walk = (path: string): void => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const child = `${path}/${entry.name}`;
      if (entry.isDirectory()) walk(child);
      else if (!/\.test\.tsx?$/.test(entry.name)) add(child);
    }
  };
  for (const source of sources) {
    if (!existsSync(join(root, source))) continue;
    if (statSync(join(root, source)).isDirectory()) walk(source);
    else add(source);
  }
  return sum.digest('hex');
}

/** Whether every app's build that is said to be current is there, and the widget's. */
function outputsAreThere(root: string): boolean {
  const apps = ['shell', ...globSync('remotes/*/remote.tsx', { cwd: root }).map((path) => path.split(/[/\\]/)[1] ?? '')];
  return (
    existsSync(join(root, 'dist/widget/assets.json')) &&
    apps.every((app) => {
      const { buildId } = JSON.parse(readFileSync(join(root, 'dist/console', app, 'current.json'), 'utf8')) as { buildId: string };
      return existsSync(join(root, 'dist/console', app, buildId));
    })
  );
}

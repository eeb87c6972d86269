// `npm run build`: the console's apps and the widget, each only if it changed.
// `npm start` runs it as a process of its own, which is gone when it has built.
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildConsole } from './build.ts';
import { BuildError } from './webpack/build-error.ts';
import { rememberBuilt, stampOf } from './starting/freshness.ts';

const root = dirname(import.meta.dirname);
const say = (line: string): void => console.log(line);

try {
  // Taken before the build, so that a file saved while it runs is built next time.
  const stamp = stampOf(root);
  const force = process.argv.includes('--force');
  await buildConsole({ force, onProgress: say });
  await buildWidgetIfChanged(force);
  rememberBuilt(root, stamp);
} catch (error) {
  console.error(error instanceof BuildError ? error.message : error);
  process.exitCode = 1;
}

async function buildWidgetIfChanged(force: boolean): Promise<void> {
  const outDir = join(root, 'dist/widget');
  const mark = join(root, 'dist/widget/.built-from');
  const print = fingerprint();
  if (!force && read(mark) === print && read(join(outDir, 'assets.json')) !== undefined) return;
  say('Building widget …');
  const { buildWidget } = await import('../widget/build.ts');
  const began = performance.now();
  await buildWidget({ outDir, mode: 'production' });
  writeFileSync(mark, print);
  say(`Built widget in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

function fingerprint(): string {
  const sum = createHash('sha256');
  for (const path of ['package-lock.json', ...globSync('widget/**/*.{ts,tsx,css}', { cwd: root }).filter((file) => !/\.test\.tsx?$/.test(file)).toSorted()]) {
    sum.update(path).update('\0').update(readFileSync(join(root, path)));
  }
  return sum.digest('hex');
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

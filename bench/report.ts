import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Result } from './figure.ts';

const root = path.resolve(import.meta.dirname, '..');
const resultsFile = path.join(root, 'bench/results.json');
const pageFile = path.join(root, 'docs/benchmarks.md');
const notesFile = path.join(root, 'bench/notes.json');

export async function readResults(): Promise<readonly Result[]> {
  return existsSync(resultsFile) ? (JSON.parse(await readFile(resultsFile, 'utf8')) as Result[]) : [];
}

/** Puts new results in the place of older ones of the same figure. */
export async function saveResults(fresh: readonly Result[]): Promise<readonly Result[]> {
  const kept = (await readResults()).filter(({ figure }) => !fresh.some((result) => result.figure === figure));
  const all = [...kept, ...fresh].toSorted((a, b) => a.figure.localeCompare(b.figure));
  await writeFile(resultsFile, `${JSON.stringify(all, null, 2)}\n`);
  await writeFile(pageFile, page(all, existsSync(notesFile) ? (JSON.parse(await readFile(notesFile, 'utf8')) as Record<string, string>) : {}));
  return all;
}

/** `docs/benchmarks.md`: made from the results alone, with `bench/notes.json` for what was tried. */
export function page(results: readonly Result[], notes: Readonly<Record<string, string>>): string {
  const rows = results.map(({ figure, value, unit, against, ratio, goal, met, commit, date }) => `| \`${figure}\` | ${value} ${unit} | ${against} | ${ratio} × | ${goal} × | ${met ? 'met' : '**missed**'} | ${commit} | ${date} |`);
  const remarks = Object.entries(notes).filter(([figure]) => results.some((result) => result.figure === figure)).map(([figure, note]) => `- \`${figure}\`: ${note}`);
  return [
    '# Benchmarks', '',
    'Made by `npm run bench` from `bench/results.json`; don’t edit. Each figure is the median of five rounds, taken by turns with its floor in the same run on the same machine, and refused when the machine is busy with something else. Only the ratio travels between machines.', '',
    '| figure | value | against | ratio | goal | | commit | date |', '|---|---|---|---|---|---|---|---|', ...rows, '',
    ...(remarks.length > 0 ? ['## Notes', '', ...remarks, ''] : []),
  ].join('\n');
}

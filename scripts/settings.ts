// Keeps the README's table of settings what server/config.ts says:
// `node scripts/run.mjs settings` writes it, `--check` tells whether it is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { z } from 'zod';
import { settings } from '#server/config.ts';

const root = dirname(import.meta.dirname);
const between = /(<!-- settings -->\n)[\s\S]*?(\n<!-- \/settings -->)/;

/** The settings as a Markdown table, in the order of the schema. */
export function settingsTable(): string {
  const rows = Object.entries(settings.shape).map(([name, schema]) => `| \`${name}\` | ${usual(schema)} | ${(schema.description ?? '').replaceAll('|', '\\|')} |`);
  return ['| setting | default | meaning |', '|---|---|---|', ...rows].join('\n');
}

/** What the setting is when nothing is said; paths as seen from the project. */
function usual(schema: z.ZodType): string {
  const { success, data } = schema.safeParse(undefined);
  if (!success || data === undefined) return '';
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return `\`${isAbsolute(text) ? relative(root, text) : text}\``;
}

/** The README with the table put in. */
export const withSettings = (readme: string): string => readme.replace(between, (_all, start: string, end: string) => `${start}${settingsTable()}${end}`);

if (import.meta.main) {
  const file = join(root, 'README.md');
  const before = readFileSync(file, 'utf8');
  const after = withSettings(before);
  if (!between.test(before)) throw new Error('README.md has no <!-- settings --> … <!-- /settings --> to fill.');
  if (process.argv.includes('--check')) {
    if (before !== after) {
      console.error('The table of settings in README.md is out of date: run "node scripts/run.mjs settings" and commit the result.');
      process.exitCode = 1;
    }
  } else if (before !== after) writeFileSync(file, after);
}

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { locales } from '#shared/contract/index.ts';

type Nested = { readonly [key: string]: string | Nested };

const root = path.resolve(import.meta.dirname, '../..');
const folders = globSync('{shell,shared,remotes,server,widget,ai}/**/messages/en.json', { cwd: root }).map((file) => path.dirname(file)).sort();

/** Keys with their texts, `list.title` → "Members". */
function flat(messages: Nested, prefix = ''): Map<string, string> {
  return new Map(Object.entries(messages).flatMap(([key, value]) => (typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : [...flat(value, `${prefix}${key}.`)])));
}

const read = (folder: string, locale: string): Map<string, string> => flat(JSON.parse(readFileSync(path.join(root, folder, `${locale}.json`), 'utf8')) as Nested);
const placeholders = (text: string): string[] => [...text.matchAll(/\{\{?\s*(\w+)/g)].map(([, name]) => name ?? '').sort();

test('there are messages to check', () => {
  expect(folders).toContain('shell/messages');
  expect(folders).toContain('shared/ui/messages');
});

describe.each(folders)('%s', (folder) => {
  const english = read(folder, 'en');

  test.each(locales)('has a text for every key in %s, with the same placeholders', (locale) => {
    const translated = read(folder, locale);
    expect([...translated.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of translated) {
      expect(text.trim(), key).not.toBe('');
      expect(placeholders(text), key).toEqual(placeholders(english.get(key) ?? ''));
    }
  });

  test('has both plural forms of what has one', () => {
    for (const key of english.keys()) {
      if (key.endsWith('_one')) expect(english.has(key.replace(/_one$/, '_other')), key).toBe(true);
    }
  });
});

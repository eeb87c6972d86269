import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import type { BuildDescription } from '#shared/contract/build.ts';
import { misfitsOf, noteAnswered, recallAnswered } from './operations.ts';

const build = (document: string): BuildDescription => ({
  app: 'agents', buildId: 'aaaaaaaa', manifest: null, contract: 1, integrity: {}, shared: {}, operations: [{ name: 'Asked', hash: '', document }],
  first: { entry: [], words: { en: [], it: [] }, routes: {} }, createdAt: new Date(0).toISOString(), author: '', sizes: { total: 0, brotli: 0 },
});

async function notesFile() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'isatis-answered-'));
  return { file: path.join(folder, 'deeper', 'answered.json'), [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

test('what a schema answered before is taken for that schema and those operations alone', async () => {
  await using notes = await notesFile();
  const before = () => buildSchema('type Query { here: Int }');
  await noteAnswered(before(), notes.file, [build('query Asked { here }'), build('query Asked { gone }')]);

  const answering = before();
  await recallAnswered(answering, notes.file);
  expect(misfitsOf(answering, build('query Asked { here }'))).toEqual([]);
  expect(misfitsOf(answering, build('query Asked { gone }'))).toMatchObject([{ operation: 'Asked' }]);

  const changed = buildSchema('type Query { there: Int }');
  await recallAnswered(changed, notes.file);
  expect(misfitsOf(changed, build('query Asked { here }'))).toMatchObject([{ operation: 'Asked' }]);
});

test('notes that can’t be read are passed over, and written anew', async () => {
  await using notes = await notesFile();
  const schema = buildSchema('type Query { here: Int }');
  await recallAnswered(schema, notes.file);
  await noteAnswered(schema, notes.file, [build('query Asked { here }')]);
  const written = await readFile(notes.file, 'utf8');
  await writeFile(notes.file, '{"schema": 1');
  const again = buildSchema('type Query { here: Int }');
  await recallAnswered(again, notes.file);
  expect(misfitsOf(again, build('query Asked { here }'))).toEqual([]);
  await noteAnswered(again, notes.file, [build('query Asked { here }')]);
  expect(await readFile(notes.file, 'utf8')).toBe(written);
});

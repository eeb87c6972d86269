import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import webpack from 'webpack';
import { OwnCopyGuardPlugin } from './own-copy-guard-plugin.ts';

const root = path.resolve(import.meta.dirname, '../..');
let folder: string;

beforeEach(async () => {
  // Within the project, so that its packages are found from here.
  await mkdir(path.join(root, '.cache'), { recursive: true });
  folder = await mkdtemp(path.join(root, '.cache/guarded-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What webpack says of a remote that consists of this one file. */
async function errorsOf(source: string, externals: Record<string, string> = {}): Promise<string[]> {
  await writeFile(path.join(folder, 'remote.mjs'), source);
  const compiler = webpack({ mode: 'development', devtool: false, context: root, entry: path.join(folder, 'remote.mjs'), output: { path: path.join(folder, 'out') }, externals, plugins: [new OwnCopyGuardPlugin(folder)], cache: false });
  if (!compiler) throw new Error('webpack made no compiler.');
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      compiler.close(() => (error ? reject(error) : resolve((stats?.compilation.errors ?? []).map(({ message }) => message))));
    });
  });
}

describe('the build of a remote', () => {
  test.each([
    ["import '@apollo/client';", '#shared/data/index.ts'],
    ["import 'react-router';", '#shared/ui/index.ts'],
    ["import '@mantine/core/styles.css';", '#shared/ui/index.ts'],
    ["import '#shared/ui/theme.ts';", 'Only the index.ts'],
  ])('fails on %s and says where it is found', async (source, hint) => {
    expect((await errorsOf(source)).join('\n')).toContain(hint);
  });

  test('fails when a copy of React comes in by another package', async () => {
    expect((await errorsOf("import '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';")).join('\n')).toContain('holds a copy of react');
  });

  test('goes through when React is taken from the shell', async () => {
    expect(await errorsOf("import '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';", { react: 'React' })).toEqual([]);
  });
});

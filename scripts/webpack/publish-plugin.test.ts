import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgetOldBuilds } from './publish-plugin.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'isatis-builds-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const idOf = (name: string): string => name.repeat(16);
const day = 24 * 60 * 60 * 1000;

async function built(name: string, daysAgo: number): Promise<void> {
  await mkdir(path.join(folder, idOf(name)));
  const at = new Date(Date.now() - daysAgo * day);
  await utimes(path.join(folder, idOf(name)), at, at);
}

const left = async (): Promise<string[]> => (await readdir(folder)).map((name) => name.slice(0, 1)).sort();

test('the builds of the last thirty days stay', async () => {
  for (const [name, days] of [['a', 0], ['b', 1], ['c', 12], ['d', 29], ['e', 31], ['f', 90]] as const) await built(name, days);
  await forgetOldBuilds(folder, idOf('a'));
  expect(await left()).toEqual(['a', 'b', 'c', 'd']);
});

test('the current build and the two before it stay, however old', async () => {
  for (const [name, days] of [['a', 200], ['b', 300], ['c', 400], ['d', 500]] as const) await built(name, days);
  await forgetOldBuilds(folder, idOf('a'));
  expect(await left()).toEqual(['a', 'b', 'c']);
});

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { buildRemote } from '#scripts/build-remote.ts';
import { publishBuild } from '#scripts/publish.ts';
import { copySources } from '#scripts/testing/copy-sources.ts';
import { compile } from '#scripts/webpack/compile.ts';
import type { BuildDescription } from '#shared/contract/index.ts';
import { appConfig, sharedWrappers, wrapperVersion } from '../webpack.config.ts';
import { areas, card, link, pageOf } from './faulty-console.ts';
import { ownBrowser, setUp } from './people.ts';
import { type StartedProduct, expect, startProduct, test } from './product.ts';

// A tab that was opened before a deployment has the shell of the version before, and gets areas of the next; after an area
// is rolled back it is the other way round. What is built in this checkout is the version before. The next one is built
// from the same sources, changed where a later version may differ: words, a patch of React, more in the design system,
// and a manifest that names what the shell before has never heard of.
const root = path.resolve(import.meta.dirname, '..');
const [before, after] = ['No documents yet', 'Nothing here so far'];
/** Of the next version: a patch, and a minor version with new exports. */
const NEXT_REACT = { react: '19.3.99' };
const NEXT_WRAPPERS = Object.fromEntries(sharedWrappers.map((name) => [name, wrapperVersion.replace('.0.', '.1.')]));

const currentOf = (dist: string, app: string): string => path.join(dist, 'console', app, 'current.json');
const buildIdOf = async (dist: string, app: string): Promise<string> => (JSON.parse(await readFile(currentOf(dist, app), 'utf8')) as { buildId: string }).buildId;

/** Knowledge as it is next, which leans on nothing new of the shell. */
async function nextKnowledge(source: string, out: string): Promise<string> {
  const words = path.join(source, 'messages/en.json');
  await writeFile(words, (await readFile(words, 'utf8')).replaceAll(before, after));
  const build = await buildRemote({ source, out, versions: NEXT_REACT });
  const described = path.join(build, 'build.json');
  const description = JSON.parse(await readFile(described, 'utf8')) as BuildDescription;
  // What a later contract may add, and this checkout's build would refuse.
  const manifest = { ...description.manifest, navigation: { icon: 'of-later', group: 'of-later', order: 20 }, slots: [{ slot: 'of.later', name: 'x', requires: {} }], ofLater: [{ x: 1 }] };
  await writeFile(described, JSON.stringify({ ...description, manifest }));
  return build;
}

/** The shell as it is next, into a folder of its own. Modules that are the same come from the cache of the usual build, which stays as it is. */
async function nextShell(out: string): Promise<string> {
  const config = await appConfig('shell', { mode: 'production', folder: out, builtFrom: 'fedcba9876543210', versions: { ...NEXT_REACT, ...NEXT_WRAPPERS } });
  await compile('shell', { ...config, cache: typeof config.cache === 'object' && config.cache.type === 'filesystem' ? { ...config.cache, readonly: true } : false });
  return path.join(out, 'shell');
}

/** Goes through every area; none may have failed. */
async function walk(page: Page): Promise<void> {
  for (const area of areas) {
    await link(page, area).click();
    await expect(pageOf(page, area).or(card(page, area))).toBeVisible();
    await expect(card(page, area)).toHaveCount(0);
  }
}

/** What browsers told of areas that failed. */
const failures = (product: StartedProduct): { remote: string; kind: string }[] =>
  product.log().split('\n').filter((line) => line.includes('a remote failed in a browser')).map((line) => JSON.parse(line) as { remote: string; kind: string }).map(({ remote, kind }) => ({ remote, kind }));

test('a shell of the version before gets on with areas of the next, and the other way round', async ({ browser }) => {
  test.setTimeout(240_000);
  const [copy, work] = [await copySources(), await mkdtemp(path.join(os.tmpdir(), 'isatis-skew-'))];
  const [dist, out] = [path.join(work, 'dist'), path.join(work, 'out')];
  await cp(path.join(root, 'dist'), dist, { recursive: true });
  const knowledgeBefore = await buildIdOf(dist, 'knowledge');
  const shipped = await readFile(currentOf(dist, 'knowledge'), 'utf8');
  const knowledge = await publishBuild({ folder: await nextKnowledge(path.join(copy, 'remotes/knowledge'), out), dist, ship: true });
  // Agents lean on what only the next shell has: the build before takes its place.
  await publishBuild({ folder: await buildRemote({ source: path.join(copy, 'remotes/agents'), out, versions: NEXT_WRAPPERS }), dist, ship: true });
  expect(knowledge.buildId).not.toBe(knowledgeBefore);

  const shell = await nextShell(out);

  const product = await startProduct({ environment: { DIST_DIR: dist } });
  const page = await ownBrowser(browser, product.url);
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(error.message));
  const scriptOf = (): Promise<string | null> => page.locator('script[src*="/console/shell/"]').first().getAttribute('src');

  await test.step('the shell before, areas of the next version', async () => {
    await setUp(page, product.setupUrl ?? '', { name: 'Olive Owner', email: 'olive@example.com', workspace: 'Alder & Co' });
    await walk(page);
    await link(page, 'Knowledge').click();
    await expect(page.getByText(after)).toBeVisible();
    await expect.poll(() => failures(product)).toEqual([{ remote: 'agents', kind: 'shared' }]);
  });

  await test.step('the next shell, areas of the version before, and one of the next', async () => {
    const shellBefore = await scriptOf();
    await writeFile(currentOf(dist, 'knowledge'), shipped);
    await cp(shell, path.join(dist, 'console/shell'), { recursive: true });
    await page.goto('/');
    expect(await scriptOf()).not.toBe(shellBefore);
    await walk(page);
    await link(page, 'Knowledge').click();
    await expect(page.getByText(before)).toBeVisible();
    expect(failures(product)).toHaveLength(1);
  });

  expect(broken).toEqual([]);
  await page.context().close();
  await product.stop();
  for (const folder of [copy, work]) await rm(folder, { recursive: true, force: true });
});

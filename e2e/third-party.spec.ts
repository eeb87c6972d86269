import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildRemote } from '#scripts/build-remote.ts';
import { publishBuild } from '#scripts/publish.ts';
import { expectAccessible } from './accessibility.ts';
import { ownBrowser, setUp } from './people.ts';
import { expect, startProduct, test } from './product.ts';

const root = path.resolve(import.meta.dirname, '..');

// A company adds an area of its own: from the template, outside this repository, without a fork.
test('an area made outside the repository is built, published, and in everybody’s menu', async ({ browser }) => {
  test.setTimeout(240_000);
  const work = await mkdtemp(path.join(os.tmpdir(), 'isatis-third-'));
  const [source, dist] = [path.join(work, 'board'), path.join(work, 'served')];
  await cp(path.join(root, 'docs/templates/remote'), source, { recursive: true });
  // What npm makes of "isatis": "file:…".
  await mkdir(path.join(source, 'node_modules'));
  await symlink(root, path.join(source, 'node_modules/isatis'));
  await cp(path.join(root, 'dist'), dist, { recursive: true });

  const build = await buildRemote({ source, out: path.join(work, 'out') });
  const published = await publishBuild({ folder: build, dist });
  expect(published).toMatchObject({ app: 'board', shipped: true });

  const product = await startProduct({ environment: { DIST_DIR: dist } });
  const page = await ownBrowser(browser, product.url);
  await setUp(page, product.setupUrl ?? '', { name: 'Olive Owner', email: 'olive@example.com', workspace: 'Alder & Co' });
  const registry = (await (await page.request.get('/console/registry.json')).json()) as { remotes: { manifest: { id: string }; buildId: string }[] };
  expect(registry.remotes.find(({ manifest }) => manifest.id === 'board')?.buildId).toBe(published.buildId);
  await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: 'Board' }).click();
  await expect(page.getByText('Welcome to the board of Alder & Co, Olive Owner.')).toBeVisible();
  await expectAccessible(page);

  await page.context().close();
  await product.stop();
  await rm(work, { recursive: true, force: true });
});

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { publishBuild } from '#scripts/publish.ts';
import { filesOf, integrityOf } from '#scripts/webpack/describe-build.ts';
import type { BuildDescription } from '#shared/contract/index.ts';
import { expectAccessible } from './accessibility.ts';
import { accept, byHand, invite, ownBrowser, setUp } from './people.ts';
import { type StartedProduct, expect, startProduct, test as base } from './product.ts';

// One area is given to everybody in another build, and taken back; another console that is open follows.
const built = path.resolve(import.meta.dirname, '../dist');
const NEXT = 'fedcba9876543210';
const [before, after] = ['No documents yet', 'Nothing here so far'];
const [hint, newHint] = ['Shown in the console, in invitations and in mails.', 'What everybody sees at the top left.'];

/** Another build of an area: the same code under another name, with one sentence changed. */
async function makeNext(dist: string, area: string, before: string, after: string): Promise<void> {
  const { buildId } = JSON.parse(await readFile(path.join(dist, 'console', area, 'current.json'), 'utf8')) as { buildId: string };
  const from = path.join(dist, 'console', area, buildId);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'isatis-next-'));
  await cp(from, folder, { recursive: true });
  const manifest = JSON.parse(await readFile(path.join(folder, 'mf-manifest.json'), 'utf8')) as { metaData: { globalName: string } };
  const { globalName } = manifest.metaData;
  for (const file of await filesOf(folder)) {
    if (file.endsWith('.br')) await rm(file);
    else if (/\.(js|json)$/.test(file)) await writeFile(file, (await readFile(file, 'utf8')).replaceAll(globalName, `${globalName}_next`).replaceAll(before, after));
  }
  const file = path.join(folder, 'build.json');
  const description = JSON.parse(await readFile(file, 'utf8')) as BuildDescription;
  const next: BuildDescription = { ...description, buildId: NEXT, author: 'Nina Next', createdAt: new Date().toISOString(), integrity: await integrityOf(folder) };
  await writeFile(file, JSON.stringify(next));
  await publishBuild({ folder, dist });
  await rm(folder, { recursive: true });
}

interface Team { readonly product: StartedProduct; readonly owner: Page; readonly admin: Page }

const test = base.extend<{ team: Team }>({
  team: async ({ browser }, use) => {
    const dist = await mkdtemp(path.join(os.tmpdir(), 'isatis-dist-'));
    await cp(built, dist, { recursive: true });
    await makeNext(dist, 'knowledge', before, after);
    await makeNext(dist, 'settings', hint, newHint);
    const product = await startProduct({ environment: { DIST_DIR: dist } });
    const [owner, admin] = [await ownBrowser(browser, product.url), await ownBrowser(browser, product.url)];
    await setUp(owner, product.setupUrl ?? '', { name: 'Olive Owner', email: 'olive@example.com', workspace: 'Alder & Co' });
    await accept(admin, await invite(owner, 'adam@example.com', 'Admin'), 'Adam Admin');
    await use({ product, owner, admin });
    await Promise.all([owner.context().close(), admin.context().close()]);
    await product.stop();
    await rm(dist, { recursive: true, force: true });
  },
});

// Two people on two browsers, and a product of its own: on a busy machine it takes its time.
test.setTimeout(240_000);

const open = (page: Page, area: string): Promise<void> => page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: area }).click();

/** Goes elsewhere and back; when the notice of a change arrives can't be seen from outside, so it may take more than one try. */
const comesBackTo = (page: Page, text: string): Promise<void> =>
  expect(async () => {
    await open(page, 'Agents');
    await open(page, 'Knowledge');
    await expect(page.getByText(text)).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 40_000 });

test('a build is promoted, an open console follows at its next navigation, and everybody goes back', async ({ team: { owner, admin } }) => {
  await open(admin, 'Knowledge');
  await expect(admin.getByText(before)).toBeVisible();
  const loaded = await admin.evaluate(() => performance.timeOrigin);

  await owner.goto('/settings/console');
  await expect(owner.getByRole('row').filter({ hasText: 'Knowledge' })).toBeVisible();
  await expectAccessible(owner);
  await owner.getByRole('row').filter({ hasText: 'Knowledge' }).click();
  const builds = owner.getByRole('dialog', { name: 'Builds of Knowledge' });
  await expect(builds.getByText('by Nina Next')).toBeVisible();
  await expectAccessible(owner);
  await builds.getByRole('button', { name: `Give everybody… ${NEXT.slice(0, 8)}` }).click();
  const question = owner.getByRole('dialog', { name: `Give everybody build ${NEXT.slice(0, 8)} of Knowledge?` });
  await expect(question.getByText('2 people who may enter get')).toBeVisible();
  await question.getByRole('button', { name: 'Give everybody' }).click();
  await expect(builds.getByText(`${NEXT.slice(0, 8)} for everybody who may enter (2 people).`)).toBeVisible();

  // Under their hands nothing changes; going elsewhere and back brings the other build, without a reload.
  await expect(admin.getByText(before)).toBeVisible();
  await comesBackTo(admin, after);

  await builds.getByRole('button', { name: 'Roll back…' }).click();
  await owner.getByRole('dialog', { name: /^Roll Knowledge back to/ }).getByRole('button', { name: 'Roll back' }).click();
  await expect(builds.getByText(`${NEXT.slice(0, 8)} for everybody`)).toBeHidden();
  await comesBackTo(admin, before);
  expect(await admin.evaluate(() => performance.timeOrigin)).toBe(loaded);

  // Where work is unsaved the new build is offered, and waits.
  await admin.goto('/settings');
  await admin.getByLabel('Name').fill('Alder & Company');
  await byHand(owner, `mutation { promoteConsoleBuild(input: { remote: "settings", buildId: "${NEXT}", version: 0 }) { __typename } }`);
  await expect(admin.getByText('A new version of Settings is ready. Save your work, then reload.')).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole('button', { name: 'Save changes' }).click();
  await expect(admin.getByText('A new version of Settings is ready.', { exact: true })).toBeVisible();
  await expect(admin.getByText(hint)).toBeVisible();
  await admin.getByRole('button', { name: 'Reload' }).click();
  await expect(admin.getByText(newHint)).toBeVisible();
  await expect(admin.getByLabel('Name')).toHaveValue('Alder & Company');

  await owner.goto('/settings/audit');
  await expect(owner.getByRole('table').getByText('Olive Owner gave everybody build fedcba98 of “knowledge”.')).toBeVisible();
});

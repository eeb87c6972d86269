import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildRemote } from '#scripts/build-remote.ts';
import { startRemote } from '#scripts/development/serve-remote.ts';
import { publishBuild } from '#scripts/publish.ts';
import { expectAccessible } from './accessibility.ts';
import { freePort } from './free-port.ts';
import { ownBrowser, setUp } from './people.ts';
import { expect, startProduct, test } from './product.ts';

const root = path.resolve(import.meta.dirname, '..');

// A company adds an area of its own: from the template, outside this repository, without a fork; and goes on developing it
// against the console that runs.
test('an area made outside the repository is built, published, in everybody’s menu, and developed against the running console', async ({ browser }) => {
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

  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const product = await startProduct({ environment: { DIST_DIR: dist, CONSOLE_OVERRIDE_ORIGINS: origin } });
  const page = await ownBrowser(browser, product.url);
  await setUp(page, product.setupUrl ?? '', { name: 'Olive Owner', email: 'olive@example.com', workspace: 'Alder & Co' });
  const registry = (await (await page.request.get('/console/registry.json')).json()) as { remotes: { manifest: { id: string }; buildId: string }[] };
  expect(registry.remotes.find(({ manifest }) => manifest.id === 'board')?.buildId).toBe(published.buildId);
  await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: 'Board' }).click();
  await expect(page.getByText('Welcome to the board of Alder & Co, Olive Owner.')).toBeVisible();
  await expectAccessible(page);

  // It puts a card on Home, which knows nothing of it.
  await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: 'Home' }).click();
  const onHome = page.getByRole('main').getByRole('region', { name: 'Board' });
  await expect(onHome).toContainText('Nothing is on the board yet.');
  await onHome.getByRole('link', { name: 'Open the board' }).click();
  await expect(page.getByText('Welcome to the board of Alder & Co, Olive Owner.')).toBeVisible();

  const scriptSources = async (answer: { headers(): Record<string, string> } | null): Promise<string | undefined> => /script-src ([^;]*)/.exec(answer?.headers()['content-security-policy'] ?? '')?.[1];
  const broken: string[] = [];
  page.on('console', (message) => { if (/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text())) broken.push(message.text()); });
  const served = await startRemote({ source, shell: product.url, port });
  expect(await scriptSources(await page.goto(served.link))).toBe("'self'");
  await expect(page.getByLabel('Address of its mf-manifest.json')).toHaveValue(served.address);
  await expect(page.getByText('Nobody has checked it')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Run it for me alone' }).click();
  const badge = page.getByRole('status').filter({ hasText: `Board from ${origin}` });
  await expect(badge).toBeVisible();
  await expect(page.getByText('Welcome to the board of Alder & Co, Olive Owner.')).toBeVisible();
  expect(await scriptSources(await page.reload())).toBe(`'self' ${origin}`);
  expect(await scriptSources(await (await ownBrowser(browser, product.url)).goto('/sign-in'))).toBe("'self'");
  // An edit shows by itself, without loading the page: what is typed into forms stays, and where the page is scrolled to.
  const loaded = await page.evaluate(() => performance.timeOrigin);
  const boardPage = path.join(source, 'pages/board/board-page.tsx');
  const card = '</Card>';
  await writeFile(boardPage, (await readFile(boardPage, 'utf8')).replace("{ Card, PageHeader, Text, useShell }", '{ Card, PageHeader, Text, TextInput, useForm, useShell }')
    .replace('return (', "const form = useForm({ initial: { note: '' }, submit: () => Promise.resolve({ ok: true as const, value: null }) });\n  return (")
    .replace(card, `<div style={{ height: 2000 }} /><TextInput label="Note" {...form.field('note')} />${card}`));
  await page.getByLabel('Note').fill('Half a thought', { timeout: 30_000 });
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.mouse.wheel(0, 600);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(600);
  const words = path.join(source, 'messages/en.json');
  await writeFile(words, (await readFile(words, 'utf8')).replace('Welcome to the board', 'Welcome to the new board'));
  await expect(page.getByText('Welcome to the new board of Alder & Co, Olive Owner.')).toBeAttached({ timeout: 30_000 });
  await expect(page.getByLabel('Note')).toHaveValue('Half a thought');
  expect(await page.evaluate(() => [performance.timeOrigin, window.scrollY])).toEqual([loaded, 600]);

  // Owners see it, and end it: the page that is open is told, and keeps what it shows until its person says so.
  const owners = await page.context().newPage();
  await owners.goto(`${product.url}/settings/console`);
  const running = owners.getByRole('region', { name: 'Areas under development' });
  await expect(running.getByRole('row').filter({ hasText: origin })).toContainText('Olive Owner (you)');
  await expectAccessible(owners);
  await running.getByRole('button', { name: 'Actions for Olive Owner, Board' }).click();
  await owners.getByRole('menuitem', { name: 'End…' }).click();
  await owners.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
  await expect(running.getByText('Nobody runs one now')).toBeVisible();
  await owners.close();
  await expect(badge).toBeHidden();
  await expect(page.getByText('Welcome to the new board of Alder & Co, Olive Owner.')).toBeVisible();
  await page.getByRole('status').filter({ hasText: 'A new version of Board is ready' }).getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByText('Welcome to the board of Alder & Co, Olive Owner.')).toBeVisible();

  await page.goto(served.link);
  await page.getByRole('button', { name: 'Run it for me alone' }).click();
  await badge.getByRole('button', { name: 'Reset' }).click();
  await expect(page.getByText('Welcome to the board of Alder & Co, Olive Owner.')).toBeVisible();
  await expect(badge).toBeHidden();
  expect(broken).toEqual([]);

  await served.stop();
  await page.context().close();
  await product.stop();
  await rm(work, { recursive: true, force: true });
});

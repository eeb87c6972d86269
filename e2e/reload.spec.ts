import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@playwright/test';
import { copySources } from '#scripts/testing/copy-sources.ts';

const root = dirname(import.meta.dirname);
const OWNER = { name: 'Ada Neri', email: 'ada@example.com', password: 'correct horse battery' };

const freePort = (): Promise<number> => new Promise((resolve) => {
  const probe = createServer().listen(0, 'localhost', () => {
    const { port } = probe.address() as AddressInfo;
    probe.close(() => resolve(port));
  });
});

/** `npm run dev` on the shell and one area of a copy of the sources. */
async function develop(): Promise<{ readonly folder: string; readonly child: ChildProcess; readonly output: () => string }> {
  const folder = await copySources();
  await symlink(join(root, 'dist'), join(folder, 'dist'));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/dev.ts', '--port', String(await freePort()), '--data', join(folder, 'data'), 'shell', 'users'], { cwd: folder });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { folder, child, output: () => stripVTControlCharacters(output) };
}

test('a saved file of an area shows in the open console, which keeps what was typed', async ({ page }) => {
  test.slow();
  const { folder, child, output } = await develop();
  try {
    await expect.poll(output, { timeout: 120_000 }).toMatch(/http:\/\/localhost:\d+\/setup#code=\S+/);
    const [, origin = '', code = ''] = /(http:\/\/localhost:\d+)\/setup#code=(\S+)/.exec(output()) ?? [];
    const claimed = await page.request.post(`${origin}/auth/setup`, { headers: { origin }, data: { ...OWNER, code, workspaceName: 'Northwind', locale: 'en', timeZone: 'UTC' } });
    expect(claimed.ok()).toBe(true);
    await page.goto(`${origin}/users`, { timeout: 90_000 });
    const search = page.getByPlaceholder(/^Search/).first();
    await search.fill('ada', { timeout: 60_000 });
    const file = join(folder, 'remotes/users/pages/users-header.tsx');
    const source = await readFile(file, 'utf8');
    expect(source).toContain("title={t('title')}");
    const loads = await page.evaluate(() => performance.getEntriesByType('navigation')[0]?.startTime === 0 && performance.timeOrigin);
    await writeFile(file, source.replace("title={t('title')}", 'title="Reloaded while it ran"'));
    await expect(page.getByRole('heading', { level: 1, name: 'Reloaded while it ran' })).toBeVisible({ timeout: 60_000 });
    await expect(search).toHaveValue('ada');
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(loads);
  } finally {
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGINT');
    await ended;
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
});

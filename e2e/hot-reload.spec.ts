import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { copySources } from '#scripts/testing/copy-sources.ts';
import { freePort } from './free-port.ts';

// What is developed shows in the console that is open, and what somebody is in the middle of stays: an area's components
// are known to the shell's React Refresh, or edits would be ignored without a word.
const [was, is] = ["title={t('title')}", 'title="Changed while it ran"'];

/** The console on mocks, as `npm run dev:mock -- users` starts it, on sources that may be changed. */
async function develop(folder: string): Promise<{ readonly url: string; stop(): Promise<void>; output(): string }> {
  const port = await freePort();
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/dev-mock.ts', '--port', String(port), 'users'], { cwd: folder });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  return {
    url: `http://localhost:${port}`, output: () => output,
    async stop() {
      const ended = new Promise((resolve) => { child.once('exit', resolve); });
      child.kill('SIGTERM');
      await ended;
    },
  };
}

test('an edit of an area shows in the open console, which keeps what was typed and isn’t loaded again', async ({ page }) => {
  test.setTimeout(240_000);
  const folder = await copySources();
  const development = await develop(folder);
  try {
    await expect.poll(development.output, { timeout: 150_000 }).toContain('users built in');
    await page.goto(`${development.url}/users`, { timeout: 60_000 });
    await page.getByRole('button', { name: 'Invite' }).click({ timeout: 60_000 });
    const email = page.getByRole('dialog').getByLabel('E-mail');
    await email.fill('grace@example.com');
    const loaded = await page.evaluate(() => performance.timeOrigin);

    const file = path.join(folder, 'remotes/users/pages/users-header.tsx');
    const source = await readFile(file, 'utf8');
    expect(source).toContain(was);
    await writeFile(file, source.replace(was, is));

    await expect(page.locator('h1')).toHaveText('Changed while it ran', { timeout: 60_000 });
    await expect(email).toHaveValue('grace@example.com');
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(loaded);
  } finally {
    await development.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
});

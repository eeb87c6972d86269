import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@playwright/test';

const root = dirname(import.meta.dirname);

/** What `npm start` runs, with all that it wrote. */
function start(dataDir: string): { readonly child: ChildProcess; readonly output: () => string; readonly ended: Promise<number | null> } {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'start', '--data', dataDir, '--port', '0'], { cwd: root, env: { ...process.env, npm_lifecycle_event: '' } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, output: () => stripVTControlCharacters(output), ended: new Promise((resolve) => child.once('close', resolve)) };
}

test('one command starts everything, a second one on the same data says who holds it, and Ctrl-C leaves nothing running', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'isatis-start-'));
  const first = start(dataDir);
  try {
    await expect.poll(first.output, { timeout: 60_000 }).toMatch(/Open {2}http:\/\/localhost:\d+\/setup#code=\S+/);
    const [address = ''] = /http:\/\/localhost:\d+/.exec(first.output()) ?? [];
    expect((await fetch(`${address}/health`)).status).toBe(200);
    const postgres = Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);

    const second = start(dataDir);
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`in use by process`);
    expect(second.output()).toContain(address);
    expect(second.output()).not.toContain('    at ');

    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    expect(first.output()).toContain('Stopped.');
    await expect(fetch(`${address}/health`)).rejects.toThrow();
    expect(() => process.kill(postgres, 0)).toThrow('ESRCH');
    expect(existsSync(join(dataDir, 'isatis.lock'))).toBe(false);
  } finally {
    first.child.kill('SIGTERM');
    await first.ended;
    await rm(dataDir, { recursive: true, force: true });
  }
});

import { spawn } from 'node:child_process';
import { appendFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { copySources } from '../../scripts/testing/copy-sources.ts';
import type { Figure, Sides } from '../figure.ts';

const build = (folder: string, ...args: string[]): Promise<number> => new Promise((resolve, reject) => {
  const began = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/build.ts', ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => { errors += chunk.toString(); });
  child.once('exit', (code) => { if (code === 0) resolve(performance.now() - began); else reject(new Error(errors)); });
});

interface BuildFigure { readonly name: string; readonly seconds: number; readonly what: string; once(folder: string): Promise<number> }

const buildFigure = ({ name, seconds, what, once }: BuildFigure): Figure => ({
  name, unit: 'ms', against: `a budget of ${seconds} s for ${what}`, goal: { ratio: 1, is: 'at most' },
  async prepare(): Promise<Sides> {
    const folder = await copySources();
    await build(folder);
    return { ours: () => once(folder), floor: () => Promise.resolve(seconds * 1000), close: () => rm(folder, { recursive: true, force: true }) };
  },
});

export const buildCold = buildFigure({
  name: 'build.cold', seconds: 40, what: 'all apps, nothing kept from before',
  async once(folder) {
    for (const kept of ['dist', '.cache']) await rm(path.join(folder, kept), { recursive: true, force: true });
    return build(folder);
  },
});

export const buildWarm = buildFigure({ name: 'build.warm', seconds: 10, what: 'all apps built again, with the caches of the build before', once: (folder) => build(folder, '--force') });

export const buildOneRemote = buildFigure({
  name: 'build.oneRemote', seconds: 6, what: 'one area after a change in it',
  async once(folder) {
    await appendFile(path.join(folder, 'remotes/agents/remote.tsx'), `\nexport const changed${Date.now()} = true;\n`);
    return build(folder, 'agents');
  },
});

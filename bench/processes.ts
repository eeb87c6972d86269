import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');

export const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const probe = createServer();
  probe.once('error', reject);
  probe.listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as { port: number };
    probe.close(() => resolve(port));
  });
});

export interface Running { readonly child: ChildProcess; readonly output: () => string; stop(): Promise<void> }

/** Starts a script under this runtime in a process of its own; `stop` asks it to end and waits. */
export function start(script: string, args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, [path.join(root, script), ...args], { cwd: root, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  const ended = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
  return {
    child, output: () => output,
    async stop() {
      if (child.exitCode === null) child.kill('SIGINT');
      await ended;
    },
  };
}

const POLL_MS = 2;
const GIVE_UP_MS = 120_000;

/** Waits until an address answers below 500. @throws with the program's output when it ends or takes too long */
export async function answers(url: string, running: Running): Promise<void> {
  const deadline = performance.now() + GIVE_UP_MS;
  while (performance.now() < deadline) {
    if (running.child.exitCode !== null) break;
    try {
      const response = await fetch(url);
      await response.arrayBuffer();
      if (response.status < 500) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => { setTimeout(resolve, POLL_MS); });
  }
  throw new Error(`${url} did not answer:\n${running.output()}`);
}

/** Waits until a program's output matches. */
export async function says(pattern: RegExp, running: Running): Promise<RegExpExecArray> {
  const deadline = performance.now() + GIVE_UP_MS;
  while (performance.now() < deadline && running.child.exitCode === null) {
    const match = pattern.exec(running.output());
    if (match) return match;
    await new Promise((resolve) => { setTimeout(resolve, POLL_MS); });
  }
  throw new Error(`never said ${pattern}:\n${running.output()}`);
}

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

const running = new Set<ChildProcess>();

/** Ends every command started here; for when the run itself is told to stop. */
export const stopCommands = (signal: NodeJS.Signals): void => {
  for (const child of running) child.kill(signal);
};

/**
 * Runs one of Node's programs in this same runtime.
 * @returns exit code (1 when a signal ended it) and, unless `live`, everything it wrote
 */
export function runNode(args: readonly string[], options: { readonly cwd: string; readonly live: boolean; readonly env?: NodeJS.ProcessEnv }): Promise<{ readonly code: number; readonly output: string }> {
  return runCommand(process.execPath, args, options);
}

export function runCommand(command: string, args: readonly string[], options: { readonly cwd: string; readonly live: boolean; readonly env?: NodeJS.ProcessEnv }): Promise<{ readonly code: number; readonly output: string }> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    stdio: ['ignore', options.live ? 'inherit' : 'pipe', options.live ? 'inherit' : 'pipe'],
    env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}), ...options.env },
  });
  running.add(child);
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return new Promise((resolve) => {
    const end = (code: number): void => {
      running.delete(child);
      resolve({ code, output });
    };
    child.on('error', (error) => {
      output += `${command} could not be started: ${error.message}\n`;
      end(1);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}

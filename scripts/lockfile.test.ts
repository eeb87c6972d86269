import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { missingEntries } from './lockfile.ts';
import type { Lockfile } from './lockfile.ts';

test('package-lock.json names the binaries of every platform, so that npm ci works; else run "node scripts/run.mjs lockfile"', () => {
  const lockfile = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as Lockfile;
  expect(missingEntries(lockfile)).toEqual({});
});

test('a binary that is missing is entered with the platform its name tells', () => {
  const lockfile = {
    packages: {
      'node_modules/tool': { version: '1.2.3', optionalDependencies: { '@tool/linux-x64-musl': '1.2.3', '@tool/darwin-arm64': '1.2.3', 'tool-there-linux-x64': '1.2.3', fast: '^2.0.0' } },
      'node_modules/tool/node_modules/tool-there-linux-x64': { version: '1.2.3' },
    },
  };
  expect(missingEntries(lockfile)).toEqual({
    'node_modules/@tool/linux-x64-musl': { version: '1.2.3', os: ['linux'], cpu: ['x64'], libc: ['musl'], optional: true },
    'node_modules/@tool/darwin-arm64': { version: '1.2.3', os: ['darwin'], cpu: ['arm64'], optional: true },
  });
});

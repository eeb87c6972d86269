import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ensureDependencies, installedByHand } from './dependencies.mjs';
import { isNewEnough } from './runtime.mjs';

describe('the runtime that is asked for', () => {
  test.each(['v24.15.0', 'v24.21.0', 'v22.22.2', 'v22.23.0', 'v25.0.0', 'v26.10.0'])('%s is new enough', (version) => {
    expect(isNewEnough(version)).toBe(true);
  });

  test.each(['v18.20.0', 'v20.20.2', 'v22.22.1', 'v22.18.0', 'v23.11.0', 'v24.14.9'])('%s is too old', (version) => {
    expect(isNewEnough(version)).toBe(false);
  });
});

describe('dependencies', () => {
  const lock = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/only-on-mac': { version: '2.0.0', optional: true } } };

  function project(installed: Record<string, { version: string }>): string {
    const root = mkdtempSync(join(tmpdir(), 'isatis-launch-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    mkdirSync(join(root, 'node_modules', '.bin'), { recursive: true });
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
    return root;
  }

  test('an install by hand that matches the lockfile is taken as it is, and stamped', async () => {
    const root = project({ 'node_modules/a': { version: '1.0.0' } });
    await ensureDependencies(root, process.execPath, process.env);
    expect(readFileSync(join(root, 'node_modules', '.isatis-lock'), 'utf8')).toMatch(/^[0-9a-f]{64} \w+-\w+\n$/);
  });

  test.each([
    ['an older version', { 'node_modules/a': { version: '0.9.0' } }],
    ['a package missing', {}],
    ['a package too many', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } }],
  ])('%s calls for a new install', (_case, installed) => {
    const root = project(installed);
    expect(installedByHand(root, readFileSync(join(root, 'package-lock.json')))).toBe(false);
  });
});

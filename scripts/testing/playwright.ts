import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isBuilt } from '../starting/freshness.ts';
import { runNode } from './command.ts';
import { verdict } from './step.ts';
import type { Outcome, Step } from './step.ts';

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number; readonly skipped: number };
  readonly errors: readonly unknown[];
}

/** The walk through the product in a real browser, on built files. */
export const browser: Step = {
  id: 'browser',
  title: 'Browser tests',
  async run({ root, args, live }) {
    if (!isBuilt(root)) {
      const build = await runNode(['scripts/build-product.ts'], { cwd: root, live });
      if (build.code !== 0) return verdict(false, build.output);
    }
    const report = join(root, '.cache', `playwright-${process.pid}.json`);
    mkdirSync(join(root, '.cache'), { recursive: true });
    const { code, output } = await runNode(['node_modules/@playwright/test/cli.js', 'test', ...args], { cwd: root, live, env: { ISATIS_BROWSER_REPORT: report } });
    const outcome = countPlaywright(read(report), code);
    rmSync(report, { force: true });
    return { ...outcome, output };
  },
};

/** Counts tests. A run that ended badly though no test failed (a file that can't be loaded) counts as one failure. */
export function countPlaywright(report: PlaywrightReport | undefined, code: number): Outcome {
  if (report === undefined) return { passed: 0, failed: 1, output: '' };
  const failed = report.stats.unexpected + report.stats.flaky + report.errors.length;
  return { passed: report.stats.expected, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: report.stats.skipped, output: '' };
}

function read(path: string): PlaywrightReport | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as PlaywrightReport;
  } catch {
    return undefined;
  }
}

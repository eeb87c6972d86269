import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from './command.ts';
import type { Outcome, Step } from './step.ts';

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

/** Unit and database tests. */
export const unit: Step = {
  id: 'unit',
  title: 'Unit and database tests',
  async run({ root, args, live }) {
    const report = join(root, '.cache', `vitest-${process.pid}.json`);
    mkdirSync(join(root, '.cache'), { recursive: true });
    const { code, output } = await runNode(
      ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args],
      { cwd: root, live, env: process.stdout.isTTY ? {} : { NO_COLOR: '1' } },
    );
    const outcome = countVitest(read(report), code);
    rmSync(report, { force: true });
    return { ...outcome, output };
  },
};

/**
 * Counts tests. A file that could not even be loaded counts as one failure, and
 * so does a run that ended badly though every test passed (an unhandled error).
 */
export function countVitest(report: VitestReport | undefined, code: number): Outcome {
  if (report === undefined) return { passed: 0, failed: 1, output: '' };
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  const failed = report.numFailedTests + broken;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    output: '',
  };
}

function read(path: string): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as VitestReport;
  } catch {
    return undefined;
  }
}

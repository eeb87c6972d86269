import { describe, expect, test } from 'vitest';
import { countPlaywright } from './playwright.ts';
import { countVitest } from './vitest.ts';

const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] };
const playwright = { stats: { expected: 7, unexpected: 0, flaky: 0, skipped: 2 }, errors: [] };

describe('what a run of the tests came to', () => {
  test('a good run counts its tests', () => {
    expect(countVitest(vitest, 0)).toMatchObject({ passed: 5, failed: 0, skipped: 1 });
    expect(countPlaywright(playwright, 0)).toMatchObject({ passed: 7, failed: 0, skipped: 2 });
  });

  test('a test file that could not be loaded is a failure', () => {
    expect(countVitest({ ...vitest, testResults: [{ status: 'failed', assertionResults: [] }] }, 1)).toMatchObject({ passed: 5, failed: 1 });
  });

  test('an unhappy end without a failed test is a failure', () => {
    expect(countVitest(vitest, 1)).toMatchObject({ failed: 1 });
    expect(countPlaywright(playwright, 1)).toMatchObject({ failed: 1 });
  });

  test('no report is a failure', () => {
    expect(countVitest(undefined, 0)).toMatchObject({ passed: 0, failed: 1 });
    expect(countPlaywright(undefined, 0)).toMatchObject({ passed: 0, failed: 1 });
  });

  test('a test that passed at the second try is a failure', () => {
    expect(countPlaywright({ ...playwright, stats: { ...playwright.stats, flaky: 1 } }, 0)).toMatchObject({ failed: 1 });
  });
});

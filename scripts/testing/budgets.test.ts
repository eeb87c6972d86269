import { expect, test } from 'vitest';
import type { BuildDescription } from '#shared/contract/index.ts';
import { budgetProblems, copyProblems } from './budgets.ts';

const build = (app: string, brotli: number, shared: Record<string, string> = {}): BuildDescription =>
  ({ app, buildId: '0', manifest: null, contract: 1, integrity: {}, shared, operations: [], first: { entry: [], words: { en: [], it: [] }, routes: {} }, createdAt: '', author: '', sizes: { total: brotli * 4, brotli } });

const shell = build('shell', 1000, { react: '19.3.1' });

test('an app within its budget that takes what is shared has no problem', () => {
  expect(budgetProblems([shell, build('agents', 1000, { react: '^19.3.1' })])).toEqual([]);
});

test('growth past the budget is said with the figures', () => {
  expect(budgetProblems([shell, build('agents', 99_000)]).join()).toContain('agents is 99.0 kB');
  expect(budgetProblems([shell, build('newcomer', 99_000)]).join()).toContain('its budget is 30 kB');
});

test('taking what the shell doesn’t share is said', () => {
  expect(budgetProblems([shell, build('agents', 1, { vue: '^3.0.0' })])).toEqual(['agents takes vue from the shell, which doesn\'t share it.']);
});

test('a second copy of a singleton is said with its place', () => {
  expect(copyProblems(['node_modules/react', 'node_modules/react-dom'])).toEqual([]);
  expect(copyProblems(['node_modules/react', 'node_modules/x/node_modules/react']).join()).toContain('react is installed 2 times');
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { budgetStep } from './budgets.ts';
import { runNode } from './command.ts';
import { browser } from './playwright.ts';
import { verdict } from './step.ts';
import type { Step } from './step.ts';
import { unit } from './vitest.ts';

const types: Step = {
  id: 'types',
  title: 'Types',
  async run({ root, live }) {
    const { code, output } = await runNode(['node_modules/typescript/bin/tsc', '-p', '.', '--noEmit', ...(process.stdout.isTTY ? ['--pretty'] : [])], { cwd: root, live });
    return verdict(code === 0, output);
  },
};

const lint: Step = {
  id: 'lint',
  title: 'Lint',
  async run({ root, args, live }) {
    const { code, output } = await runNode(['node_modules/oxlint/bin/oxlint', ...args], { cwd: root, live });
    return verdict(code === 0, output);
  },
};

const importRules: Step = {
  id: 'imports',
  title: 'Import rules',
  async run({ root, live }) {
    const { code, output } = await runNode(['scripts/import-rules.ts'], { cwd: root, live });
    return verdict(code === 0, output);
  },
};

/** Everything that is made from something else and committed: its maker, told to check only. */
const makers = ['scripts/codegen.ts', 'scripts/settings.ts', 'scripts/schema.ts', 'scripts/benchmarks.ts'];

const generated: Step = {
  id: 'generated',
  title: 'Generated files',
  async run({ root, live }) {
    const present = makers.filter((maker) => existsSync(join(root, maker)));
    const results = await Promise.all(present.map((maker) => runNode([maker, '--check'], { cwd: root, live })));
    return {
      passed: results.filter(({ code }) => code === 0).length,
      failed: results.filter(({ code }) => code !== 0).length,
      output: results.filter(({ code }) => code !== 0).map(({ output }) => output).join('\n'),
    };
  },
};

/**
 * All that `npm test` does. Steps of one stage run side by side; the stages one
 * after the other. A new check is one more entry here.
 */
export const stages: readonly (readonly Step[])[] = [[types, lint], [importRules, generated], [unit], [budgetStep], [browser]];

import { existsSync } from 'node:fs';
import { join } from 'node:path';
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

/** Typed GraphQL documents are what the schema and the operations make of them. */
const generated: Step = {
  id: 'generated',
  title: 'Generated files',
  async run({ root, live }) {
    const { code, output } = await runNode(['scripts/codegen.ts', '--check'], { cwd: root, live });
    return verdict(code === 0, output);
  },
};

/**
 * All that `npm test` does. Steps of one stage run side by side; the stages one
 * after the other. A new check is one more entry here.
 */
export const stages: readonly (readonly Step[])[] = [[types, lint], [importRules, ...(existsSync(join(import.meta.dirname, '../codegen.ts')) ? [generated] : [])], [unit], [browser]];

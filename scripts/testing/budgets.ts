import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildDescription } from '#shared/contract/index.ts';
import { runNode } from './command.ts';
import type { Step } from './step.ts';

/**
 * What an app's scripts and style sheets may come to, sent with brotli, in kB.
 * Some room above what they are: growth past it is a decision, made here. An app
 * that isn't named has {@link forOthers}.
 */
export const budgets: Readonly<Record<string, number>> = { shell: 520, account: 26, agents: 32, analytics: 22, conversations: 24, knowledge: 36, settings: 46, users: 58 };
const forOthers = 30;

/** What may be installed once only, since two copies would have contexts or caches of their own. */
export const singletons = ['react', 'react-dom', 'react-router', '@apollo/client', '@tanstack/react-query', '@tanstack/query-core', '@mantine/core', '@mantine/hooks', 'graphql'] as const;

/** Sentences for what is too large, or takes what the shell doesn't give. */
export function budgetProblems(builds: readonly BuildDescription[]): readonly string[] {
  const given = builds.find(({ app }) => app === 'shell')?.shared ?? {};
  return builds.flatMap(({ app, sizes, shared }) => {
    const budget = (budgets[app] ?? forOthers) * 1000;
    const missing = Object.keys(shared).filter((name) => !(name in given));
    return [
      ...(sizes.brotli > budget ? [`${app} is ${(sizes.brotli / 1000).toFixed(1)} kB; its budget is ${budget / 1000} kB. Load less, or raise the budget in scripts/testing/budgets.ts and say why in the commit.`] : []),
      ...missing.map((name) => `${app} takes ${name} from the shell, which doesn't share it.`),
    ];
  });
}

/** Sentences for what the lockfile installs more than once. */
export function copyProblems(installed: readonly string[]): readonly string[] {
  return singletons.flatMap((name) => {
    const copies = installed.filter((path) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`));
    return copies.length > 1 ? [`${name} is installed ${copies.length} times (${copies.join(', ')}); the console must have one copy.`] : [];
  });
}

function currentBuilds(root: string, apps: readonly string[]): readonly BuildDescription[] {
  return apps.map((app) => {
    const folder = join(root, 'dist/console', app);
    const { buildId } = JSON.parse(readFileSync(join(folder, 'current.json'), 'utf8')) as { buildId: string };
    const described = join(folder, buildId, 'build.json');
    if (!existsSync(described)) throw new Error(`${app} was built before builds described themselves: run npm run build -- --force.`);
    return JSON.parse(readFileSync(described, 'utf8')) as BuildDescription;
  });
}

/** Builds what has changed, then holds every app to its budget and to one copy of what is shared. */
export const budgetStep: Step = {
  id: 'budgets',
  title: 'Builds and budgets',
  async run({ root, live }) {
    const { code, output } = await runNode(['scripts/build.ts'], { cwd: root, live });
    if (code !== 0) return { passed: 0, failed: 1, output };
    const { consoleApps } = await import('../build.ts');
    const apps = consoleApps();
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, unknown> };
    const problems = [...budgetProblems(currentBuilds(root, apps)), ...copyProblems(Object.keys(packages))];
    return { passed: apps.length, failed: problems.length, output: problems.join('\n') };
  },
};

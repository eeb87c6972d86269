import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** A path that others provide, as a list that is empty until it is there. */
const ifThere = (path: string): string[] => (existsSync(fileURLToPath(new URL(path, import.meta.url))) ? [path] : []);

const everywhere = ['**/node_modules/**', '**/dist/**', 'data/**', 'e2e/**'];

/** Tests that put something in a module's place: in a shared worker another file may have loaded the real one before. */
const withModulesOfTheirOwn = ['shell/federation/slot-guests.test.tsx'];

// Workers are shared between test files (`isolate: false`): eight times faster
// than one each, and it finds tests that lean on state they don't own.
export default defineConfig({
  test: {
    allowOnly: false,
    isolate: false,
    maxWorkers: 2,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    sequence: { shuffle: { files: true, tests: false } },
    projects: [
      {
        // On one embedded PostgreSQL, started once for the whole run.
        extends: true,
        // Node runs graphql as CommonJS; Vitest would give the sources its ES modules, a second copy that refuses the first's schema.
        resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(new URL('node_modules/graphql/index.js', import.meta.url)) }] },
        test: {
          name: 'server',
          environment: 'node',
          include: ['server/**/*.test.ts'],
          exclude: everywhere,
          globalSetup: ifThere('./server/testing/global-setup.ts'),
          // A machine that is busy with other things is slow, not wrong.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['{ai,shared,mocks,widget,scripts,bench}/**/*.test.ts', '*.test.ts'],
          exclude: [...everywhere, 'shared/{ui,data}/**', 'widget/**/*.dom.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'console',
          environment: 'happy-dom',
          include: ['{shell,remotes,shared/ui,shared/data}/**/*.test.{ts,tsx}', '{shared,mocks}/**/*.test.tsx'],
          exclude: [...everywhere, ...withModulesOfTheirOwn],
          setupFiles: ifThere('./shared/testing/setup.ts'),
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'console-apart',
          environment: 'happy-dom',
          isolate: true,
          include: withModulesOfTheirOwn,
          exclude: everywhere,
          setupFiles: ifThere('./shared/testing/setup.ts'),
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'widget',
          environment: 'happy-dom',
          include: ['widget/**/*.test.tsx', 'widget/**/*.dom.test.ts'],
          exclude: everywhere,
        },
      },
    ],
  },
});

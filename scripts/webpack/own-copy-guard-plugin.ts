import type { Compiler } from 'webpack';

/**
 * What a remote may only reach through the shell's shared modules, and where to
 * find it. A second copy would have contexts of its own: hooks would read the
 * wrong provider and nothing would say so.
 */
const reachedThrough: readonly (readonly [RegExp, string])[] = [
  [/^react-router(\/|$)/, '#shared/ui/index.ts'],
  [/^@mantine\//, '#shared/ui/index.ts'],
  [/^recharts(\/|$)/, '#shared/ui/index.ts'],
  [/^react-markdown(\/|$)/, '#shared/ui/index.ts'],
  [/^@apollo\/client(\/|$)/, '#shared/data/index.ts'],
  [/^@tanstack\/react-query(\/|$)/, '#shared/data/index.ts'],
  [/^graphql(-ws)?(\/|$)/, '#shared/data/index.ts'],
  [/^(react-)?i18next(\/|$)/, '#shared/i18n/index.ts'],
  [/^@tabler\/icons-react$/, '#shared/ui/index.ts (or one icon file: @tabler/icons-react/dist/esm/icons/IconName.mjs)'],
];

/** Packages that no build of a remote may hold, however they came in: by one of its files, or by a package it uses. */
const onlyInShell = /node_modules[\\/](react|react-dom|react-router|scheduler|@mantine[\\/][^\\/]+|@apollo[\\/]client|@tanstack[\\/](react-query|query-core)|graphql|graphql-ws|rxjs|recharts|react-markdown)[\\/]/;

/** Fails a remote's build when one of its own files imports what the shell shares, or when a copy of it came in some other way. */
export class OwnCopyGuardPlugin {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  apply(compiler: Compiler): void {
    const { WebpackError } = compiler.webpack;
    compiler.hooks.compilation.tap('OwnCopyGuardPlugin', (compilation) => {
      compilation.hooks.finishModules.tap('OwnCopyGuardPlugin', (modules) => {
        for (const module of modules) {
          const copied = onlyInShell.exec(module.nameForCondition() ?? '');
          if (copied) compilation.errors.push(new WebpackError(`The build holds a copy of ${copied[1]}, which the shell shares (${module.nameForCondition()}).`));
        }
      });
    });
    compiler.hooks.normalModuleFactory.tap('OwnCopyGuardPlugin', (factory) => {
      factory.hooks.beforeResolve.tap('OwnCopyGuardPlugin', (data) => {
        const issuer: string | null = data.contextInfo.issuer;
        if (!issuer?.startsWith(this.#folder)) return;
        const rule = reachedThrough.find(([pattern]) => pattern.test(data.request));
        if (rule) throw new Error(`${issuer} imports ${data.request}. A remote takes it from the shell: import it from ${rule[1]}.`);
        if (/^#shared\/(ui|data|i18n)\/(?!index\.ts$)/.test(data.request)) {
          throw new Error(`${issuer} imports ${data.request}. Only the index.ts of shared/ui, shared/data and shared/i18n is shared at run time.`);
        }
      });
    });
  }
}

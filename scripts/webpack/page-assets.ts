import type { Compilation } from 'webpack';
import type { Locale } from '#shared/contract/index.ts';
import { filesOfImport, wordsOf } from './first-files.ts';

/** What the console's page has to name, relative to the build's folder. */
export interface PageAssets {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  /** Scripts that the first screen needs and the entry fetches only once it runs. */
  readonly preloads: readonly string[];
  /** The messages by language, without which nothing is drawn. */
  readonly words: Readonly<Record<Locale, readonly string[]>>;
  readonly fonts: readonly string[];
  /** Of the shell's own pages, by address: what each fetches once it is known that it is shown. */
  readonly pages: Readonly<Record<string, readonly string[]>>;
}

/** The shell's first dynamic import, behind which everything but what is shared and the federation's runtime stands. */
const startRequest = './app/start.tsx';

/** The shell's own pages as `shell/app/routes.tsx` imports them: those that somebody may come to first. */
const ownPages: Readonly<Record<string, string>> = {
  '/': './home/home.tsx', '/sign-in': './entrance/sign-in.tsx', '/setup': './entrance/set-up.tsx', '/invite': './entrance/accept-invitation.tsx',
  '/second-factor': './entrance/set-up-second-factor.tsx', '/reset-password': './entrance/reset-password.tsx',
};

/** Names the files of the shell's start; what a page loads later (charts, Markdown) is left out. */
export function pageAssets(compilation: Compilation): PageAssets {
  const entry = compilation.entrypoints.get('main');
  if (!entry) throw new Error('The shell has no entry named main.');
  const own = entry.getFiles();
  const start = filesOfImport(compilation, startRequest);
  const ofKind = (files: readonly string[], ending: string): string[] => [...new Set(files)].filter((file) => file.endsWith(ending));
  const pages = Object.entries(ownPages).map(([address, request]) => {
    const files = filesOfImport(compilation, request).filter((file) => !own.includes(file) && !start.includes(file));
    if (files.length === 0 && start.length > 0) throw new Error(`The shell's page at ${address} is not imported as ${request} any more.`);
    return [address, files] as const;
  });
  return {
    pages: Object.fromEntries(pages),
    scripts: ofKind(own, '.js'),
    styles: ofKind([...own, ...start], '.css'),
    preloads: ofKind(start, '.js').filter((file) => !own.includes(file)),
    words: wordsOf(compilation),
    fonts: Object.keys(compilation.assets).filter((file) => /inter-latin-wght-normal.*\.woff2$/.test(file)),
  };
}

import type { Compilation } from 'webpack';
import { type FirstFiles, type Locale, locales } from '#shared/contract/index.ts';
import type { RemoteOutline } from './check-manifest.ts';

/** The files of what an app imports by one of these texts, in the order they are needed. */
export const filesOfImport = (compilation: Compilation, ...requests: readonly string[]): readonly string[] =>
  scriptsAndStyles(compilation.chunkGroups.filter(({ origins }) => origins.some(({ request }) => requests.includes(request))).flatMap((group) => group.getFiles()));

const scriptsAndStyles = (files: readonly string[]): readonly string[] => [...new Set(files)].filter((file) => /\.(js|css)$/.test(file));

/** An app's messages by language, which it imports by these texts from its own folder or one below. */
export const wordsOf = (compilation: Compilation): Record<Locale, readonly string[]> =>
  Object.fromEntries(locales.map((locale) => [locale, filesOfImport(compilation, `./messages/${locale}.json`, `../messages/${locale}.json`)])) as Record<Locale, readonly string[]>;

/** What a remote's build fetches first: before anything of it runs, for its words, and for the page of each route. */
export function firstFiles(compilation: Compilation, { pages }: RemoteOutline): FirstFiles {
  const container = [...compilation.entrypoints.values()].flatMap((group) => group.getFiles());
  const exposed = compilation.chunkGroups.filter(({ name }) => name?.startsWith('__federation_expose_')).flatMap((group) => group.getFiles());
  return {
    entry: ['mf-manifest.json', ...scriptsAndStyles([...container, ...exposed])],
    words: wordsOf(compilation),
    routes: Object.fromEntries(Object.entries(pages).map(([path, request]) => [path, filesOfImport(compilation, request)])),
  };
}

/** Of the shell: its page names what it needs (`page-assets.ts`). */
export const nothingFirst: FirstFiles = { entry: [], words: { en: [], it: [] }, routes: {} };

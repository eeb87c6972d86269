import type { Compilation } from 'webpack';

/** What the console's page has to name, relative to the build's folder. */
export interface PageAssets {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  /** Scripts that the first screen needs and the entry fetches only once it runs. */
  readonly preloads: readonly string[];
  readonly fonts: readonly string[];
}

/**
 * Finds what the first screen needs: the entry's own files, and the chunks
 * behind its first dynamic import and behind the shared modules that the app
 * starts with. Chunks that a page loads later (charts, Markdown) are left out.
 */
export function pageAssets(compilation: Compilation, startRequests: readonly string[]): PageAssets {
  const entry = compilation.entrypoints.get('main');
  if (!entry) throw new Error('The shell has no entry named main.');
  const starts = new Set(startRequests);
  const early = new Set<string>();
  for (const group of compilation.chunkGroups) {
    if (group.origins.some((origin) => starts.has(origin.request))) for (const file of group.getFiles()) early.add(file);
  }
  const own = entry.getFiles();
  const ofKind = (files: Iterable<string>, ending: string): string[] => [...files].filter((file) => file.endsWith(ending));
  return {
    scripts: ofKind(own, '.js'),
    styles: [...new Set([...ofKind(own, '.css'), ...ofKind(early, '.css')])],
    preloads: ofKind(early, '.js').filter((file) => !own.includes(file)),
    fonts: Object.keys(compilation.assets).filter((file) => /inter-latin-wght-normal.*\.woff2$/.test(file)),
  };
}

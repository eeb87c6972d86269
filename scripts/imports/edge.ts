import { posix } from 'node:path';

/** One file that uses another, or a package. All paths are the project's, with `/`. */
export interface Edge {
  readonly from: string;
  /** The file used, when it is the project's own. */
  readonly to: string | null;
  /** The package used, as it is written (`@mantine/core`, `node:fs`), when it is not. */
  readonly package: string | null;
  readonly typeOnly: boolean;
}

/** Resolves what a file wrote after `from`: relative, `#…` as in package.json's `imports`, or a package. */
export function edgeOf(from: string, specifier: string, typeOnly: boolean): Edge {
  if (specifier.startsWith('.')) return { from, to: posix.normalize(posix.join(posix.dirname(from), specifier)), package: null, typeOnly };
  if (specifier.startsWith('#')) return { from, to: posix.normalize(specifier.slice(1)), package: null, typeOnly };
  return { from, to: null, package: specifier, typeOnly };
}

/** A test, or what only tests use. */
export const isTest = (path: string): boolean => /\.test\.tsx?$|(^|\/)testing\//.test(path);

/** Whether a file lies in one of the folders (or is that file). */
export const within = (path: string | null, ...folders: readonly string[]): boolean =>
  path !== null && folders.some((folder) => path === folder || path.startsWith(`${folder}/`));

/** Whether a package is, or is part of, one of those named; `@scope` names all of a scope. */
export const isPackage = (name: string | null, ...packages: readonly string[]): boolean => within(name, ...packages);

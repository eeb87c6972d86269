import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type DocumentNode, Kind, print, visit } from 'graphql';
import type { BuildDescription, BuildOperation } from '#shared/contract/index.ts';

const run = promisify(execFile);

/** Every file below a folder, in an order that is always the same. */
export async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)).sort();
}

/** What a browser may run or apply; fonts and pictures can do no harm. */
const guarded = /\.(js|css|json)$/;

/** Integrity of each file that a browser has to be able to trust. */
export async function integrityOf(folder: string): Promise<Record<string, string>> {
  const files = (await filesOf(folder)).filter((file) => guarded.test(file) && path.basename(file) !== 'build.json');
  const hashed = files.map(async (file) => [path.relative(folder, file).replaceAll(path.sep, '/'), `sha384-${createHash('sha384').update(await readFile(file)).digest('base64')}`] as const);
  return Object.fromEntries(await Promise.all(hashed));
}

/** Bytes of scripts and style sheets: as they are, and as they are sent. */
export async function sizesOf(folder: string): Promise<BuildDescription['sizes']> {
  const files = (await filesOf(folder)).filter((file) => /\.(js|css)$/.test(file));
  const sizes = await Promise.all(files.map(async (file) => {
    const total = (await readFile(file)).length;
    return { total, brotli: existsSync(`${file}.br`) ? (await readFile(`${file}.br`)).length : total };
  }));
  return { total: sizes.reduce((sum, { total }) => sum + total, 0), brotli: sizes.reduce((sum, { brotli }) => sum + brotli, 0) };
}

/** An operation as the client sends it: with the type of each object, by which its cache knows them. */
const asSent = (document: DocumentNode): DocumentNode => visit(document, {
  SelectionSet(node, _key, parent) {
    const isRoot = parent !== undefined && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION;
    const isTyped = node.selections.some((selection) => selection.kind === Kind.FIELD && selection.name.value === '__typename');
    return isRoot || isTyped ? undefined : { ...node, selections: [...node.selections, { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }] };
  },
});

/** The GraphQL operations that an app's generated documents hold, of all folders with its sources. */
export async function operationsOf(folders: readonly string[]): Promise<readonly BuildOperation[]> {
  const files = folders.map((sources) => path.join(sources, 'gql/graphql.ts')).filter((file) => existsSync(file));
  const documents = (await Promise.all(files.map(async (file) => Object.values((await import(pathToFileURL(file).href)) as Record<string, DocumentNode>)))).flat();
  const operations = documents.flatMap((document) => {
    const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    if (!operation?.name) return [];
    const text = print(asSent(document));
    return [{ name: operation.name.value, hash: createHash('sha256').update(text).digest('hex'), document: text }];
  });
  return operations.toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Who made the last change to some sources; "unknown" outside version control. */
export async function authorOf(sources: string): Promise<string> {
  try {
    const { stdout } = await run('git', ['log', '-1', '--format=%an', '--', sources], { cwd: sources, timeout: 5000 });
    return stdout.trim() || 'unknown';
  } catch {
    return 'unknown';
  }
}

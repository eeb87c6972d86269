import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { BuildDescription } from '#shared/contract/build.ts';
import type { RemoteManifest } from '#shared/contract/manifest.ts';

/** A folder of built files that a test fills with builds of its own. */
export interface BuiltFiles extends AsyncDisposable {
  /** For `DIST_DIR`. */
  readonly dist: string;
  /** Writes a build; `operations` are name → document, `shared` name → version (of the shell) or range. Each is a minute newer than the one before. */
  build(app: string, buildId: string, options?: { readonly contract?: number; readonly operations?: Readonly<Record<string, string>>; readonly author?: string; readonly shared?: Readonly<Record<string, string>> }): Promise<void>;
  /** Makes a build the shipped one. */
  ship(app: string, buildId: string): Promise<void>;
  /** Takes a build's files away. */
  remove(app: string, buildId: string): Promise<void>;
}

const manifestOf = (id: string): RemoteManifest => ({
  id, contract: 1, title: { en: id[0]?.toUpperCase() + id.slice(1), it: `Area ${id}` }, requires: { allOf: [id === 'agents' ? 'agents:read' : 'workspace:read'] }, routes: [{ path: '', requires: {} }], navigation: null,
});

const sha384 = (text: string): string => `sha384-${createHash('sha384').update(text).digest('base64')}`;

export async function makeBuiltFiles(): Promise<BuiltFiles> {
  const dist = await mkdtemp(path.join(os.tmpdir(), 'isatis-builds-'));
  const folderOf = (app: string, ...rest: string[]): string => path.join(dist, 'console', app, ...rest);
  let made = Date.parse('2026-01-01T00:00:00Z');
  return {
    dist,
    async build(app, buildId, { contract = 1, operations = {}, author = 'Ada', shared = {} } = {}) {
      made += 60_000;
      await mkdir(folderOf(app, buildId), { recursive: true });
      const entry = `// ${app} ${buildId}`;
      const description: BuildDescription = {
        app, buildId, contract, author, manifest: manifestOf(app), createdAt: new Date(made).toISOString(), shared, sizes: { total: 3000, brotli: 1000 },
        integrity: { 'remote-entry.js': sha384(entry), 'mf-manifest.json': sha384('{}') },
        first: { entry: ['mf-manifest.json', 'remote-entry.js'], words: { en: [], it: [] }, routes: {} },
        operations: Object.entries(operations).map(([name, document]) => ({ name, document, hash: createHash('sha256').update(document).digest('hex') })),
      };
      await writeFile(folderOf(app, buildId, 'remote-entry.js'), entry);
      await writeFile(folderOf(app, buildId, 'mf-manifest.json'), '{}');
      await writeFile(folderOf(app, buildId, 'build.json'), JSON.stringify(description));
    },
    async ship(app, buildId) {
      // Another size each time: the server reads it again when it changed, and a test is faster than a clock's tick.
      await writeFile(folderOf(app, 'current.json'), JSON.stringify({ buildId, manifest: manifestOf(app), at: Math.random() }));
    },
    remove: (app, buildId) => rm(folderOf(app, buildId), { recursive: true }),
    [Symbol.asyncDispose]: () => rm(dist, { recursive: true, force: true }),
  };
}

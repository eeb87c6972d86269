import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Compilation, Compiler } from 'webpack';
import type { BuildDescription } from '#shared/contract/index.ts';
import { filesOf, integrityOf, sizesOf } from './describe-build.ts';

const compress = promisify(brotliCompress);
const compressible = /\.(js|css|json|svg|html)$/;

/** For how long a build stays that is current no more: open tabs and a rollback still find theirs. */
export const keptFor = 30 * 24 * 60 * 60 * 1000;
/** Builds that stay whatever their age: an app that is rarely built keeps something to go back to. */
const keptAlways = 2;

interface PublishOptions {
  /** `dist/console/<app>`. */
  readonly folder: string;
  /** What else `current.json` says, given the finished compilation. */
  readonly current: (compilation: Compilation) => object;
  /** What `build.json` says beside what is read from the files themselves. */
  readonly describe: (compilation: Compilation) => Promise<Pick<BuildDescription, 'app' | 'manifest' | 'contract' | 'shared' | 'operations' | 'first' | 'author'>>;
}

/**
 * Turns a finished compilation into an immutable build: names the folder by the
 * hash of what is in it, adds `build.json` and `.br` files, and points
 * `current.json` at it last, so that a reader never sees half a build.
 */
export class PublishPlugin {
  readonly #options: PublishOptions;

  constructor(options: PublishOptions) {
    this.#options = options;
  }

  apply(compiler: Compiler): void {
    compiler.hooks.done.tapPromise('PublishPlugin', async (stats) => {
      if (stats.hasErrors()) return;
      const { folder, current, describe } = this.#options;
      const made = compiler.outputPath;
      // Nobody reads the long form of the manifest.
      await rm(path.join(made, 'mf-stats.json'), { force: true });
      const buildId = await hashFolder(made);
      const integrity = await integrityOf(made);
      const target = path.join(folder, buildId);
      const now = new Date();
      if (await exists(target)) {
        await rm(made, { recursive: true });
        await utimes(target, now, now);
      } else {
        await compressFolder(made);
        const description: BuildDescription = { buildId, ...(await describe(stats.compilation)), integrity, createdAt: now.toISOString(), sizes: await sizesOf(made) };
        await writeFile(path.join(made, 'build.json'), `${JSON.stringify(description, null, 2)}\n`);
        await rename(made, target).catch(async (error: NodeJS.ErrnoException) => {
          // Another build of the same sources was faster: its files are the same.
          if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
          await rm(made, { recursive: true });
        });
      }
      await writeWhole(path.join(folder, 'current.json'), `${JSON.stringify({ buildId, ...current(stats.compilation), integrity, builtAt: now.toISOString() }, null, 2)}\n`);
      await forgetOldBuilds(folder, buildId);
    });
  }
}

const exists = async (file: string): Promise<boolean> => stat(file).then(() => true, () => false);

async function hashFolder(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await filesOf(folder)) {
    hash.update(path.relative(folder, file)).update('\0').update(await readFile(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

async function compressFolder(folder: string): Promise<void> {
  const files = (await filesOf(folder)).filter((file) => compressible.test(file));
  await Promise.all(files.map(async (file) => {
    const content = await readFile(file);
    if (content.length < 512) return;
    const small = await compress(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });
    await writeFile(`${file}.br`, small);
  }));
}

/** Writes beside and renames: a reader sees the old text or the new one. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}`;
  await writeFile(beside, text);
  await rename(beside, file);
}

/** Removes the builds of an app that are older than {@link keptFor}, but never the current one, nor the latest two besides. */
export async function forgetOldBuilds(folder: string, current: string, now = Date.now()): Promise<void> {
  const builds = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory() && /^[0-9a-f]{16}$/.test(entry.name) && entry.name !== current);
  const dated = await Promise.all(builds.map(async (entry) => ({ name: entry.name, at: (await stat(path.join(folder, entry.name))).mtimeMs })));
  const old = dated.toSorted((a, b) => b.at - a.at).slice(keptAlways).filter(({ at }) => now - at > keptFor);
  await Promise.all(old.map((build) => rm(path.join(folder, build.name), { recursive: true, force: true })));
}

import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Compilation, Compiler } from 'webpack';

const compress = promisify(brotliCompress);
const compressible = /\.(js|css|json|svg|html)$/;
/** Builds kept beside the current one, so that open tabs and a rollback still find theirs. */
const buildsKept = 5;

interface PublishOptions {
  /** `dist/console/<app>`. */
  readonly folder: string;
  /** What else `current.json` says, given the finished compilation. */
  readonly describe: (compilation: Compilation) => object;
}

/**
 * Turns a finished compilation into an immutable build: names the folder by the
 * hash of what is in it, adds `.br` files, and points `current.json` at it last,
 * so that a reader never sees half a build.
 */
export class PublishPlugin {
  readonly #options: PublishOptions;

  constructor(options: PublishOptions) {
    this.#options = options;
  }

  apply(compiler: Compiler): void {
    compiler.hooks.done.tapPromise('PublishPlugin', async (stats) => {
      if (stats.hasErrors()) return;
      const { folder, describe } = this.#options;
      const made = compiler.outputPath;
      const buildId = await hashFolder(made);
      const target = path.join(folder, buildId);
      if (await exists(target)) {
        await rm(made, { recursive: true });
      } else {
        await compressFolder(made);
        await rename(made, target);
      }
      const current = { buildId, ...describe(stats.compilation), builtAt: new Date().toISOString() };
      await writeWhole(path.join(folder, 'current.json'), `${JSON.stringify(current, null, 2)}\n`);
      await forgetOldBuilds(folder, buildId);
    });
  }
}

const exists = async (file: string): Promise<boolean> => stat(file).then(() => true, () => false);

const filesOf = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)).sort();
};

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

async function forgetOldBuilds(folder: string, current: string): Promise<void> {
  const builds = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory() && /^[0-9a-f]{16}$/.test(entry.name) && entry.name !== current);
  const dated = await Promise.all(builds.map(async (entry) => ({ name: entry.name, at: (await stat(path.join(folder, entry.name))).mtimeMs })));
  const old = dated.sort((a, b) => b.at - a.at).slice(buildsKept);
  await Promise.all(old.map((build) => rm(path.join(folder, build.name), { recursive: true, force: true })));
}

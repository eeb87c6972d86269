import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { WidgetAssets } from '#widget/build.ts';

/** A built file, ready to be sent. */
export interface WidgetFile {
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly br: Buffer;
  readonly gzip: Buffer;
}

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' };
const NAME = /^[a-z]+(\.[0-9a-f]{8,64})?\.(js|css)$/;
/** Whether a file's name carries the hash of what is in it: then it never changes. */
export const isHashed = (name: string): boolean => /^[a-z]+\.[0-9a-f]{8,64}\.(js|css)$/.test(name);

const [toBrotli, toGzip] = [promisify(brotliCompress), promisify(gzip)];

/** Reads the widget's built files, each once for as long as it doesn't change. */
export class WidgetFiles {
  readonly #folder: string;
  readonly #files = new Map<string, { readonly stamp: string; readonly file: Promise<WidgetFile> }>();
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Names of the built files; null when the widget isn't built. */
  async assets(): Promise<WidgetAssets | null> {
    try {
      return JSON.parse(await readFile(path.join(this.#folder, 'assets.json'), 'utf8')) as WidgetAssets;
    } catch {
      return null;
    }
  }

  /** A built script or style by its name; null when there is none. */
  async file(name: string): Promise<WidgetFile | null> {
    if (!NAME.test(name)) return null;
    const location = path.join(this.#folder, name);
    const found = await stat(location).catch(() => null);
    if (!found?.isFile()) return null;
    const stamp = `${found.mtimeMs}/${found.size}`;
    const known = this.#files.get(name);
    if (known?.stamp === stamp) return known.file;
    const file = this.#read(location);
    this.#files.set(name, { stamp, file });
    // A file that vanished while it was read is looked for again the next time.
    file.catch(() => this.#files.delete(name));
    return file;
  }

  async #read(location: string): Promise<WidgetFile> {
    const plain = await readFile(location);
    const [br, zipped] = await Promise.all([toBrotli(plain), toGzip(plain)]);
    return { plain, br, gzip: zipped, type: TYPES[path.extname(location)] ?? 'application/octet-stream', etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"` };
  }
}

import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Versioned object store. Keys are `/`-separated lower-case names; every put makes a new version and the
 * newest is what is read. Bytes arrive already sealed.
 */
export interface Storage {
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** null when there is none. */
  get(key: string): Promise<Buffer | null>;
  /** Deletes all versions of a key, or of every key below a prefix that ends in `/`. */
  remove(key: string): Promise<void>;
}

const KEY = /^[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9_-]*)*\/?$/;

/** The default: a folder, one file a version, written aside and renamed so that a half-written file is never read. */
export function folderStorage(root: string): Storage {
  const locate = (key: string): string => {
    if (!KEY.test(key)) throw new Error('not a storage key');
    return path.join(root, key);
  };
  return {
    async put(key, bytes) {
      const folder = locate(key);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = `${String(Date.now()).padStart(15, '0')}-${randomUUID()}`;
      const temporary = path.join(folder, `.${name}`);
      const handle = await open(temporary, 'wx', 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, path.join(folder, name));
    },
    async get(key) {
      const folder = locate(key);
      const versions = await readdir(folder).catch(() => []);
      const newest = versions.filter((name) => !name.startsWith('.')).toSorted().at(-1);
      return newest ? readFile(path.join(folder, newest)) : null;
    },
    remove: (key) => rm(locate(key), { recursive: true, force: true }),
  };
}

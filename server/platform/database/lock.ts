import { open, readFile, unlink } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { OperatorError } from '../failure.ts';

interface Holder { readonly pid: number; readonly bornAt: string | null; readonly since: string; readonly url: string | null }

/** When a process was started, as the kernel tells it; distinguishes a process from a later one with the same id. */
const bornAt = (pid: number): string | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
};

const isAlive = ({ pid, bornAt: born }: Holder): boolean => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return born === null || bornAt(pid) === born;
};

const read = async (file: string): Promise<Holder | null> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
};

export interface DataLock { release(): Promise<void>; setUrl(url: string): Promise<void> }

/**
 * Takes the data folder for this process. A lock left by a process that is gone
 * is taken over; one that is held makes an {@link OperatorError} that says by whom.
 */
export async function lockDataFolder(directory: string): Promise<DataLock> {
  const file = path.join(directory, 'isatis.lock');
  const mine: Holder = { pid: process.pid, bornAt: bornAt(process.pid), since: new Date().toISOString(), url: null };
  for (let attempt = 0; ; attempt += 1) {
    try {
      const handle = await open(file, 'wx', 0o600);
      await handle.writeFile(JSON.stringify(mine));
      await handle.close();
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = await read(file);
      if ((holder && isAlive(holder)) || attempt > 3) {
        const where = holder?.url ? ` It is at ${holder.url}.` : '';
        throw new OperatorError(
          `The data folder ${directory} is in use by process ${holder?.pid ?? 'unknown'}, since ${holder?.since ?? 'unknown'}.${where} Stop that one first, or start with another folder: npm start -- --data <folder>`,
        );
      }
      await unlink(file).catch(() => undefined);
    }
  }
  return {
    release: () => unlink(file).catch(() => undefined),
    async setUrl(url) {
      const handle = await open(file, 'w', 0o600);
      await handle.writeFile(JSON.stringify({ ...mine, url }));
      await handle.close();
    },
  };
}

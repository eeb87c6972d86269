import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = dirname(dirname(import.meta.dirname));

/**
 * Copies what the repository tracks to a temporary folder, with the dependencies linked, so that files may be changed
 * and built there while the checkout stays as it is.
 */
export async function copySources(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'isatis-sources-'));
  const { stdout } = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 16_000_000 });
  for (const file of stdout.split('\0').filter(Boolean)) {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await cp(join(root, file), join(copy, file), { preserveTimestamps: true });
  }
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

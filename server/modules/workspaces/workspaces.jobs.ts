import { sql } from 'kysely';
import { z } from 'zod';
import { asSystem, forgetWorkspaceKey, perform } from '../../access/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Job } from '../../platform/queue/queue.ts';
import { deleteWorkspace } from './workspaces.store.ts';

const ERASE = 'workspaces.erase';
const payload = z.object({ workspaceId: z.guid() });

/**
 * Deletes the workspaces whose time to keep them is over. With a workspace's row everything in the record goes, its key first
 * of all: what is left in files, index and older backups can't be read any more. Then those go too.
 */
export async function deleteDueWorkspaces(platform: Platform, signal?: AbortSignal): Promise<number> {
  const { rows } = await sql<{ id: string }>`select app.workspaces_due() as id`.execute(platform.database.app);
  let deleted = 0;
  for (const { id } of rows) {
    signal?.throwIfAborted();
    await perform(asSystem(platform, id, 'workspaces.delete-due'), 'system', async (unit) => {
      if (!(await deleteWorkspace(unit.tx, id))) return;
      // Tried again by itself if a disk is in the way.
      await unit.enqueue(ERASE, {}, `${ERASE}/${id}`);
      deleted += 1;
    });
    forgetWorkspaceKey(platform, id);
    platform.log.info({ workspaceId: id }, 'deleted a workspace whose time was over');
  }
  return deleted;
}

const erase = (platform: Platform): Job => async (given) => {
  const { workspaceId } = payload.parse(given);
  await platform.ai.index.drop(workspaceId);
  await platform.storage.remove(`knowledge/${workspaceId}/`);
};

export const workspaceJobs = (platform: Platform): Readonly<Record<string, Job>> => ({
  'workspaces:delete-due': async (_payload, { signal }) => { await deleteDueWorkspaces(platform, signal); },
  [ERASE]: erase(platform),
});

/** Every night; a run that was missed while the server was down is made up for. */
export const workspaceTimetable = '7 2 * * * workspaces:delete-due ?fill=1d';

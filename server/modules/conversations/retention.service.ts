import { sql } from 'kysely';
import { asSystem, perform } from '../../access/index.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { deleteConversations, deleteVisitors, oldestKept } from './retention.store.ts';

const BATCH = 500;

/** Deletes, in every workspace, the conversations older than it keeps them, and visitors of whom nothing is left. Counters stay. */
export async function applyRetention(platform: Platform, signal?: AbortSignal): Promise<void> {
  const { rows } = await sql<{ id: string }>`select app.workspace_ids() as id`.execute(platform.database.app);
  for (const { id } of rows) {
    const context = asSystem(platform, id, 'conversations.retention');
    const at = new Date();
    // A batch a transaction: a large backlog must not hold locks for minutes.
    const drain = async (remove: (tx: Tx, workspaceId: string, before: Date, limit: number) => Promise<number>): Promise<number> => {
      for (let total = 0; ;) {
        signal?.throwIfAborted();
        const count = await perform(context, 'system', async ({ tx, workspaceId }) => remove(tx, workspaceId, await oldestKept(tx, workspaceId, at), BATCH));
        total += count;
        if (count < BATCH) return total;
      }
    };
    const deleted = { conversations: await drain(deleteConversations), visitors: await drain(deleteVisitors) };
    if (deleted.conversations + deleted.visitors > 0) platform.log.info({ workspaceId: id, ...deleted }, 'deleted what was older than the workspace keeps');
  }
}

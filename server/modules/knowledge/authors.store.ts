import type { Tx } from '../../platform/database/database.ts';

/** Who uploaded a document, and its name; null for who is no person, as of the demo. */
export const findAuthor = (tx: Tx, workspaceId: string, documentId: string): Promise<{ name: string; created_by: string | null } | undefined> =>
  tx.selectFrom('documents').select(['name', 'created_by']).where('workspace_id', '=', workspaceId).where('id', '=', documentId).executeTakeFirst();

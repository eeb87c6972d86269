import { type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { WorkspacesTable } from '../../platform/database/schema.ts';

export type WorkspaceRow = Selectable<WorkspacesTable>;

export const findWorkspace = (tx: Tx, workspaceId: string): Promise<WorkspaceRow> =>
  tx.selectFrom('workspaces').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow();

export interface WorkspaceChange { readonly name: string; readonly locale: string; readonly timeZone: string; readonly retentionDays: number }

/** Changes it if its version is still `version`; undefined when somebody was faster. */
export const updateWorkspace = (tx: Tx, workspaceId: string, version: number, { name, locale, timeZone, retentionDays }: WorkspaceChange): Promise<WorkspaceRow | undefined> =>
  tx.updateTable('workspaces').set({ name, locale, time_zone: timeZone, retention_days: retentionDays, version: version + 1 })
    .where('workspace_id', '=', workspaceId).where('version', '=', version).returningAll().executeTakeFirst();

export const insertWorkspace = async (tx: Tx, workspaceId: string, { name, locale, timeZone }: Omit<WorkspaceChange, 'retentionDays'>): Promise<void> => {
  await tx.insertInto('workspaces').values({ workspace_id: workspaceId, name, locale, time_zone: timeZone }).execute();
};

export const insertOwner = async (tx: Tx, workspaceId: string, userId: string): Promise<void> => {
  await tx.insertInto('members').values({ workspace_id: workspaceId, user_id: userId, role: 'owner', invited_by: null }).execute();
};

/** Undefined when it is closed already. */
export const closeWorkspace = (tx: Tx, workspaceId: string, deletesAt: Date, by: string): Promise<WorkspaceRow | undefined> =>
  tx.updateTable('workspaces').set({ deletes_at: deletesAt, deletion_by: by }).where('workspace_id', '=', workspaceId).where('deletes_at', 'is', null).returningAll().executeTakeFirst();

/** Undefined when it isn't closed. */
export const keepWorkspace = (tx: Tx, workspaceId: string): Promise<WorkspaceRow | undefined> =>
  tx.updateTable('workspaces').set({ deletes_at: null, deletion_by: null }).where('workspace_id', '=', workspaceId).where('deletes_at', 'is not', null).returningAll().executeTakeFirst();

/** Deletes one whose time is over, with everything that is kept under it; false when it was kept after all. */
export async function deleteWorkspace(tx: Tx, workspaceId: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('workspaces').where('workspace_id', '=', workspaceId).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** When a workspace is deleted, for those who belong to it; asked before a transaction knows who they are. */
export async function deletionOf(db: Pick<Tx, 'getExecutor'>, workspaceId: string): Promise<Date | null> {
  const { rows: [row] } = await sql<{ at: Date | null }>`select app.deletion_of(${workspaceId}) as at`.execute(db);
  return row?.at ?? null;
}

import type { Selectable } from 'kysely';
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

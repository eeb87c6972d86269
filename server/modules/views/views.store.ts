import { type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { SavedViewsTable } from '../../platform/database/schema.ts';

export type ViewRow = Selectable<SavedViewsTable>;

/** Whose they are. */
export interface Owner { readonly workspaceId: string; readonly personId: string }

const own = (tx: Tx, { workspaceId, personId }: Owner) => tx.selectFrom('saved_views').where('workspace_id', '=', workspaceId).where('user_id', '=', personId);

/** Of one list, by name. */
export const listViews = (tx: Tx, of: Owner, list: string): Promise<ViewRow[]> => own(tx, of).where('list', '=', list).selectAll().orderBy('name').orderBy('id').execute();

/** Of all lists. */
export const countViews = async (tx: Tx, of: Owner): Promise<number> => (await own(tx, of).select(sql<number>`count(*)::integer`.as('count')).executeTakeFirstOrThrow()).count;

export const findView = (tx: Tx, of: Owner, id: string): Promise<ViewRow | undefined> => own(tx, of).where('id', '=', id).selectAll().executeTakeFirst();

/** Another view of the same list with this name, however it is written. */
export async function isNameTaken(tx: Tx, of: Owner, list: string, name: string, except: string | null): Promise<boolean> {
  const rows = await own(tx, of).where('list', '=', list).select(['id', 'name']).execute();
  return rows.some((row) => row.id !== except && row.name.toLowerCase() === name.toLowerCase());
}

/** Null when somebody's other tab has just taken the name. */
export const insertView = (tx: Tx, { workspaceId, personId }: Owner, view: { readonly list: string; readonly name: string; readonly query: string; readonly hidden: string[] }): Promise<ViewRow | undefined> =>
  tx.insertInto('saved_views').values({ workspace_id: workspaceId, user_id: personId, ...view }).onConflict((conflict) => conflict.doNothing()).returningAll().executeTakeFirst();

export const changeView = async (tx: Tx, { workspaceId, personId }: Owner, id: string, change: Partial<Pick<ViewRow, 'name' | 'query' | 'hidden'>>): Promise<void> => {
  await tx.updateTable('saved_views').set(change).where('workspace_id', '=', workspaceId).where('user_id', '=', personId).where('id', '=', id).execute();
};

export const deleteView = async (tx: Tx, { workspaceId, personId }: Owner, id: string): Promise<void> => {
  await tx.deleteFrom('saved_views').where('workspace_id', '=', workspaceId).where('user_id', '=', personId).where('id', '=', id).execute();
};

import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';

export interface NamedDocument { readonly id: string; readonly name: string; readonly format: string }

/** Documents with a text in their name, those that begin with it first. */
export const documentsNamed = (tx: Tx, workspaceId: string, text: string, limit: number): Promise<NamedDocument[]> => {
  const escaped = text.replaceAll(/[\\%_]/g, String.raw`\$&`);
  return tx.selectFrom('documents').select(['id', 'name', 'format']).where('workspace_id', '=', workspaceId).where('name', 'ilike', `%${escaped}%`)
    .orderBy(sql`name ilike ${`${escaped}%`}`, 'desc').orderBy(sql`lower(name)`).orderBy('id').limit(limit).execute();
};

import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';

export interface NamedAgent { readonly id: string; readonly name: string; readonly live_version: number | null }

const name = sql<string>`draft ->> 'name'`;

/** Agents with a text in the name of their draft, those that begin with it first. */
export const agentsNamed = (tx: Tx, workspaceId: string, text: string, limit: number): Promise<NamedAgent[]> => {
  const escaped = text.replaceAll(/[\\%_]/g, String.raw`\$&`);
  return tx.selectFrom('agents').select(['id', name.as('name'), 'live_version']).where('workspace_id', '=', workspaceId).where('deleted_at', 'is', null)
    .where(name, 'ilike', `%${escaped}%`).orderBy(sql`draft ->> 'name' ilike ${`${escaped}%`}`, 'desc').orderBy(sql`lower(draft ->> 'name')`).orderBy('id').limit(limit).execute();
};

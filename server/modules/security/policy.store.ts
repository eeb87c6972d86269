import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';

export interface PolicyRow { readonly requires_second_factor: boolean; readonly version: number }

// A workspace that never decided anything has no row: version 0.
const NOTHING: PolicyRow = { requires_second_factor: false, version: 0 };

export async function findPolicy(tx: Tx, workspaceId: string): Promise<PolicyRow> {
  return (await tx.selectFrom('security_policies').select(['requires_second_factor', 'version']).where('workspace_id', '=', workspaceId).executeTakeFirst()) ?? NOTHING;
}

/** Saves over one version; undefined when another was saved meanwhile. */
export async function savePolicy(tx: Tx, workspaceId: string, version: number, requiresSecondFactor: boolean): Promise<PolicyRow | undefined> {
  const returned = ['requires_second_factor', 'version'] as const;
  if (version === 0) {
    return tx.insertInto('security_policies').values({ workspace_id: workspaceId, requires_second_factor: requiresSecondFactor, updated_at: new Date() })
      .onConflict((conflict) => conflict.doNothing()).returning(returned).executeTakeFirst();
  }
  return tx.updateTable('security_policies').set({ requires_second_factor: requiresSecondFactor, version: version + 1, updated_at: new Date() })
    .where('workspace_id', '=', workspaceId).where('version', '=', version).returning(returned).executeTakeFirst();
}

/** How many members of the workspace there are without a second factor, here or at their company. */
export async function countWithout(tx: Tx): Promise<number> {
  const { rows: [row] } = await sql<{ count: number }>`select app.members_without_factor() as count`.execute(tx);
  return row?.count ?? 0;
}

export async function hasSecondFactor(tx: Tx, personId: string): Promise<boolean> {
  return (await tx.selectFrom('users').select('second_factor_since').where('id', '=', personId).executeTakeFirst())?.second_factor_since != null;
}

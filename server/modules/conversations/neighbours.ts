import type { Unit } from '../../access/index.ts';
import type { StoredAgentConfig } from '../../platform/database/schema.ts';

export async function liveAgent({ tx, workspaceId }: Unit, agentId: string): Promise<{ agentId: string; version: number; config: StoredAgentConfig } | null> {
  const row = await tx.selectFrom('agents as a').innerJoin('agent_versions as v', (join) => join.onRef('v.workspace_id', '=', 'a.workspace_id').onRef('v.agent_id', '=', 'a.id').onRef('v.number', '=', 'a.live_version'))
    .select(['v.number', 'v.config']).where('a.workspace_id', '=', workspaceId).where('a.id', '=', agentId).where('a.deleted_at', 'is', null).executeTakeFirst();
  return row ? { agentId, version: row.number, config: row.config } : null;
}

import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/database/database.ts';
import { type Page, type PageRequest, decodeCursor, page, pageSize, rowLimit } from '../../platform/database/keyset.ts';
import type { StoredAgentConfig } from '../../platform/database/schema.ts';

export interface VersionRow { readonly agent_id: string; readonly number: number; readonly config: StoredAgentConfig; readonly published_at: Date; readonly published_by_name: string | null }
export interface AgentRow {
  readonly id: string;
  readonly public_key: string;
  readonly draft: StoredAgentConfig;
  readonly live_version: number | null;
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  /** Microseconds, for cursors. */
  readonly created_text: string;
}

/** Row-level security also shows agents to who may read conversations or figures: these are the ones that may be read themselves. */
const mayRead = sql<boolean>`((select app.whole('agents:read', 'visitor', 'system')) or app.reaches('{agents:read}', agents.id::text))`;

const agents = (tx: Tx, workspaceId: string) =>
  tx.selectFrom('agents').select(['id', 'public_key', 'draft', 'live_version', 'version', 'created_at', 'updated_at', sql<string>`created_at::text`.as('created_text')])
    .where('workspace_id', '=', workspaceId).where('deleted_at', 'is', null).where(mayRead);

export const findAgent = (tx: Tx, workspaceId: string, id: string): Promise<AgentRow | undefined> => agents(tx, workspaceId).where('id', '=', id).executeTakeFirst();

/** {@link findAgent}, kept from being changed by others until the transaction ends. */
export const lockAgent = (tx: Tx, workspaceId: string, id: string): Promise<AgentRow | undefined> => agents(tx, workspaceId).where('id', '=', id).forUpdate().executeTakeFirst();

/** Holds for agents with a text in the name of their draft; null for all. */
const named = (search: string | null) => (search === null ? sql<boolean>`true` : sql<boolean>`draft ->> 'name' ilike ${`%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`);

export async function listAgents(tx: Tx, workspaceId: string, search: string | null, request: PageRequest): Promise<Page<AgentRow>> {
  let query = agents(tx, workspaceId).where(named(search));
  if (request.after) {
    const [created, id] = decodeCursor(request.after, z.tuple([z.string(), z.uuid()]));
    query = query.where(sql<boolean>`(created_at, id) < (${created}::timestamptz, ${id}::uuid)`);
  }
  return page<AgentRow>(await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(rowLimit(pageSize(request) + 1)).execute(), request, (row) => [row.created_text, row.id]);
}

export async function countAgents(tx: Tx, workspaceId: string, search: string | null): Promise<number> {
  const { count } = await tx.selectFrom('agents').select(sql<number>`count(*)::integer`.as('count')).where('workspace_id', '=', workspaceId).where('deleted_at', 'is', null).where(mayRead).where(named(search)).executeTakeFirstOrThrow();
  return count;
}

const versions = (tx: Tx, workspaceId: string) =>
  tx.selectFrom('agent_versions').leftJoin('members', (join) => join.onRef('members.user_id', '=', 'agent_versions.published_by').on('members.workspace_id', '=', workspaceId))
    .select(['agent_versions.agent_id', 'agent_versions.number', 'agent_versions.config', 'agent_versions.published_at', 'members.name as published_by_name'])
    .where('agent_versions.workspace_id', '=', workspaceId);

/** All versions of an agent, newest first. */
export const listVersions = (tx: Tx, workspaceId: string, agentId: string): Promise<VersionRow[]> =>
  versions(tx, workspaceId).where('agent_versions.agent_id', '=', agentId).orderBy('agent_versions.number', 'desc').execute();

/** The live versions of these agents; one that has none is left out. */
export const liveVersions = (tx: Tx, workspaceId: string, agentIds: readonly string[]): Promise<VersionRow[]> =>
  agentIds.length === 0 ? Promise.resolve([]) : versions(tx, workspaceId)
    .innerJoin('agents', (join) => join.onRef('agents.workspace_id', '=', 'agent_versions.workspace_id').onRef('agents.id', '=', 'agent_versions.agent_id').onRef('agents.live_version', '=', 'agent_versions.number'))
    .where('agents.id', 'in', [...agentIds]).where('agents.deleted_at', 'is', null).execute();

/** false when there is one with this id already, deleted ones included. */
export async function insertAgent(tx: Tx, workspaceId: string, { id, publicKey, draft, createdBy }: { readonly id: string; readonly publicKey: string; readonly draft: StoredAgentConfig; readonly createdBy: string }): Promise<boolean> {
  const inserted = await tx.insertInto('agents').values({ workspace_id: workspaceId, id, public_key: publicKey, draft: JSON.stringify(draft), created_by: createdBy })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doNothing()).returning('id').executeTakeFirst();
  return inserted !== undefined;
}

/** For an agent that is locked. */
export async function updateDraft(tx: Tx, workspaceId: string, { id, version }: AgentRow, draft: StoredAgentConfig): Promise<void> {
  await tx.updateTable('agents').set({ draft: JSON.stringify(draft), version: version + 1, updated_at: sql`now()` }).where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
}

/** Makes the draft of a locked agent its next version, and that the live one. Returns its number. */
export async function publish(tx: Tx, workspaceId: string, { id, draft, version }: AgentRow, publishedBy: string): Promise<number> {
  const { last } = await tx.selectFrom('agent_versions').select(sql<number>`coalesce(max(number), 0)`.as('last')).where('workspace_id', '=', workspaceId).where('agent_id', '=', id).executeTakeFirstOrThrow();
  const number = last + 1;
  await tx.insertInto('agent_versions').values({ workspace_id: workspaceId, agent_id: id, number, config: JSON.stringify(draft), published_by: publishedBy }).execute();
  await tx.updateTable('agents').set({ live_version: number, version: version + 1, updated_at: sql`now()` }).where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
  return number;
}

/** Deleted agents stay for the conversations that name them; nobody reaches them any more. */
export async function deleteAgent(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const gone = await tx.updateTable('agents').set({ deleted_at: sql`now()` }).where('workspace_id', '=', workspaceId).where('id', '=', id).where('deleted_at', 'is', null).returning('id').executeTakeFirst();
  return gone !== undefined;
}

/** Chats of the last seven days, oldest first, in the workspace's time zone; an agent without any is left out. */
export async function recentChats(tx: Tx, workspaceId: string, agentIds: readonly string[]): Promise<ReadonlyMap<string, readonly number[]>> {
  if (agentIds.length === 0) return new Map();
  const { rows } = await sql<{ agent_id: string; chats: number[] }>`
    with today as (select (now() at time zone time_zone)::date as day from workspaces where workspace_id = ${workspaceId})
    select asked.agent_id, array_agg(coalesce(counted.chats, 0) order by days.back desc) as chats
    from today cross join unnest(${[...agentIds]}::uuid[]) as asked(agent_id) cross join generate_series(0, 6) as days(back)
    left join analytics_days counted on counted.workspace_id = ${workspaceId} and counted.agent_id = asked.agent_id and counted.day = today.day - days.back
    group by asked.agent_id`.execute(tx);
  return new Map(rows.map((row) => [row.agent_id, row.chats]));
}

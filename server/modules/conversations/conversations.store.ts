import { type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { rowLimit } from '../../platform/database/keyset.ts';
import type { ConversationsTable, MessagesTable, Schema } from '../../platform/database/schema.ts';

export interface ConversationRow extends Selectable<ConversationsTable> {
  readonly agent_name: string;
  /** UTC in microseconds, so that text sorts like time; for cursors. */
  readonly sort_at: string;
}
export type MessageRow = Selectable<MessagesTable>;

export interface ConversationFilter {
  readonly agentId?: string | null;
  readonly channel?: 'widget' | 'demo' | null;
  readonly feedback?: 'up' | 'down' | null;
  /** Only the conversation or the visitor of this id. */
  readonly id?: string | null;
}
export type ConversationCursor = readonly [at: string, id: string];

type Narrowing = SelectQueryBuilder<Schema & { c: ConversationsTable }, 'c', object>;

const narrow = (query: Narrowing, workspaceId: string, { agentId, channel, feedback, id }: ConversationFilter): Narrowing => {
  let narrowed = query.where('c.workspace_id', '=', workspaceId);
  if (agentId) narrowed = narrowed.where('c.agent_id', '=', agentId);
  if (channel) narrowed = narrowed.where('c.channel', '=', channel);
  if (feedback) narrowed = narrowed.where(feedback === 'up' ? 'c.feedback_up' : 'c.feedback_down', '>', 0);
  if (id) narrowed = narrowed.where((either) => either.or([either('c.id', '=', id), either('c.visitor_id', '=', id)]));
  return narrowed;
};

const rows = (query: Narrowing) =>
  query.innerJoin('agents as a', (join) => join.onRef('a.workspace_id', '=', 'c.workspace_id').onRef('a.id', '=', 'c.agent_id'))
    .leftJoin('agent_versions as v', (join) => join.onRef('v.workspace_id', '=', 'c.workspace_id').onRef('v.agent_id', '=', 'c.agent_id').onRef('v.number', '=', 'c.agent_version'))
    .selectAll('c').select([sql<string>`coalesce(v.config ->> 'name', a.draft ->> 'name')`.as('agent_name'), sql<string>`to_char(c.last_message_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('sort_at')]);

/** Newest message first. */
export async function listConversations(tx: Tx, workspaceId: string, filter: ConversationFilter, { after, limit }: { readonly after?: ConversationCursor | null; readonly limit: number }): Promise<ConversationRow[]> {
  let query = narrow(tx.selectFrom('conversations as c'), workspaceId, filter);
  if (after) query = query.where(sql<boolean>`(c.last_message_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return rows(query).orderBy('c.last_message_at', 'desc').orderBy('c.id', 'desc').limit(rowLimit(limit)).execute();
}

export async function countConversations(tx: Tx, workspaceId: string, filter: ConversationFilter): Promise<number> {
  const { count } = await narrow(tx.selectFrom('conversations as c'), workspaceId, filter).select(sql<number>`count(*)::integer`.as('count')).executeTakeFirstOrThrow();
  return count;
}

export const findConversation = (tx: Tx, workspaceId: string, id: string): Promise<ConversationRow | undefined> =>
  rows(tx.selectFrom('conversations as c').where('c.workspace_id', '=', workspaceId).where('c.id', '=', id)).executeTakeFirst();

/** Oldest first, from after a position. */
export const listMessages = (tx: Tx, workspaceId: string, conversationId: string, { after, limit }: { readonly after: number; readonly limit: number }): Promise<MessageRow[]> =>
  tx.selectFrom('messages').selectAll().where('workspace_id', '=', workspaceId).where('conversation_id', '=', conversationId).where('position', '>', after).orderBy('position').limit(rowLimit(limit)).execute();

/** The sealed bodies of some conversations, in no order. */
export const bodiesOf = (tx: Tx, workspaceId: string, conversationIds: readonly string[]): Promise<Pick<MessageRow, 'id' | 'conversation_id' | 'body_sealed'>[]> =>
  tx.selectFrom('messages').select(['id', 'conversation_id', 'body_sealed']).where('workspace_id', '=', workspaceId).where('conversation_id', 'in', [...conversationIds]).execute();

import { type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { rowLimit } from '../../platform/database/keyset.ts';
import type { ConversationsTable, MessagesTable } from '../../platform/database/schema.ts';

export type MessageRow = Selectable<MessagesTable>;
export type ConversationRow = Selectable<ConversationsTable>;

/** Whose agent a public key names; null when there is none. Asked before a workspace is known. */
export async function agentByKey(database: { query<Row>(text: string, values: unknown[]): Promise<{ rows: Row[] }> }, key: string): Promise<{ readonly workspaceId: string; readonly agentId: string } | null> {
  const { rows: [row] } = await database.query<{ workspace_id: string; agent_id: string }>('select * from app.agent_by_key($1)', [key]);
  return row ? { workspaceId: row.workspace_id, agentId: row.agent_id } : null;
}

export const secretHashOf = async (tx: Tx, workspaceId: string, visitorId: string): Promise<Buffer | null> =>
  (await tx.selectFrom('visitors').select('secret_hash').where('workspace_id', '=', workspaceId).where('id', '=', visitorId).executeTakeFirst())?.secret_hash ?? null;

/** Notes that a visitor is here, the first time included, and locks them: what one visitor does happens one after the other. */
export async function meetVisitor(tx: Tx, workspaceId: string, visitorId: string, { secretHash, at }: { readonly secretHash: Buffer; readonly at: Date }): Promise<void> {
  await tx.insertInto('visitors').values({ workspace_id: workspaceId, id: visitorId, secret_hash: secretHash, created_at: at, last_seen_at: at })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doUpdateSet({ last_seen_at: at })).execute();
}

/** The conversation a visitor goes on with: open, with this agent, and not silent since before `since`. Locked until the transaction ends. */
export const openConversation = (tx: Tx, workspaceId: string, { visitorId, agentId, since, preferred }: { readonly visitorId: string; readonly agentId: string; readonly since: Date; readonly preferred: string | null }): Promise<ConversationRow | undefined> =>
  tx.selectFrom('conversations').selectAll().where('workspace_id', '=', workspaceId).where('visitor_id', '=', visitorId).where('agent_id', '=', agentId)
    .where('closed_at', 'is', null).where('last_message_at', '>', since)
    .orderBy(sql`id is not distinct from ${preferred}::uuid`, 'desc').orderBy('last_message_at', 'desc').limit(1).forUpdate().executeTakeFirst();

export const lockConversation = (tx: Tx, workspaceId: string, id: string): Promise<ConversationRow | undefined> =>
  tx.selectFrom('conversations').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', id).forUpdate().executeTakeFirst();

export const insertConversation = async (tx: Tx, row: { readonly workspace_id: string; readonly id: string; readonly agent_id: string; readonly agent_version: number; readonly visitor_id: string; readonly channel: 'widget' | 'demo'; readonly locale: string; readonly excerpt_sealed: Buffer; readonly at: Date }): Promise<void> => {
  const { at, ...columns } = row;
  await tx.insertInto('conversations').values({ ...columns, started_at: at, last_message_at: at }).execute();
};

export const findByClientId = (tx: Tx, workspaceId: string, visitorId: string, clientId: string): Promise<MessageRow | undefined> =>
  tx.selectFrom('messages').selectAll().where('workspace_id', '=', workspaceId).where('visitor_id', '=', visitorId).where('client_id', '=', clientId).executeTakeFirst();

export const findAt = (tx: Tx, workspaceId: string, conversationId: string, position: number): Promise<MessageRow | undefined> =>
  tx.selectFrom('messages').selectAll().where('workspace_id', '=', workspaceId).where('conversation_id', '=', conversationId).where('position', '=', position).executeTakeFirst();

/** The newest messages of a conversation, oldest first. */
export const newestMessages = async (tx: Tx, workspaceId: string, conversationId: string, limit: number): Promise<MessageRow[]> =>
  (await tx.selectFrom('messages').selectAll().where('workspace_id', '=', workspaceId).where('conversation_id', '=', conversationId).orderBy('position', 'desc').limit(rowLimit(limit)).execute()).toReversed();

export type NewMessage = Pick<MessageRow, 'id' | 'workspace_id' | 'conversation_id' | 'visitor_id' | 'position' | 'author' | 'body_sealed' | 'created_at'> & Partial<Pick<MessageRow, 'client_id' | 'outcome' | 'model_outcome' | 'counted_on' | 'feedback'>>;

/** Adds a message at its position and moves the conversation on; false when the position is taken: then nothing changed. */
export async function appendMessage(tx: Tx, message: NewMessage): Promise<boolean> {
  const added = await tx.insertInto('messages').values({ client_id: null, outcome: null, feedback: null, ...message })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'conversation_id', 'position']).doNothing()).returning('id').executeTakeFirst();
  if (!added) return false;
  await tx.updateTable('conversations').set((set) => ({ message_count: set('message_count', '+', 1), last_message_at: message.created_at }))
    .where('workspace_id', '=', message.workspace_id).where('id', '=', message.conversation_id).execute();
  return true;
}

/** An agent's message that the visitor of the transaction was given, locked; with the agent it counts for. */
export async function lockAnswer(tx: Tx, workspaceId: string, messageId: string): Promise<(MessageRow & { readonly agent_id: string }) | undefined> {
  return tx.selectFrom('messages as m').innerJoin('conversations as c', (join) => join.onRef('c.workspace_id', '=', 'm.workspace_id').onRef('c.id', '=', 'm.conversation_id'))
    .selectAll('m').select('c.agent_id').where('m.workspace_id', '=', workspaceId).where('m.id', '=', messageId).where('m.author', '=', 'agent').forUpdate().executeTakeFirst();
}

/** Writes an answer's feedback and moves the conversation's counts by as much. */
export async function setFeedback(tx: Tx, { workspace_id, id, conversation_id }: MessageRow, value: 'up' | 'down' | null, { up, down }: { readonly up: number; readonly down: number }): Promise<void> {
  await tx.updateTable('messages').set({ feedback: value }).where('workspace_id', '=', workspace_id).where('id', '=', id).execute();
  await tx.updateTable('conversations').set((set) => ({ feedback_up: set('feedback_up', '+', up), feedback_down: set('feedback_down', '+', down) }))
    .where('workspace_id', '=', workspace_id).where('id', '=', conversation_id).execute();
}

/** Closes what a visitor has open and makes their secret worthless; they come back as somebody else. */
export async function forgetVisitor(tx: Tx, workspaceId: string, visitorId: string, { secretHash, at }: { readonly secretHash: Buffer; readonly at: Date }): Promise<void> {
  await tx.updateTable('visitors').set({ secret_hash: secretHash }).where('workspace_id', '=', workspaceId).where('id', '=', visitorId).execute();
  await tx.updateTable('conversations').set({ closed_at: at }).where('workspace_id', '=', workspaceId).where('visitor_id', '=', visitorId).where('closed_at', 'is', null).execute();
}

import { createHash, randomBytes } from 'node:crypto';
import type { Unit } from '../../access/index.ts';
import { type Body, sealBody, sealExcerpt } from './bodies.ts';

/** A message of a conversation that took place elsewhere. */
export interface PastMessage extends Body {
  readonly id: string;
  readonly author: 'visitor' | 'agent';
  readonly at: Date;
  readonly outcome: 'answered' | 'fallback' | null;
  readonly feedback: 'up' | 'down' | null;
  /** The day it is counted under; for agents' messages. */
  readonly countedOn: string | null;
}

export interface PastConversation {
  readonly id: string;
  readonly agentId: string;
  readonly agentVersion: number;
  readonly visitorId: string;
  readonly channel: 'widget' | 'demo';
  readonly locale: string;
  /** Oldest first; at least one. */
  readonly messages: readonly PastMessage[];
}

const AT_ONCE = 200;

async function inBatches<Row>(rows: readonly Row[], insert: (batch: Row[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += AT_ONCE) await insert(rows.slice(start, start + AT_ONCE));
}

/** Stores conversations of the past, sealed as those of today are. Counts nothing: their figures are imported beside them. */
export async function importConversations({ tx, workspaceId, key }: Unit, conversations: readonly PastConversation[]): Promise<void> {
  const workspaceKey = await key();
  const times = conversations.map(({ messages }) => ({ first: messages[0]?.at ?? new Date(), last: messages.at(-1)?.at ?? new Date() }));
  const visitors = new Map<string, { first: Date; last: Date }>();
  conversations.forEach(({ visitorId }, index) => {
    const seen = times[index];
    const known = visitors.get(visitorId);
    if (seen) visitors.set(visitorId, { first: known && known.first < seen.first ? known.first : seen.first, last: known && known.last > seen.last ? known.last : seen.last });
  });
  // Their secrets are thrown away: nobody can come back as one of them.
  await inBatches([...visitors], (batch) => tx.insertInto('visitors').values(batch.map(([id, { first, last }]) => ({ workspace_id: workspaceId, id, secret_hash: createHash('sha256').update(randomBytes(32)).digest(), created_at: first, last_seen_at: last }))).execute());
  const votes = ({ messages }: PastConversation, value: 'up' | 'down'): number => messages.filter(({ feedback }) => feedback === value).length;
  await inBatches(conversations.map((conversation, index) => ({ conversation, seen: times[index] })), (batch) => tx.insertInto('conversations').values(batch.map(({ conversation, seen }) => ({
    workspace_id: workspaceId, id: conversation.id, agent_id: conversation.agentId, agent_version: conversation.agentVersion, visitor_id: conversation.visitorId, channel: conversation.channel, locale: conversation.locale,
    excerpt_sealed: sealExcerpt(workspaceKey, conversation.id, conversation.messages[0]?.text ?? ''), message_count: conversation.messages.length,
    feedback_up: votes(conversation, 'up'), feedback_down: votes(conversation, 'down'), started_at: seen?.first, last_message_at: seen?.last,
  }))).execute());
  const messages = conversations.flatMap((conversation) => conversation.messages.map((message, position) => ({
    workspace_id: workspaceId, id: message.id, conversation_id: conversation.id, visitor_id: conversation.visitorId, position, author: message.author, client_id: null,
    body_sealed: sealBody(workspaceKey, message.id, message), outcome: message.outcome, feedback: message.feedback, counted_on: message.countedOn, created_at: message.at,
  })));
  await inBatches(messages, (batch) => tx.insertInto('messages').values(batch).execute());
}

import type { Unit } from '../../access/index.ts';
import { type Counts, VISITOR_HASH, add, addVisitor, dayOf } from './counting.store.ts';

export type Feedback = 'up' | 'down';

/** What an agent said, as far as it is counted. */
export interface AnswerCount {
  readonly agentId: string;
  /** null: the visitor stopped it. It is a message, but neither an answer nor a fallback. */
  readonly outcome: 'answered' | 'fallback' | null;
  /** Milliseconds from the question to the end of the answer. */
  readonly responseMs: number;
}

/**
 * Counts a visitor's message, and the chat when it opens one, in the transaction that stores it. The visitor is
 * counted once a day and agent, by a keyed hash that identifies nobody.
 */
export async function countVisitorMessage(unit: Unit, { agentId, visitorId, at, opensChat }: { readonly agentId: string; readonly visitorId: string; readonly at: Date; readonly opensChat: boolean }): Promise<void> {
  const { tx, workspaceId } = unit;
  const day = await dayOf(tx, workspaceId, at);
  await addVisitor(tx, workspaceId, day, agentId, (await unit.key()).mac(VISITOR_HASH, visitorId));
  await add(tx, workspaceId, day, agentId, { visitor_messages: 1, chats: opensChat ? 1 : 0 });
}

/** The day an answer of this moment is counted under; it is stored with the answer and passed to the functions below. */
export const countingDay = ({ tx, workspaceId }: Unit, at: Date): Promise<string> => dayOf(tx, workspaceId, at);

/** Counts an agent's message in the transaction that stores it. */
export async function countAnswer({ tx, workspaceId }: Unit, day: string, { agentId, outcome, responseMs }: AnswerCount): Promise<void> {
  const complete: Counts = outcome === null ? {} : { answers: 1, response_ms: Math.max(0, Math.round(responseMs)), fallbacks: outcome === 'fallback' ? 1 : 0 };
  await add(tx, workspaceId, day, agentId, { agent_messages: 1, ...complete });
}

/** Moves the counters of the answer's own day when its feedback changes from one value to another. */
export async function countFeedback({ tx, workspaceId }: Unit, day: string, { agentId, before, after }: { readonly agentId: string; readonly before: Feedback | null; readonly after: Feedback | null }): Promise<void> {
  const change = (value: Feedback): number => (after === value ? 1 : 0) - (before === value ? 1 : 0);
  if (before === after) return;
  await add(tx, workspaceId, day, agentId, { feedback_up: change('up'), feedback_down: change('down') });
}

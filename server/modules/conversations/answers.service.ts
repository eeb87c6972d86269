import type { AgentConfig, Citation, ProviderSettings, TurnTrace } from '#ai/contract.ts';
import { perform } from '../../access/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { liveAgent } from '../agents/index.ts';
import { countAnswer, countingDay } from '../analytics/index.ts';
import { LLM_PROVIDER_CHANGED, modelWasFailing, providerFor } from '../secrets/index.ts';
import { openBody, sealBody } from './bodies.ts';
import { CONVERSATION_CHANGED } from './conversations.events.ts';
import { type Visit, type VisitorMessage, asVisitor, toVisitorMessage } from './visits.service.ts';
import * as store from './visits.store.ts';

/** Earlier messages that a turn is given, as `ai/contract.ts` says. */
const HISTORY = 12;

/** What a turn needs to answer the last message of a conversation. */
export interface Question {
  readonly position: number;
  readonly text: string;
  readonly history: readonly { readonly author: 'visitor' | 'agent'; readonly text: string }[];
  readonly agent: AgentConfig;
  readonly provider: ProviderSettings | null;
}

/**
 * What a conversation ends with: a message to answer, or the answer to it, when another was faster. null when nothing
 * was said, or nobody is live to answer it.
 */
export function loadQuestion(platform: Platform, visit: Visit, conversationId: string): Promise<{ readonly question: Question } | { readonly answer: VisitorMessage } | null> {
  return perform(asVisitor(platform, visit), 'visitor', async (unit) => {
    const live = await liveAgent(unit, visit.agentId);
    const rows = await store.newestMessages(unit.tx, unit.workspaceId, conversationId, HISTORY + 1);
    const last = rows.at(-1);
    if (!last) return null;
    const key = await unit.key();
    if (last.author === 'agent') return { answer: toVisitorMessage(key, last) };
    if (!live) return null;
    const said = rows.map(({ id, author, body_sealed }) => ({ author, text: openBody(key, id, body_sealed).text }));
    // A key that can't be opened must not keep the visitor waiting: then the best passages are quoted.
    const provider = await providerFor(unit).catch(() => null);
    return { question: { position: last.position, text: said.at(-1)?.text ?? '', history: said.slice(0, -1), agent: live.config, provider } };
  });
}

export interface Answer {
  readonly id: string;
  /** Of the question it answers. */
  readonly position: number;
  readonly text: string;
  readonly citations: readonly Citation[];
  readonly trace: TurnTrace | null;
  /** null: the visitor stopped it. */
  readonly outcome: 'answered' | 'fallback' | null;
  /** Milliseconds. */
  readonly responseMs: number;
}

/**
 * Stores an answer with its citations, trace and counters in one transaction. A question is answered once: when
 * another answer was faster, that one is returned. null when the conversation is gone.
 */
export function storeAnswer(platform: Platform, visit: Visit, conversationId: string, { id, position, text, citations, trace, outcome, responseMs }: Answer): Promise<VisitorMessage | null> {
  return perform(asVisitor(platform, visit), 'visitor', async (unit) => {
    const { tx, workspaceId } = unit;
    const conversation = await store.lockConversation(tx, workspaceId, conversationId);
    if (!conversation) return null;
    const at = new Date();
    const [key, day] = [await unit.key(), await countingDay(unit, at)];
    const modelOutcome = trace?.providerFailure ?? (trace?.model ? 'ok' : null);
    const isNews = modelOutcome !== null && (modelOutcome !== 'ok') !== (await modelWasFailing(unit));
    const added = await store.appendMessage(tx, { workspace_id: workspaceId, id, conversation_id: conversationId, visitor_id: visit.visitorId, position: position + 1, author: 'agent', body_sealed: sealBody(key, id, { text, citations, trace }), outcome, model_outcome: modelOutcome, counted_on: day, created_at: at });
    if (added) {
      if (isNews) await unit.publish(LLM_PROVIDER_CHANGED, {});
      await unit.publish(CONVERSATION_CHANGED, { conversationId });
      await countAnswer(unit, day, { agentId: conversation.agent_id, outcome, responseMs });
    }
    const stored = await store.findAt(tx, workspaceId, conversationId, position + 1);
    return stored ? toVisitorMessage(key, stored) : null;
  });
}

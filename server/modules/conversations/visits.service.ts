import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Locale } from '#shared/contract/manifest.ts';
import { type Context, type Unit, type VisitorActor, asSystem, isUuid, perform } from '../../access/index.ts';
import type { WorkspaceKey } from '../../platform/keyring/keyring.ts';
import { sameSecret } from '../../platform/keyring/keyring.ts';
import type { Platform } from '../../platform/platform.ts';
import { liveAgent } from '../agents/index.ts';
import { countFeedback, countVisitorMessage } from '../analytics/index.ts';
import { announce } from '../notifications/index.ts';
import { openBody, sealBody, sealExcerpt } from './bodies.ts';
import { CONVERSATION_CHANGED } from './conversations.events.ts';
import * as store from './visits.store.ts';

/** A conversation that was silent for longer is over: the visitor's next message opens another. */
export const SILENCE_MS = 24 * 60 * 60 * 1000;
const SECRET_BYTES = 32;
/** Messages a returning visitor is shown at most. */
const SHOWN_MESSAGES = 100;

/** Somebody in a chat with one agent, proved by their secret or new. */
export interface Visit {
  readonly workspaceId: string;
  readonly agentId: string;
  readonly visitorId: string;
  readonly secretHash: Buffer;
  readonly channel: 'widget' | 'demo';
  readonly locale: Locale;
}

/** A message as its visitor sees it. */
export interface VisitorMessage {
  readonly id: string;
  readonly clientId: string | null;
  readonly author: 'visitor' | 'agent';
  readonly text: string;
  readonly citations: readonly { readonly number: number; readonly title: string; readonly heading: string; readonly quote: string }[];
  readonly feedback: 'up' | 'down' | null;
  readonly at: string;
}

export interface Hello {
  readonly agent: string;
  readonly visitorId: string | null;
  readonly visitorSecret: string | null;
  readonly conversationId: string | null;
  readonly locale: Locale;
  readonly channel: 'widget' | 'demo';
}

export interface Welcome {
  readonly visit: Visit;
  readonly agentName: string;
  readonly secret: string;
  readonly conversationId: string | null;
  readonly messages: readonly VisitorMessage[];
  /** Whether the last message has no answer yet. */
  readonly unanswered: boolean;
}

const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** The context of a visitor's own use cases: the database lets them reach nothing but what is theirs. */
export const asVisitor = (platform: Platform, { workspaceId, visitorId, locale }: Visit): Context & { readonly actor: VisitorActor } => ({ platform, locale, actor: { kind: 'visitor', workspaceId, visitorId } });

/** A stored message as its visitor sees it. */
export function toVisitorMessage(key: WorkspaceKey, row: store.MessageRow): VisitorMessage {
  const { text, citations } = openBody(key, row.id, row.body_sealed);
  return {
    id: row.id, clientId: row.client_id, author: row.author, text, feedback: row.feedback, at: row.created_at.toISOString(),
    citations: citations.map(({ number, documentName, heading, quote }) => ({ number, title: documentName, heading, quote })),
  };
}

const since = (): Date => new Date(Date.now() - SILENCE_MS);

/** Who an earlier visit's id belongs to, if the secret proves it; else nobody. */
async function recognise({ tx, workspaceId }: Unit, { visitorId, visitorSecret }: Hello): Promise<string | null> {
  if (visitorId === null || visitorSecret === null || !isUuid(visitorId)) return null;
  const known = await store.secretHashOf(tx, workspaceId, visitorId);
  return known !== null && sameSecret(known, hashSecret(visitorSecret)) ? visitorId : null;
}

/**
 * Lets somebody into the chat of an agent: as who they were when their secret proves it, else as somebody new, of
 * whom nothing is stored until they write.
 */
export async function welcome(platform: Platform, hello: Hello): Promise<Welcome | 'unknown-agent' | 'not-published'> {
  const found = await store.agentByKey(platform.database.appPool, hello.agent);
  if (!found) return 'unknown-agent';
  const { workspaceId, agentId } = found;
  const entry = await perform(asSystem(platform, workspaceId, 'conversations.welcome'), 'system', async (unit) => ({ live: await liveAgent(unit, agentId), visitorId: await recognise(unit, hello) }));
  if (!entry.live) return 'not-published';
  const agentName = entry.live.config.name;
  const isKnown = entry.visitorId !== null && hello.visitorSecret !== null;
  const secret = isKnown ? String(hello.visitorSecret) : randomBytes(SECRET_BYTES).toString('base64url');
  const visit: Visit = { workspaceId, agentId, visitorId: entry.visitorId ?? randomUUID(), secretHash: hashSecret(secret), channel: hello.channel, locale: hello.locale };
  if (!isKnown) return { visit, agentName, secret, conversationId: null, messages: [], unanswered: false };
  return perform(asVisitor(platform, visit), 'visitor', async (unit) => {
    const preferred = hello.conversationId !== null && isUuid(hello.conversationId) ? hello.conversationId : null;
    const conversation = await store.openConversation(unit.tx, workspaceId, { visitorId: visit.visitorId, agentId, since: since(), preferred });
    const rows = conversation ? await store.newestMessages(unit.tx, workspaceId, conversation.id, SHOWN_MESSAGES) : [];
    const key = await unit.key();
    return { visit, agentName, secret, conversationId: conversation?.id ?? null, messages: rows.map((row) => toVisitorMessage(key, row)), unanswered: rows.at(-1)?.author === 'visitor' };
  });
}

/** The name of the agent that a public key names, for the page that demonstrates it. */
export async function demonstrated(platform: Platform, publicKey: string): Promise<{ readonly agentName: string } | 'unknown-agent' | 'not-published'> {
  const found = await store.agentByKey(platform.database.appPool, publicKey);
  if (!found) return 'unknown-agent';
  const live = await perform(asSystem(platform, found.workspaceId, 'conversations.demonstrate'), 'system', (unit) => liveAgent(unit, found.agentId));
  return live ? { agentName: live.config.name } : 'not-published';
}

export type Receipt =
  | { readonly kind: 'accepted'; readonly conversationId: string; readonly messageId: string; /** What it was answered with already. */ readonly answer: VisitorMessage | null }
  /** The message before has no answer yet; this one was not stored. */
  | { readonly kind: 'busy'; readonly conversationId: string }
  | { readonly kind: 'not-published' };

/**
 * Stores what a visitor wrote, and counts it, in one transaction; with it the visitor and the conversation when they
 * are new. The same `clientId` again changes nothing and gets the same receipt.
 */
export function receiveMessage(platform: Platform, visit: Visit, { clientId, text }: { readonly clientId: string; readonly text: string }): Promise<Receipt> {
  const { agentId, visitorId, secretHash, channel, locale } = visit;
  return perform(asVisitor(platform, visit), 'visitor', async (unit): Promise<Receipt> => {
    const { tx, workspaceId } = unit;
    const at = new Date();
    await store.meetVisitor(tx, workspaceId, visitorId, { secretHash, at });
    const key = await unit.key();
    const known = await store.findByClientId(tx, workspaceId, visitorId, clientId);
    if (known) {
      const answer = await store.findAt(tx, workspaceId, known.conversation_id, known.position + 1);
      return { kind: 'accepted', conversationId: known.conversation_id, messageId: known.id, answer: answer ? toVisitorMessage(key, answer) : null };
    }
    const live = await liveAgent(unit, agentId);
    if (!live) return { kind: 'not-published' };
    const open = await store.openConversation(tx, workspaceId, { visitorId, agentId, since: since(), preferred: null });
    const last = open ? await store.findAt(tx, workspaceId, open.id, open.message_count - 1) : undefined;
    if (open && last?.author === 'visitor') return { kind: 'busy', conversationId: open.id };
    const [conversationId, messageId] = [open?.id ?? randomUUID(), randomUUID()];
    if (!open) await store.insertConversation(tx, { workspace_id: workspaceId, id: conversationId, agent_id: agentId, agent_version: live.version, visitor_id: visitorId, channel, locale, excerpt_sealed: sealExcerpt(key, conversationId, text), at });
    await store.appendMessage(tx, { workspace_id: workspaceId, id: messageId, conversation_id: conversationId, visitor_id: visitorId, position: open?.message_count ?? 0, author: 'visitor', client_id: clientId, body_sealed: sealBody(key, messageId, { text, citations: [], trace: null }), created_at: at });
    await unit.publish(CONVERSATION_CHANGED, { conversationId });
    await countVisitorMessage(unit, { agentId, visitorId, at, opensChat: !open });
    return { kind: 'accepted', conversationId, messageId, answer: null };
  });
}

/** Sets, changes or takes back what a visitor thinks of an answer they were given; false when it is none of theirs. */
export function setFeedback(platform: Platform, visit: Visit, messageId: string, value: 'up' | 'down' | null): Promise<boolean> {
  return perform(asVisitor(platform, visit), 'visitor', async (unit) => {
    const answer = isUuid(messageId) ? await store.lockAnswer(unit.tx, unit.workspaceId, messageId) : undefined;
    if (!answer || answer.counted_on === null) return false;
    const before = answer.feedback;
    if (before === value) return true;
    const change = (side: 'up' | 'down'): number => (value === side ? 1 : 0) - (before === side ? 1 : 0);
    await store.setFeedback(unit.tx, answer, value, { up: change('up'), down: change('down') });
    await unit.publish(CONVERSATION_CHANGED, { conversationId: answer.conversation_id });
    if (value === 'down') await announce(unit, { kind: 'feedback-down', subjectId: answer.conversation_id, to: { holding: 'conversations:read', except: null } });
    await countFeedback(unit, answer.counted_on, { agentId: answer.agent_id, before, after: value });
    return true;
  });
}

/** Forget me: closes the visitor's conversations and makes their secret worthless. */
export function reset(platform: Platform, visit: Visit): Promise<void> {
  return perform(asVisitor(platform, visit), 'visitor', ({ tx, workspaceId }) => store.forgetVisitor(tx, workspaceId, visit.visitorId, { secretHash: randomBytes(SECRET_BYTES), at: new Date() }));
}

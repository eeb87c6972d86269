import type { Citation, TurnTrace } from '#ai/contract.ts';
import { type Context, type Unit, isUuid, perform } from '../../access/index.ts';
import { type Page, type PageRequest, decodeCursor, page, pageSize } from '../../platform/database/keyset.ts';
import { NotFoundError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { openBody, openExcerpt } from './bodies.ts';
import { conversationCursor, messageCursor, searchInput } from './conversations.input.ts';
import * as store from './conversations.store.ts';
import { matcher } from './search.ts';

/** Conversations a search looks through, newest first: their words are sealed, so each has to be opened. */
export const SEARCHED_CONVERSATIONS = 2000;
const OPENED_AT_ONCE = 200;

/** A conversation with its excerpt opened. */
export interface Conversation extends store.ConversationRow { readonly excerpt: string }

/** A message as staff see it. */
export interface Message {
  readonly id: string;
  readonly position: number;
  readonly at: Date;
  readonly author: 'visitor' | 'agent';
  readonly text: string;
  readonly citations: readonly Citation[];
  readonly trace: TurnTrace | null;
  readonly outcome: 'answered' | 'fallback' | null;
  readonly feedback: 'up' | 'down' | null;
}

export interface ConversationsRequest extends PageRequest, Omit<store.ConversationFilter, 'id'> { readonly search?: string | null }
export interface Counted<Row> { readonly page: Page<Row>; readonly totalCount: number }

const opened = async (unit: Unit, rows: readonly store.ConversationRow[]): Promise<Conversation[]> => {
  const key = await unit.key();
  return rows.map((row) => ({ ...row, excerpt: openExcerpt(key, row.id, row.excerpt_sealed) }));
};
const cursorOf = ({ sort_at, id }: store.ConversationRow): readonly unknown[] => [sort_at, id];

const isPast = ({ sort_at, id }: store.ConversationRow, [at, cursorId]: store.ConversationCursor): boolean => sort_at < at || (sort_at === at && id < cursorId);

/** Those of `rows` whose messages hold all words, in their order; stops at `enough`. */
async function matching({ tx, workspaceId, key }: Unit, rows: readonly store.ConversationRow[], search: string, enough: number): Promise<store.ConversationRow[]> {
  const matches = matcher(search);
  const workspaceKey = await key();
  const found: store.ConversationRow[] = [];
  for (let start = 0; start < rows.length && found.length < enough; start += OPENED_AT_ONCE) {
    const batch = rows.slice(start, start + OPENED_AT_ONCE);
    const texts = new Map<string, string[]>(batch.map(({ id }) => [id, []]));
    for (const { id, conversation_id, body_sealed } of await store.bodiesOf(tx, workspaceId, batch.map((row) => row.id))) texts.get(conversation_id)?.push(openBody(workspaceKey, id, body_sealed).text);
    found.push(...batch.filter(({ id }) => matches(texts.get(id) ?? [])));
  }
  return found;
}

/**
 * Conversations, newest message first. A search finds those in which every word was said, by visitor or agent, among
 * the newest {@link SEARCHED_CONVERSATIONS} that pass the filters; the id of a conversation or a visitor finds theirs.
 * @param count whether the total is wanted; it costs
 */
export function listConversations(context: Context, request: ConversationsRequest, count: boolean): Promise<Counted<Conversation>> {
  return perform(context, 'conversations:read', async (unit) => {
    const { tx, workspaceId } = unit;
    const after = request.after ? decodeCursor(request.after, conversationCursor) : null;
    const { search } = validate(searchInput, { search: request.search ?? '' });
    const filter: store.ConversationFilter = { agentId: request.agentId, channel: request.channel, feedback: request.feedback, id: isUuid(search.toLowerCase()) ? search.toLowerCase() : null };
    if (filter.agentId && !isUuid(filter.agentId)) return { page: page<Conversation>([], request, cursorOf), totalCount: 0 };
    const wanted = pageSize(request) + 1;
    if (search === '' || filter.id) {
      const rows = await store.listConversations(tx, workspaceId, filter, { after, limit: wanted });
      return { page: page(await opened(unit, rows), request, cursorOf), totalCount: count ? await store.countConversations(tx, workspaceId, filter) : 0 };
    }
    const candidates = await store.listConversations(tx, workspaceId, filter, { limit: SEARCHED_CONVERSATIONS });
    const from = after ? candidates.filter((row) => !isPast(row, after)).length : 0;
    const earlier = count ? await matching(unit, candidates.slice(0, from), search, Number.POSITIVE_INFINITY) : [];
    const rows = await matching(unit, candidates.slice(from), search, count ? Number.POSITIVE_INFINITY : wanted);
    return { page: page(await opened(unit, rows.slice(0, wanted)), request, cursorOf), totalCount: earlier.length + rows.length };
  });
}

/** One conversation; null when it isn't there, or not in this workspace. */
export function getConversation(context: Context, id: string): Promise<Conversation | null> {
  return perform(context, 'conversations:read', async (unit) => {
    const row = isUuid(id) ? await store.findConversation(unit.tx, unit.workspaceId, id) : undefined;
    return row ? ((await opened(unit, [row]))[0] ?? null) : null;
  });
}

/** The conversation of an event; it may have been deleted since. */
export async function conversationOfEvent(context: Context, id: string): Promise<Conversation> {
  const found = await getConversation(context, id);
  if (!found) throw new NotFoundError('conversation');
  return found;
}

/** Messages of a conversation, oldest first. */
export function listMessages(context: Context, conversationId: string, request: PageRequest): Promise<Page<Message>> {
  return perform(context, 'conversations:read', async (unit) => {
    const { tx, workspaceId } = unit;
    const [after] = request.after ? decodeCursor(request.after, messageCursor) : [-1];
    const rows = await store.listMessages(tx, workspaceId, conversationId, { after, limit: pageSize(request) + 1 });
    const key = await unit.key();
    const messages = rows.map(({ id, position, created_at, author, outcome, feedback, body_sealed }): Message => ({ id, position, at: created_at, author, outcome, feedback, ...openBody(key, id, body_sealed) }));
    return page(messages, request, ({ position }) => [position]);
  });
}

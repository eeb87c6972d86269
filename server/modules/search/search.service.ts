import type { Permission } from '#shared/permissions/index.ts';
import { type Context, authorise, holds, isUuid } from '../../access/index.ts';
import { validate } from '../../platform/validate.ts';
import { agentsNamed } from '../agents/index.ts';
import { getConversation } from '../conversations/index.ts';
import { documentsNamed } from '../knowledge/index.ts';
import { listMembers } from '../members/index.ts';
import { searchText } from './search.input.ts';

export const hitKinds = ['agent', 'document', 'conversation', 'member'] as const;

/** An object of the workspace that a text found, and where the console shows it. */
export interface SearchHit {
  readonly kind: (typeof hitKinds)[number];
  readonly id: string;
  readonly title: string;
  /** Tells it from another of the same title: a format, an e-mail address. */
  readonly detail: string | null;
  readonly path: string;
}

/** Of each kind, at most. */
const EACH = 5;
/** Shorter texts would find nearly everything. */
const SHORTEST = 2;

type Search = (context: Context, text: string) => Promise<readonly SearchHit[]>;

/** What is searched, with the permission it needs: who lacks it finds the rest. */
const searches: readonly (readonly [Permission, Search])[] = [
  ['agents:read', async (context, text) => (await agentsNamed(context, text, EACH)).map(({ id, name, live_version }) => ({ kind: 'agent', id, title: name, detail: live_version === null ? null : `v${live_version}`, path: `/agents/${id}` }))],
  ['knowledge:read', async (context, text) => (await documentsNamed(context, text, EACH)).map(({ id, name, format }) => ({ kind: 'document', id, title: name, detail: format.toUpperCase(), path: `/knowledge/${id}` }))],
  // What was said is sealed: searching it as somebody types would open thousands of messages. An id finds its conversation.
  ['conversations:read', async (context, text) => {
    const found = isUuid(text) ? await getConversation(context, text) : null;
    return found ? [{ kind: 'conversation', id: found.id, title: found.excerpt, detail: found.agent_name, path: `/conversations/${found.id}` }] : [];
  }],
  ['members:read', async (context, text) => (await listMembers(context, { search: text, first: EACH }, false)).page.rows.map(({ id, name, email }) => ({ kind: 'member', id, title: name, detail: email, path: `/users/members/${id}` }))],
];

/**
 * Agents and documents by name, members by name or e-mail, a conversation by its id: of each kind the five best that
 * the actor may see.
 */
export async function search(context: Context, input: { readonly text: string }): Promise<readonly SearchHit[]> {
  authorise(context.actor, 'member');
  const { text } = validate(searchText, input);
  if (text.length < SHORTEST) return [];
  return (await Promise.all(searches.filter(([need]) => holds(context.actor, need)).map(([, find]) => find(context, text)))).flat();
}

import type { Locale } from '#shared/contract/index.ts';
import { requestJson } from '#shared/data/index.ts';

interface Early { readonly workspaceId: string | null; readonly answer: Promise<unknown> }

let early: Early | null = null;

/** Asks for the registry before anything is drawn, side by side with who is signed in. Whoever isn't gets nothing. */
export function askEarly(workspaceId: string | null, locale: Locale): Promise<unknown> {
  const answer = requestJson<unknown>('/console/registry.json', { headers: { 'accept-language': locale, ...(workspaceId ? { 'x-isatis-workspace': workspaceId } : {}) } });
  answer.catch(() => undefined);
  early = { workspaceId, answer };
  return answer;
}

/** The registry that the page came with, in the place of one that is asked for. */
export function giveEarly(workspaceId: string | null, registry: unknown): Promise<unknown> {
  const answer = Promise.resolve(registry);
  early = { workspaceId, answer };
  return answer;
}

/**
 * The answer to what was asked early, for who asks first, if it was about their workspace: about the one they have
 * been in, or about none, when the session was asked about none as well.
 */
export function takeEarly(workspaceId: string): Promise<unknown> | null {
  const taken = early;
  early = null;
  return taken && (taken.workspaceId === null || taken.workspaceId === workspaceId) ? taken.answer : null;
}

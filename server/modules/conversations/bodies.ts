import type { Citation, TurnTrace } from '#ai/contract.ts';
import type { WorkspaceKey } from '../../platform/keyring/keyring.ts';

/** What a message says; sealed as JSON. */
export interface Body {
  readonly text: string;
  readonly citations: readonly Citation[];
  /** null for visitors' messages and for answers that no turn finished. */
  readonly trace: TurnTrace | null;
}

const EXCERPT_LENGTH = 160;

export const sealBody = (key: WorkspaceKey, messageId: string, { text, citations, trace }: Body): Buffer =>
  key.seal({ table: 'messages', row: messageId, column: 'body_sealed' }, JSON.stringify({ text, citations, trace }));

export const openBody = (key: WorkspaceKey, messageId: string, sealed: Uint8Array): Body =>
  JSON.parse(key.openText({ table: 'messages', row: messageId, column: 'body_sealed' }, sealed)) as Body;

/** The beginning of a message on one line, cut at a word where there is one. */
export function excerptOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const letters = Array.from(line);
  if (letters.length <= EXCERPT_LENGTH) return line;
  const cut = letters.slice(0, EXCERPT_LENGTH - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${space > EXCERPT_LENGTH / 2 ? cut.slice(0, space) : cut}…`;
}

export const sealExcerpt = (key: WorkspaceKey, conversationId: string, text: string): Buffer =>
  key.seal({ table: 'conversations', row: conversationId, column: 'excerpt_sealed' }, excerptOf(text));

export const openExcerpt = (key: WorkspaceKey, conversationId: string, sealed: Uint8Array): string =>
  key.openText({ table: 'conversations', row: conversationId, column: 'excerpt_sealed' }, sealed);

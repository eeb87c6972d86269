import type { TurnInput } from '../contract.ts';

const longestQuestion = 4_000;
const longestMessage = 2_000;
const mostMessages = 12;

/** Control characters, and the direction marks that hide text from a reader but not from a model. */
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu;

/** What a visitor wrote, in a shape and size that the rest may rely on. */
export function guarded(input: TurnInput): TurnInput {
  return {
    ...input,
    question: clean(input.question, longestQuestion),
    history: input.history.slice(-mostMessages).map(({ author, text }) => ({ author, text: clean(text, longestMessage) })).filter(({ text }) => text !== ''),
  };
}

function clean(text: string, most: number): string {
  return text.replace(invisible, '').trim().slice(0, most).toWellFormed();
}

import type { ParseFailure } from '#ai/contract.ts';

/**
 * Why a document could not be read; each has a sentence `parse.<code>`. `unavailable`: the AI service was down for all
 * the tries. `missing`: the stored file is gone.
 */
export type DocumentFailure = ParseFailure | 'unavailable' | 'missing';

const RETRYABLE: ReadonlySet<string> = new Set<DocumentFailure>(['too-slow', 'unavailable']);

/** Whether reading the same file again may go better. Of the others nothing is kept but the row that says why. */
export const isRetryable = (code: string): boolean => RETRYABLE.has(code);

/** The file that was sent can't become a document; nothing of it is kept. `code` names the sentence `parse.<code>`. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
  readonly code: ParseFailure;
  constructor(code: ParseFailure) {
    super(code);
    this.code = code;
  }
}

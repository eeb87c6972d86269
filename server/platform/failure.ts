/** A failure that the operator can act on: `start` prints the sentence alone and exits non-zero. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  readonly userMessage: string;
  constructor(userMessage: string, options?: ErrorOptions) {
    super(userMessage, options);
    this.userMessage = userMessage;
  }
}

/** Values put into a failure's sentence; the sentence itself is in `server/messages`. */
export type FailureParams = Readonly<Record<string, string | number>>;

/** A rule of the product forbids it. `code` names the sentence `rule.<code>` and is stable for clients. */
export class RuleError extends Error {
  override readonly name = 'RuleError';
  readonly code: string;
  readonly params: FailureParams;
  constructor(code: string, params: FailureParams = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

/** What was typed can't be accepted. Each field's `code` names the sentence `field.<code>`. */
export class ValidationError extends Error {
  override readonly name = 'ValidationError';
  readonly code = 'validation';
  readonly issues: readonly { readonly path: string; readonly code: string; readonly params?: FailureParams }[];
  constructor(issues: ValidationError['issues']) {
    super('validation');
    this.issues = issues;
  }
}

/** Somebody else changed it since it was read. */
export class StaleError extends Error {
  override readonly name = 'StaleError';
  readonly code = 'stale';
  readonly currentVersion: number;
  constructor(currentVersion: number) {
    super('stale');
    this.currentVersion = currentVersion;
  }
}

/** It isn't there, or belongs to somebody else: the two answers are the same. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
}

/** A part that is needed is down. `part` names it: `ai`, `storage`, `mail`. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
  readonly part: string;
  constructor(part: string, options?: ErrorOptions) {
    super(`${part} is unavailable`, options);
    this.part = part;
  }
}

/** Whether the database refused a row because there is one like it: somebody else was a moment faster. */
export const isUniqueViolation = (error: unknown): boolean => (error as { code?: unknown }).code === '23505';

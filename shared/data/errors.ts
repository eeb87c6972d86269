import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';

/** What can go wrong with a request as a whole. Expected failures are data in the answer instead. */
export type AppErrorCode = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'RATE_LIMITED' | 'UNAVAILABLE' | 'INTERNAL' | 'OFFLINE';

const codes: ReadonlySet<string> = new Set<AppErrorCode>(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'RATE_LIMITED', 'UNAVAILABLE', 'INTERNAL']);

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: AppErrorCode;
  /** With FORBIDDEN: the permission that is missing. */
  readonly permission: string | null;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;

  constructor(code: AppErrorCode, message: string, permission: string | null = null) {
    super(message);
    this.code = code;
    this.permission = permission;
    this.retryable = code === 'OFFLINE' || code === 'UNAVAILABLE' || code === 'RATE_LIMITED' || code === 'INTERNAL';
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Reads any thrown value (Apollo's errors, `fetch` failing, ours) as an {@link AppError}. `message` is the server's sentence, or empty. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (CombinedGraphQLErrors.is(error)) {
    const first = error.errors[0];
    const code = textOf(first?.extensions?.['code']);
    return new AppError(code !== null && codes.has(code) ? (code as AppErrorCode) : 'INTERNAL', first?.message ?? '', textOf(first?.extensions?.['permission']));
  }
  if (ServerError.is(error)) return new AppError(codeOfStatus(error.statusCode), '');
  if (error instanceof TypeError) return new AppError('OFFLINE', '');
  return new AppError('INTERNAL', error instanceof Error ? error.message : '');
}

/** The code that stands for an HTTP status. */
export function codeOfStatus(status: number): AppErrorCode {
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403) return 'FORBIDDEN';
  if (status === 404) return 'NOT_FOUND';
  if (status === 429) return 'RATE_LIMITED';
  return status >= 502 && status <= 504 ? 'UNAVAILABLE' : 'INTERNAL';
}

import { QueryClient } from '@tanstack/react-query';
import { AppError, codeOfStatus } from './errors.ts';
import type { Outcome } from './outcome.ts';

/** One field of a refused request. */
export interface HttpFieldError { readonly path: string; readonly message: string }

/** An expected refusal of an HTTP address: `{ error: { code, message, fields } }` of docs/http.md. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly status: number;
  readonly code: string;
  readonly fields: readonly HttpFieldError[];

  constructor(status: number, code: string, message: string, fields: readonly HttpFieldError[]) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

/** Reads a body's error, whoever wrote it: ours (`{ error }`) or the sign-in library's (`{ code, message }`). */
export function refusalOf(status: number, body: unknown): HttpRefusal | null {
  if (typeof body !== 'object' || body === null) return null;
  const inner: unknown = 'error' in body ? body.error : body;
  if (typeof inner !== 'object' || inner === null || !('code' in inner) || typeof inner.code !== 'string') return null;
  const message = 'message' in inner && typeof inner.message === 'string' ? inner.message : '';
  const fields = 'fields' in inner && Array.isArray(inner.fields) ? (inner.fields as HttpFieldError[]) : [];
  return new HttpRefusal(status, inner.code, message, fields);
}

interface JsonRequest {
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/**
 * JSON over HTTP, same origin. Throws {@link HttpRefusal} for an expected
 * failure and {@link AppError} for anything else (offline, a part being down).
 */
export async function requestJson<T>(path: string, { method = 'GET', body, headers, signal }: JsonRequest = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: { accept: 'application/json', 'accept-language': document.documentElement.lang || 'en', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new AppError('OFFLINE', '');
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as T;
  throw refusalOf(response.status, answer) ?? new AppError(codeOfStatus(response.status), '');
}

/** TanStack Query's client, for what is HTTP and not GraphQL. Refusals aren't asked again. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: (count, error) => count < 2 && !(error instanceof HttpRefusal) && !(error instanceof AppError && !error.retryable), staleTime: 30_000 },
    },
  });

/** A request as an {@link Outcome}: a refusal is data, anything else is thrown. */
export async function requestOutcome<T>(path: string, request: JsonRequest): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await requestJson<T>(path, request) };
  } catch (error) {
    if (!(error instanceof HttpRefusal)) throw error;
    return { ok: false, code: error.code, message: error.message, fields: error.fields };
  }
}

import { APICallError } from 'ai';
import type { ProviderFailure } from '../contract.ts';

/** A provider that did not answer as it should. Carries the reason alone: what it said may hold keys or prompts. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly reason: ProviderFailure;
  constructor(reason: ProviderFailure) {
    super(reason);
    this.reason = reason;
  }
}

const networkCodes = /^(?:ECONN|ENOTFOUND|EAI_|EHOST|ENET|EPIPE|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|UND_ERR_(?:CONNECT|SOCKET))/;

/** Which of the failures a person can act on this is. */
export function providerFailure(error: unknown): ProviderFailure {
  if (error instanceof ProviderError) return error.reason;
  for (const cause of causes(error)) {
    if (APICallError.isInstance(cause)) {
      // No status: there was no response at all, for a reason that its cause did not give away.
      if (cause.statusCode === undefined) return 'unreachable';
      return byStatus(cause.statusCode, cause.responseBody ?? '');
    }
    if (cause.name === 'TimeoutError' || cause.code === 'UND_ERR_HEADERS_TIMEOUT' || cause.code === 'UND_ERR_BODY_TIMEOUT') return 'timeout';
    if (typeof cause.code === 'string' && networkCodes.test(cause.code)) return 'unreachable';
    if (cause instanceof TypeError && /fetch failed|redirect|invalid url|terminated/i.test(cause.message)) return 'unreachable';
  }
  return 'bad-answer';
}

function byStatus(status: number, body: string): ProviderFailure {
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 429) return 'rate-limited';
  if (status === 408 || status === 504) return 'timeout';
  // A 404 that speaks of the model comes from the API; any other from an address that is not one.
  if (status === 404) return /model/i.test(body) ? 'model-not-found' : 'unreachable';
  if (status === 400 && /model[^.]{0,80}(?:not found|does not exist|not exist|unknown|invalid)|(?:unknown|invalid)[^.]{0,20}model/i.test(body)) return 'model-not-found';
  if (status === 502 || status === 503) return 'unreachable';
  return 'bad-answer';
}

type Cause = Error & { code?: unknown; errors?: unknown; lastError?: unknown };

function* causes(error: unknown, depth = 0): Generator<Cause> {
  if (!(error instanceof Error) || depth > 6) return;
  const one = error as Cause;
  yield* causes(one.lastError, depth + 1);
  yield* causes(one.cause, depth + 1);
  if (Array.isArray(one.errors)) for (const inner of one.errors) yield* causes(inner, depth + 1);
  yield one;
}

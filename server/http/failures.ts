import type { FastifyReply } from 'fastify';
import type { Context } from '../access/index.ts';
import { TooManyTriesError } from '../auth/index.ts';
import { present } from '../graphql/errors.ts';
import { sentence } from '../messages/index.ts';
import { RuleError, ValidationError } from '../platform/failure.ts';

const STATUS: Readonly<Record<string, number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, NOT_FOUND: 404, RATE_LIMITED: 429, UNAVAILABLE: 503, BAD_REQUEST: 400 };

/** Answers an error of a use case as `{ error: { code, message, fields? } }`; see `docs/http.md`. */
export async function sendFailure(reply: FastifyReply, error: unknown, context: Context): Promise<FastifyReply> {
  const { locale } = context;
  if (error instanceof TooManyTriesError) return reply.code(429).send({ error: { code: 'RATE_LIMITED', message: sentence(locale, 'top.RATE_LIMITED') } });
  if (error instanceof RuleError) return reply.code(409).send({ error: { code: error.code, message: sentence(locale, `rule.${error.code}`, error.params) } });
  if (error instanceof ValidationError) {
    const fields = error.issues.map(({ path, code, params }) => ({ path, message: sentence(locale, `field.${code}`, params) }));
    return reply.code(422).send({ error: { code: 'validation', message: sentence(locale, 'validation'), fields } });
  }
  const { message, extensions } = await present(error instanceof Error ? error : new Error(String(error)), context);
  return reply.code(STATUS[String(extensions['code'])] ?? 500).send({ error: { ...extensions, message } });
}

import type { z } from 'zod';
import { type FailureParams, ValidationError } from './failure.ts';

type Issue = z.core.$ZodIssue;

const codeOf = (issue: Issue): { code: string; params?: FailureParams } => {
  if (issue.code === 'too_small' && 'minimum' in issue) {
    if (issue.origin === 'string') return Number(issue.minimum) <= 1 ? { code: 'required' } : { code: 'too-short', params: { min: Number(issue.minimum) } };
    return { code: 'invalid' };
  }
  if (issue.code === 'too_big' && 'maximum' in issue && issue.origin === 'string') return { code: 'too-long', params: { max: Number(issue.maximum) } };
  if (issue.code === 'invalid_format') return { code: issue.format === 'email' ? 'email' : issue.format === 'url' ? 'url' : 'invalid' };
  if (issue.code === 'custom' && typeof issue.params?.['code'] === 'string') return { code: issue.params['code'], params: issue.params['params'] as FailureParams };
  return { code: 'invalid' };
};

/** Where a text holds the one character that PostgreSQL can't keep; no keyboard writes it. */
function* pathsOfNul(value: unknown, path: readonly PropertyKey[] = []): Generator<string> {
  if (typeof value === 'string') {
    if (value.includes('\0')) yield path.join('.');
  } else if (Array.isArray(value) || (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)) {
    for (const [key, part] of Object.entries(value)) yield* pathsOfNul(part, [...path, key]);
  }
}

/**
 * Checks an input against its schema. A schema names a sentence of its own with `.refine(…, { params: { code, params? } })`.
 * @throws ValidationError with an entry for every wrong field
 */
export function validate<Shape extends z.ZodType>(schema: Shape, input: unknown): z.infer<Shape> {
  const parsed = schema.safeParse(input);
  if (parsed.success) {
    const refused = [...pathsOfNul(parsed.data)];
    if (refused.length > 0) throw new ValidationError(refused.map((path) => ({ path, code: 'invalid' })));
    return parsed.data;
  }
  throw new ValidationError(parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), ...codeOf(issue) })));
}

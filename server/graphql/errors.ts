import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { catalogue, isPermission } from '#shared/permissions/index.ts';
import { ForbiddenError, SecondFactorDueError, UnauthenticatedError, ViewingError, ownerNames, type Context } from '../access/index.ts';
import { sentence } from '../messages/index.ts';
import { NotFoundError, RuleError, StaleError, UnavailableError, ValidationError } from '../platform/failure.ts';
import { builder } from './builder.ts';

type Expected = RuleError | StaleError | ValidationError;

const UserError = builder.interfaceRef<Expected>('UserError').implement({
  fields: (t) => ({
    code: t.exposeString('code'),
    // By name: what arrives here is wrapped, and no instance of its class any more.
    message: t.string({ resolve: (error, _args, { locale }) => (error.name === 'RuleError' ? sentence(locale, `rule.${error.code}`, error.params) : sentence(locale, error.code)) }),
  }),
});

builder.objectType(RuleError, { name: 'RuleError', description: 'A rule of the product forbids it (for instance: the last owner).', interfaces: [UserError] });
builder.objectType(StaleError, { name: 'StaleError', description: 'Somebody else changed it since it was read.', interfaces: [UserError], fields: (t) => ({ currentVersion: t.exposeInt('currentVersion') }) });

const FieldError = builder.objectRef<ValidationError['issues'][number]>('FieldError').implement({
  fields: (t) => ({ path: t.exposeString('path'), message: t.string({ resolve: ({ code, params }, _args, { locale }) => sentence(locale, `field.${code}`, params) }) }),
});
builder.objectType(ValidationError, { name: 'ValidationError', description: 'What was typed can’t be accepted; one entry a field.', interfaces: [UserError], fields: (t) => ({ fields: t.field({ type: [FieldError], resolve: ({ issues }) => [...issues] }) }) });

/** The error types of a mutation that can fail in all the ways, for `errors: { types }`. */
export const failures = { all: [ValidationError, StaleError, RuleError], checked: [ValidationError, RuleError], rule: [RuleError], stale: [StaleError, RuleError] };

const coded = (code: string, message: string, extra: Record<string, unknown> = {}): GraphQLError => new GraphQLError(message, { extensions: { code, ...extra } });

const forbidden = async ({ platform, locale }: Context, { need, workspaceId }: ForbiddenError): Promise<GraphQLError> => {
  if (workspaceId === null) return coded('FORBIDDEN', sentence(locale, 'top.NO_WORKSPACE'), { permission: null, owners: [] });
  const owners = await ownerNames(platform.database, workspaceId);
  const permission = isPermission(need) ? catalogue[need].title[locale] : need;
  const key = owners.length > 0 ? 'top.FORBIDDEN' : 'top.FORBIDDEN_ALONE';
  return coded('FORBIDDEN', sentence(locale, key, { permission, owners: owners.join(', ') }), { permission: need, owners });
};

/**
 * What the world is told of an error: one of the codes of `docs/architecture.md`, a sentence in the reader's language,
 * and of the unexpected nothing but an id to find it by in the log.
 */
export async function present(error: Error, context: Context): Promise<GraphQLError> {
  // Compiled queries wrap errors in a class of their own, which only has the shape of a GraphQLError.
  const { originalError, path } = error as Partial<GraphQLError>;
  const original = originalError ?? error;
  const { locale, platform } = context;
  const at = { path };
  const dress = (made: GraphQLError): GraphQLError => new GraphQLError(made.message, { ...at, extensions: made.extensions });
  if (original instanceof UnauthenticatedError) return dress(coded('UNAUTHENTICATED', sentence(locale, 'top.UNAUTHENTICATED')));
  if (original instanceof ForbiddenError) return dress(await forbidden(context, original));
  if (original instanceof SecondFactorDueError) return dress(coded('FORBIDDEN', sentence(locale, 'top.SECOND_FACTOR', { workspace: original.workspaceName }), { permission: null, owners: [], secondFactor: true }));
  if (original instanceof ViewingError) return dress(coded('FORBIDDEN', sentence(locale, 'top.VIEWING'), { permission: null, owners: [], viewing: true }));
  if (original instanceof NotFoundError) return dress(coded('NOT_FOUND', sentence(locale, 'top.NOT_FOUND')));
  if (original instanceof UnavailableError) return dress(coded('UNAVAILABLE', sentence(locale, 'top.UNAVAILABLE', { part: original.part }), { part: original.part }));
  if (original instanceof ValidationError) {
    const [issue] = original.issues;
    return dress(coded('BAD_REQUEST', sentence(locale, 'top.BAD_REQUEST', { reason: issue ? sentence(locale, `field.${issue.code}`, issue.params) : '' })));
  }
  // Errors without an original come from parsing and validating the document itself: the sender's, and safe to show.
  if (original instanceof GraphQLError) return dress(coded('BAD_REQUEST', sentence(locale, 'top.BAD_REQUEST', { reason: original.message })));
  const id = randomUUID();
  platform.log.error({ id, error: { name: original.name, message: original.message, stack: original.stack } }, 'unexpected error');
  return dress(coded('INTERNAL', sentence(locale, 'top.INTERNAL', { id }), { id }));
}

import { type DocumentNode, Kind, type GraphQLSchema, parse, validate, visit } from 'graphql';
import type { BuildDescription } from '#shared/contract/build.ts';

/** An operation of a build that the schema doesn't answer, and why. */
export interface Misfit { readonly operation: string; readonly reason: string }

// The client takes these out before it sends; the server doesn't know them.
const CLIENT_DIRECTIVES = new Set(['unmask', 'client', 'connection', 'nonreactive']);

const asSent = (document: DocumentNode): DocumentNode =>
  visit(document, { [Kind.DIRECTIVE]: (node) => (CLIENT_DIRECTIVES.has(node.name.value) ? null : undefined) });

const checked = new WeakMap<GraphQLSchema, WeakMap<BuildDescription, readonly Misfit[]>>();

const check = (schema: GraphQLSchema, { operations }: BuildDescription): readonly Misfit[] =>
  operations.flatMap(({ name, document }) => {
    try {
      const [problem] = validate(schema, asSent(parse(document)), undefined, { maxErrors: 1 });
      return problem ? [{ operation: name, reason: problem.message }] : [];
    } catch (error) {
      return [{ operation: name, reason: (error as Error).message }];
    }
  });

/** The operations of a build that a schema would refuse. A build never changes, so each is checked once. */
export function misfitsOf(schema: GraphQLSchema, build: BuildDescription): readonly Misfit[] {
  const known = checked.get(schema) ?? new WeakMap<BuildDescription, readonly Misfit[]>();
  checked.set(schema, known);
  const before = known.get(build);
  if (before) return before;
  const misfits = check(schema, build);
  known.set(build, misfits);
  return misfits;
}

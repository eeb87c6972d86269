import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type DocumentNode, Kind, type GraphQLSchema, parse, printSchema, validate, visit } from 'graphql';
import { z } from 'zod';
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

// What was found answered by this very schema at an earlier start, each build's operations by their fingerprint.
const answeredBefore = new WeakMap<GraphQLSchema, ReadonlySet<string>>();
const notes = z.object({ schema: z.string(), answered: z.array(z.string()).max(1000) });

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');
const fingerprint = ({ operations }: BuildDescription): string => sha256(operations.map(({ document }) => document).join('\0'));

/** The operations of a build that a schema would refuse. A build never changes, so each is checked once. */
export function misfitsOf(schema: GraphQLSchema, build: BuildDescription): readonly Misfit[] {
  const known = checked.get(schema) ?? new WeakMap<BuildDescription, readonly Misfit[]>();
  checked.set(schema, known);
  const before = known.get(build);
  if (before) return before;
  const misfits = answeredBefore.get(schema)?.has(fingerprint(build)) ? [] : check(schema, build);
  known.set(build, misfits);
  return misfits;
}

/** Reads what {@link noteAnswered} wrote, so that those builds need not be checked again; anything else is passed over. */
export async function recallAnswered(schema: GraphQLSchema, file: string): Promise<void> {
  const read = notes.safeParse(await readFile(file, 'utf8').then((text) => JSON.parse(text) as unknown).catch(() => null));
  if (read.success && read.data.schema === sha256(printSchema(schema))) answeredBefore.set(schema, new Set(read.data.answered));
}

/** Writes down which builds the schema answers wholly; checking them takes an eighth of a second. */
export async function noteAnswered(schema: GraphQLSchema, file: string, builds: readonly BuildDescription[]): Promise<void> {
  const answered = [...new Set(builds.filter((build) => misfitsOf(schema, build).length === 0).map(fingerprint))];
  const before = answeredBefore.get(schema);
  if (before?.size === answered.length && answered.every((build) => before.has(build))) return;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ schema: sha256(printSchema(schema)), answered } satisfies z.infer<typeof notes>));
}

import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Context } from '../access/index.ts';
import { type FileAhead, consoleFolder, filesAhead, operationOf, resolveRegistry } from '../modules/consoles/index.ts';

/** What the console would ask for first, one after the other, given with its page. */
export interface Ahead {
  /** The workspace that it is about; null for somebody who is in none. */
  readonly workspaceId: string | null;
  /** The answer to the shell's own operation `Session`. */
  readonly session: unknown;
  /** The answer of `/console/registry.json`; null for somebody who is in no workspace. */
  readonly registry: unknown;
  /** Files of the area at the address. */
  readonly files: readonly FileAhead[];
}

interface AheadOptions {
  readonly schema: GraphQLSchema;
  /** Answers an operation as `POST /graphql` would. */
  readonly execute: (document: string, context: Context) => Promise<ExecutionResult>;
  readonly pathname: string;
}

/** The operation by which the shell asks who is signed in. */
const SESSION = 'Session';

/**
 * What somebody's page begins with. Only what needs no more than the session's cookie: whatever fails here is left out,
 * for the console to ask for itself, and to tell of.
 */
export async function lookAhead(context: Context, { schema, execute, pathname }: AheadOptions): Promise<Ahead | null> {
  const { actor, locale, platform } = context;
  try {
    const document = await operationOf(consoleFolder(platform), 'shell', SESSION);
    if (document === null) return null;
    const member = actor.kind === 'member' ? actor : null;
    const [session, registry] = await Promise.all([execute(document, context), member && resolveRegistry(context, schema)]);
    if (session.errors) return null;
    const files = member && registry ? await filesAhead(context, registry, { pathname, locale, permissions: member.permissions }) : [];
    return { workspaceId: member?.workspaceId ?? null, session: session.data, registry, files };
  } catch (error) {
    platform.log.debug({ error: String(error) }, 'the console’s page comes without what it asks for first');
    return null;
  }
}

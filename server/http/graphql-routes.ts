import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import mercurius from 'mercurius';
import type { Auth } from '../auth/index.ts';
import type { GraphContext } from '../graphql/context.ts';
import { present } from '../graphql/errors.ts';
import { MAX_DEPTH, MAX_TOKENS, limitRules } from '../graphql/limits.ts';
import type { Platform } from '../platform/platform.ts';
import { makeContext, wantedWorkspace } from './request.ts';

const JIT_AFTER = 2;
const BODY_LIMIT = 262_144;

/** `POST /graphql`: JSON only, within the limits of `graphql/limits.ts`; errors in the words of `graphql/errors.ts`. */
export async function graphqlRoutes(app: FastifyInstance, { platform, auth, schema }: { platform: Platform; auth: Auth; schema: GraphQLSchema }): Promise<void> {
  await app.register(mercurius, {
    schema, routes: false, graphiql: false, jit: JIT_AFTER, cache: 2048, queryDepth: MAX_DEPTH, allowBatchedQueries: false,
    validationRules: limitRules, errorFormatter: (execution) => ({ statusCode: 200, response: execution }), graphql: { parseOptions: { maxTokens: MAX_TOKENS } },
  });
  app.post('/graphql', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const { body } = request;
    const base = await makeContext(platform, auth, request.headers, wantedWorkspace(request.headers));
    const context: GraphContext = { ...base, signal: new AbortController().signal };
    reply.header('cache-control', 'no-store');
    const { query, variables, operationName } = (typeof body === 'object' && body !== null ? body : {}) as { query?: unknown; variables?: unknown; operationName?: unknown };
    if (typeof query !== 'string') return reply.code(400).send({ errors: [{ message: 'Send { "query": "…" } as JSON.', extensions: { code: 'BAD_REQUEST' } }] });
    try {
      const result = await reply.graphql(query, context as unknown as Record<string, unknown>, variables as Record<string, unknown> | undefined, operationName as string | undefined);
      if (!result.errors) return result;
      return { ...result, errors: await Promise.all(result.errors.map(async (error) => (await present(error, context)).toJSON())) };
    } catch (error) {
      // Parsing, validation and limits throw before anything runs; each of their errors is the sender's.
      const causes = (error as { errors?: Error[] }).errors ?? [error as Error];
      return reply.code(400).send({ errors: await Promise.all(causes.map(async (cause) => (await present(cause, context)).toJSON())) });
    }
  });
}

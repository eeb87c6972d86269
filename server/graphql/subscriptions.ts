import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema, createSourceEventStream, execute } from 'graphql';
import type { GraphContext } from './context.ts';
import { present } from './errors.ts';

export interface SubscriptionRequest {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variableValues?: Record<string, unknown> | null;
  readonly operationName?: string | null;
}

const ENDING = new Set(['FORBIDDEN', 'UNAUTHENTICATED']);

const shown = async (result: ExecutionResult, context: GraphContext): Promise<ExecutionResult> =>
  result.errors ? { ...result, errors: await Promise.all(result.errors.map((error) => present(error, context))) } : result;

/**
 * Runs a subscription so that each event is executed for the person as they are at that moment: permissions are
 * resolved again, the field asks for its permission again, and a refusal ends the stream. Whoever stops listening
 * aborts the context's signal, even while nothing comes.
 * @param freshContext who the socket's session is now
 */
export async function subscribeAfresh(request: SubscriptionRequest, freshContext: () => Promise<GraphContext>): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
  const { schema, document, variableValues, operationName } = request;
  const over = new AbortController();
  const contextNow = async (): Promise<GraphContext> => {
    const context = await freshContext();
    return { ...context, signal: AbortSignal.any([context.signal, over.signal]) };
  };
  const first = await contextNow();
  const source = await createSourceEventStream({ schema, document, variableValues, operationName, contextValue: first });
  if (!(Symbol.asyncIterator in source)) return shown(source, first);
  const results = (async function* fresh(): AsyncGenerator<ExecutionResult, void> {
    for await (const event of source) {
      const contextValue = await contextNow();
      const result = await shown(await execute({ schema, document, rootValue: event, contextValue, variableValues, operationName }), contextValue);
      yield result;
      if (result.errors?.some((error) => error instanceof GraphQLError && ENDING.has(String(error.extensions['code'])))) return;
    }
  })();
  // A generator that waits for its next event takes note of the end only after it.
  const end = results.return.bind(results);
  results.return = (value) => {
    over.abort();
    return end(value);
  };
  return results;
}

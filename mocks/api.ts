import { type ExecutionResult, type GraphQLSchema, buildSchema, execute, parse, subscribe, validate } from 'graphql';
import { agentsDomain } from './agents.ts';
import { analyticsDomain } from './analytics.ts';
import { consoleDomain } from './console.ts';
import { conversationsDomain } from './conversations.ts';
import { knowledgeDomain } from './knowledge.ts';
import { membersDomain } from './members.ts';
import { notificationsDomain } from './notifications.ts';
import { reviewsDomain } from './reviews.ts';
import { rolesDomain } from './roles.ts';
import { schemaText } from './schema-text.ts';
import { sessionDomain } from './session.ts';
import { settingsDomain } from './settings.ts';
import { singleSignOnDomain } from './single-sign-on.ts';
import { tokensDomain } from './tokens.ts';
import { viewsDomain } from './views.ts';
import { workspacesDomain } from './workspaces.ts';
import type { Domain, MutationFields, QueryFields, SubscriptionFields } from './types.ts';
import type { World } from './world.ts';

export interface Operation {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

/** The product's GraphQL schema, answered from a world. */
export interface MockApi {
  run(operation: Operation): Promise<ExecutionResult>;
  /** Each event of a subscription, or the errors of one that can't begin. */
  follow(operation: Operation): AsyncGenerator<ExecutionResult>;
}

let schema: GraphQLSchema | null = null;

/** Every operation is checked against the committed schema before it runs, its answer while it does. */
export function createMockApi(world: World): MockApi {
  schema ??= buildSchema(schemaText);
  const known = schema;
  const domains: readonly Domain[] = [sessionDomain, membersDomain, rolesDomain, knowledgeDomain, agentsDomain, conversationsDomain, analyticsDomain, settingsDomain, workspacesDomain, consoleDomain, notificationsDomain, reviewsDomain, tokensDomain, singleSignOnDomain, viewsDomain].map((make) => make(world));
  const merged = <K extends keyof Domain>(kind: K) => Object.assign({}, ...domains.map((domain) => domain[kind] ?? {}));
  const roots = { query: merged('query') as QueryFields, mutation: merged('mutation') as MutationFields, subscription: merged('subscription') as SubscriptionFields };

  const prepared = ({ query, operationName, variables }: Operation) => {
    const document = parse(query);
    return { errors: validate(known, document), document, operationName: operationName ?? undefined, variableValues: variables ?? undefined };
  };
  return {
    async run(operation) {
      const { errors, document, ...rest } = prepared(operation);
      if (errors.length > 0) return { errors };
      const isMutation = document.definitions.some((definition) => definition.kind === 'OperationDefinition' && definition.operation === 'mutation');
      return execute({ schema: known, document, rootValue: isMutation ? roots.mutation : roots.query, ...rest });
    },
    async *follow(operation) {
      const { errors, document, ...rest } = prepared(operation);
      if (errors.length > 0) return yield { errors };
      const answer = await subscribe({ schema: known, document, rootValue: roots.subscription, ...rest });
      if (Symbol.asyncIterator in answer) yield* answer;
      else yield answer;
    },
  };
}

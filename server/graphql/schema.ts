import type { GraphQLSchema } from 'graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { builder } from './builder.ts';
import './errors.ts';
import '../modules/agents/agents.graphql.ts';
import '../modules/analytics/analytics.graphql.ts';
import '../modules/consoles/consoles.graphql.ts';
import '../modules/consoles/development.graphql.ts';
import '../modules/consoles/overrides.graphql.ts';
import '../modules/conversations/conversations.graphql.ts';
import '../modules/knowledge/knowledge.graphql.ts';
import '../modules/members/invitations.graphql.ts';
import '../modules/members/members.graphql.ts';
import '../modules/members/ownership.graphql.ts';
import '../modules/reviews/reviews.graphql.ts';
import '../modules/roles/requests.graphql.ts';
import '../modules/roles/roles.graphql.ts';
import '../modules/roles/viewing.graphql.ts';
import '../modules/notifications/notifications.graphql.ts';
import '../modules/search/search.graphql.ts';
import '../modules/security/policy.graphql.ts';
import '../modules/security/security.graphql.ts';
import '../modules/secrets/secrets.graphql.ts';
import '../modules/sso/sso.graphql.ts';
import '../modules/tokens/tokens.graphql.ts';
import '../modules/views/views.graphql.ts';
import '../modules/workspaces/workspaces.graphql.ts';

/** The assembled schema: every module's types and root fields. Fails when a root field names no permission. */
export const schema: GraphQLSchema = builder.toSchema();

/** The schema as it is committed to `schema.graphql`. */
export const printedSchema = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`;

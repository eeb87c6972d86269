import type { ConversationsQueryVariables } from '../../../gql/graphql.ts';

/** What the list asks for when nothing narrows it: known before the page is, so that both can be fetched at once. */
export const firstConversations = { first: 50, search: null, agentId: null, channel: null, feedback: null } as const satisfies ConversationsQueryVariables;

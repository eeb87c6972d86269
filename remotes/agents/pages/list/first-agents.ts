import type { AgentsQueryVariables } from '../../gql/graphql.ts';

/** What the list asks for first: known before the page is, so that both can be fetched at once. */
export const firstAgents = { first: 30 } as const satisfies AgentsQueryVariables;

import type { DocumentsQueryVariables } from '../../gql/graphql.ts';

/** What the list asks for when nothing narrows it: known before the page is, so that both can be fetched at once. */
export const firstDocuments = { first: 50, search: null, sort: 'newest', status: null, tagIds: null } as const satisfies DocumentsQueryVariables;

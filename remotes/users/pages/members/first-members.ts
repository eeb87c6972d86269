import type { MembersQueryVariables } from '../../gql/graphql.ts';

export const membersAPage = 50;

/** What the list asks for when nothing narrows it: known before the page is, so that both can be fetched at once. */
export const firstMembers = (access: boolean) => ({ search: null, sort: 'joined', roles: [], status: [], hasGrants: null, first: membersAPage, access }) as const satisfies MembersQueryVariables;

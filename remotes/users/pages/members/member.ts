import type { MemberAccessFragment, MemberRowFragment, MembersQuery } from '../../gql/graphql.ts';

/** A member as the list has them; `grants` only for who may see roles. */
export type ListedMember = MembersQuery['members']['edges'][number]['node'];

/** A member with everything that decides what they may do. */
export type MemberWithAccess = MemberRowFragment & MemberAccessFragment;

/** How many permissions were granted to or revoked from this person alone; 0 when that may not be seen. */
export const exceptionsOf = ({ grants = [] }: ListedMember): number => grants.filter(({ level }) => level === 'member').length;

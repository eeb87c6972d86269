import type { MemberAccessFragment, MemberRowFragment, MembersQuery } from '../../gql/graphql.ts';

/** A member as the list has them; `grants` only for who may see roles. */
export type ListedMember = MembersQuery['members']['edges'][number]['node'];

/** A member with everything that decides what they may do. */
export type MemberWithAccess = MemberRowFragment & MemberAccessFragment;

/** How many permissions were granted to or revoked from this person alone; 0 when that may not be seen. */
export const exceptionsOf = ({ grants = [] }: ListedMember): number => grants.filter(({ level }) => level === 'member').length;

export type Presence = 'active' | 'idle' | 'never';
const activeDays = 30;

/** Whether somebody was there lately, by the days that the server filters by. */
export const statusOf = ({ lastActiveAt }: Pick<MemberRowFragment, 'lastActiveAt'>, now = Date.now()): Presence =>
  lastActiveAt === null ? 'never' : now - new Date(lastActiveAt).getTime() < activeDays * 86_400_000 ? 'active' : 'idle';

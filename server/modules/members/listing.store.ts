import { type RawBuilder, sql } from 'kysely';
import type { Role } from '#shared/permissions/index.ts';
import type { Tx } from '../../platform/database/database.ts';
import { rowLimit } from '../../platform/database/keyset.ts';
import { type MemberRow, selectMembers } from './members.store.ts';

/** Days within which somebody who was there counts as active. */
export const ACTIVE_DAYS = 30;
export type MemberStatus = 'active' | 'idle' | 'never';
/** How the list is ordered. Each has an index that ends in the id, so that a page costs the same in the middle of ten thousand. */
export type MemberSort = 'joined' | 'newest' | 'name' | 'nameDescending' | 'lastActive' | 'longestAway';

interface Order { readonly key: RawBuilder<unknown>; readonly type: RawBuilder<unknown>; readonly direction: 'asc' | 'desc' }
const joined = { key: sql`members.created_at`, type: sql`timestamptz` };
const name = { key: sql`lower(members.name)`, type: sql`text` };
const active = { key: sql`coalesce(members.last_active_at, '-infinity'::timestamptz)`, type: sql`timestamptz` };
const orders: Readonly<Record<MemberSort, Order>> = {
  joined: { ...joined, direction: 'asc' }, newest: { ...joined, direction: 'desc' },
  name: { ...name, direction: 'asc' }, nameDescending: { ...name, direction: 'desc' },
  lastActive: { ...active, direction: 'desc' }, longestAway: { ...active, direction: 'asc' },
};

export interface MemberFilter {
  readonly search: string;
  readonly presets: readonly Role[];
  readonly customRoles: readonly string[];
  readonly status: readonly MemberStatus[];
  /** Whether they have grants or revocations of their own; null for either. */
  readonly hasGrants: boolean | null;
}

const statusIs: Readonly<Record<MemberStatus, RawBuilder<boolean>>> = {
  active: sql`members.last_active_at > now() - make_interval(days => ${sql.lit(ACTIVE_DAYS)})`,
  idle: sql`members.last_active_at <= now() - make_interval(days => ${sql.lit(ACTIVE_DAYS)})`,
  never: sql`members.last_active_at is null`,
};

const conditionsOf = ({ search, presets, customRoles, status, hasGrants }: MemberFilter): readonly RawBuilder<boolean>[] => {
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const own = sql`select from grants own where own.workspace_id = members.workspace_id and own.member_id = members.id and (own.expires_at is null or own.expires_at > now())`;
  return [
    ...(search ? [sql<boolean>`(members.name ilike ${pattern} or members.email ilike ${pattern})`] : []),
    ...(presets.length + customRoles.length > 0 ? [sql<boolean>`(members.role_id is null and members.role = any (${[...presets]}) or members.role_id = any (${[...customRoles]}::uuid[]))`] : []),
    ...(status.length > 0 ? [sql<boolean>`(${sql.join(status.map((one) => statusIs[one]), sql` or `)})`] : []),
    ...(hasGrants === null ? [] : [hasGrants ? sql<boolean>`exists (${own})` : sql<boolean>`not exists (${own})`]),
  ];
};

export interface MemberList extends MemberFilter { readonly sort: MemberSort; readonly after: readonly [position: string, id: string] | null; readonly limit: number }

/** The statement of one page, for the list and for the proof that an index serves it. `position` is the exact text pages are continued from. */
export function pageOfMembers(tx: Tx, workspaceId: string, { sort, after, limit, ...filter }: MemberList) {
  const { key, type, direction } = orders[sort];
  let query = selectMembers(tx, workspaceId).select(sql<string>`(${key})::text`.as('position'));
  if (after) query = query.where(sql<boolean>`(${key}, members.id) ${direction === 'asc' ? sql`>` : sql`<`} (${after[0]}::${type}, ${after[1]}::uuid)`);
  for (const condition of conditionsOf(filter)) query = query.where(condition);
  return query.orderBy(key, direction).orderBy('members.id', direction).limit(rowLimit(limit));
}

export const listMembers = (tx: Tx, workspaceId: string, list: MemberList): Promise<(MemberRow & { position: string })[]> => pageOfMembers(tx, workspaceId, list).execute();

export async function countMembers(tx: Tx, workspaceId: string, filter: MemberFilter): Promise<number> {
  let query = tx.selectFrom('members').where('members.workspace_id', '=', workspaceId);
  for (const condition of conditionsOf(filter)) query = query.where(condition);
  const { count } = await query.select(sql<number>`count(*)::integer`.as('count')).executeTakeFirstOrThrow();
  return count;
}

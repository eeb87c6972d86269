import { type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { rowLimit } from '../../platform/database/keyset.ts';
import type { AccessReviewItemsTable, AccessReviewsTable } from '../../platform/database/schema.ts';

export type ItemKind = AccessReviewItemsTable['kind'];
export type Decision = NonNullable<AccessReviewItemsTable['decision']>;

/** What an entry showed when the review began; which of it is there depends on its kind. */
export interface About {
  readonly name: string | null; readonly email: string | null; readonly role?: 'owner' | 'admin' | 'editor' | null; readonly roleId?: string | null; readonly roleName?: string | null;
  readonly permission?: string; readonly scopeKind?: 'agent' | 'tag' | null; readonly scopeId?: string | null; readonly scopeName?: string | null;
  readonly givenBy?: string | null; readonly givenFor?: string; readonly tokenName?: string; readonly tokenKind?: 'personal' | 'workspace'; readonly ending?: string; readonly permissions?: readonly string[];
  readonly since: string; readonly expiresAt?: string | null;
}

export type ReviewRow = Selectable<AccessReviewsTable> & { readonly made: string };
export type ItemRow = Omit<Selectable<AccessReviewItemsTable>, 'about'> & { readonly about: About };
export interface Counts { readonly total: number; readonly kept: number; readonly revoked: number; readonly ended: number; readonly nobodyElse: number; readonly undecided: number }

/** `made` is the microsecond-exact text that pages are continued from. */
const reviews = (tx: Tx, workspaceId: string) => tx.selectFrom('access_reviews').selectAll().select(sql<string>`started_at::text`.as('made')).where('workspace_id', '=', workspaceId);

export function listReviews(tx: Tx, workspaceId: string, { after, limit }: { readonly after: readonly [made: string, id: string] | null; readonly limit: number }): Promise<ReviewRow[]> {
  const query = reviews(tx, workspaceId).orderBy('started_at', 'desc').orderBy('id', 'desc').limit(rowLimit(limit));
  return (after ? query.where(sql<boolean>`(started_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`) : query).execute();
}

export async function countReviews(tx: Tx, workspaceId: string): Promise<number> {
  return (await tx.selectFrom('access_reviews').select(sql<number>`count(*)::integer`.as('count')).where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()).count;
}

export const findReview = (tx: Tx, workspaceId: string, id: string): Promise<ReviewRow | undefined> => reviews(tx, workspaceId).where('id', '=', id).executeTakeFirst();

/** One decision after the other; undefined when it was signed off meanwhile, for then nobody may lock it. */
export const lockReview = (tx: Tx, workspaceId: string, id: string) =>
  tx.selectFrom('access_reviews').select('id').where('workspace_id', '=', workspaceId).where('id', '=', id).where('status', '=', 'open').forUpdate().executeTakeFirst();

export const openReviews = (tx: Tx, workspaceId: string): Promise<ReviewRow[]> => reviews(tx, workspaceId).where('status', '=', 'open').execute();

export interface NewReview { readonly quarter: string | null; readonly startedBy: string | null; readonly startedByName: string | null; readonly dueAt: Date }

/** null when one is open, or was made for that quarter. */
export async function insertReview(tx: Tx, workspaceId: string, { quarter, startedBy, startedByName, dueAt }: NewReview): Promise<string | null> {
  const made = await tx.insertInto('access_reviews').values({ workspace_id: workspaceId, quarter, started_by: startedBy, started_by_name: startedByName, due_at: dueAt })
    .onConflict((conflict) => conflict.doNothing()).returning('id').executeTakeFirst();
  return made?.id ?? null;
}

/** Writes down who may what at this moment; answers with how many entries that are. */
export async function takeSnapshot(tx: Tx, workspaceId: string, reviewId: string): Promise<number> {
  const { numAffectedRows } = await sql`insert into access_review_items (workspace_id, review_id, position, kind, subject_id, member_id, user_id, about, last_used_at)
    select ${workspaceId}::uuid, ${reviewId}::uuid, row_number() over (order by array_position('{membership,grant,token}'::text[], kind), lower(about ->> 'name') nulls first, subject_id), kind, subject_id, member_id, user_id, about, last_used_at from app.access_now()`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

export async function countsOf(tx: Tx, workspaceId: string, reviewIds: readonly string[]): Promise<ReadonlyMap<string, Counts>> {
  if (reviewIds.length === 0) return new Map();
  const of = (decision: Decision) => sql<number>`(count(*) filter (where decision = ${decision}))::integer`;
  const rows = await tx.selectFrom('access_review_items').where('workspace_id', '=', workspaceId).where('review_id', 'in', reviewIds).groupBy('review_id')
    .select(['review_id', sql<number>`count(*)::integer`.as('total'), of('keep').as('kept'), of('revoke').as('revoked'), of('ended').as('ended'), of('nobody-else').as('nobodyElse'), sql<number>`(count(*) filter (where decision is null))::integer`.as('undecided')]).execute();
  return new Map(rows.map(({ review_id: id, ...counts }) => [id, counts]));
}

export interface ItemFilter { readonly kinds: readonly ItemKind[]; readonly undecided: boolean; readonly search: string }

const items = (tx: Tx, workspaceId: string, reviewId: string) => tx.selectFrom('access_review_items').where('workspace_id', '=', workspaceId).where('review_id', '=', reviewId);
const narrowed = (tx: Tx, workspaceId: string, reviewId: string, { kinds, undecided, search }: ItemFilter) => {
  let query = items(tx, workspaceId, reviewId);
  if (kinds.length > 0) query = query.where('kind', 'in', kinds);
  if (undecided) query = query.where('decision', 'is', null);
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return search ? query.where(sql<boolean>`concat_ws(' ', about ->> 'name', about ->> 'email', about ->> 'tokenName', about ->> 'roleName') ilike ${pattern}`) : query;
};

/** In their order; from after a position. */
export const listItems = async (tx: Tx, workspaceId: string, reviewId: string, filter: ItemFilter, after: number, limit: number): Promise<ItemRow[]> =>
  (await narrowed(tx, workspaceId, reviewId, filter).selectAll().where('position', '>', after).orderBy('position').limit(rowLimit(limit)).execute()) as unknown as ItemRow[];

export async function countItems(tx: Tx, workspaceId: string, reviewId: string, filter: ItemFilter): Promise<number> {
  return (await narrowed(tx, workspaceId, reviewId, filter).select(sql<number>`count(*)::integer`.as('count')).executeTakeFirstOrThrow()).count;
}

export const itemsById = async (tx: Tx, workspaceId: string, reviewId: string, ids: readonly string[]): Promise<ItemRow[]> =>
  (await items(tx, workspaceId, reviewId).selectAll().where('id', 'in', ids).orderBy('position').execute()) as unknown as ItemRow[];

export const undecidedItems = async (tx: Tx, workspaceId: string, reviewId: string): Promise<ItemRow[]> =>
  (await items(tx, workspaceId, reviewId).selectAll().where('decision', 'is', null).orderBy('position').execute()) as unknown as ItemRow[];

/**
 * What waits but isn't there any more was decided elsewhere: by who removed it, or by its own end.
 * @returns the ids of what ended
 */
export async function markEnded(tx: Tx, workspaceId: string, reviewId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`update access_review_items set decision = 'ended', decided_at = now() where workspace_id = ${workspaceId} and review_id = ${reviewId} and decision is null
    and (kind, subject_id) not in (select kind, subject_id from app.access_now()) returning id`.execute(tx);
  return rows.map(({ id }) => id);
}

export interface Decided { readonly decision: Decision; readonly reason: string; readonly by: { readonly id: string; readonly name: string } | null }

export async function decide(tx: Tx, workspaceId: string, ids: readonly string[], { decision, reason, by }: Decided): Promise<void> {
  await tx.updateTable('access_review_items').set({ decision, reason, decided_by: by?.id ?? null, decided_by_name: by?.name ?? null, decided_at: new Date() }).where('workspace_id', '=', workspaceId).where('id', 'in', ids).execute();
}

export async function chainHead(tx: Tx): Promise<{ readonly sequence: number; readonly hash: Buffer }> {
  const { rows } = await sql<{ sequence: number; hash: Buffer }>`select sequence, hash from app.chain_head()`.execute(tx);
  const [head] = rows;
  if (!head) throw new TypeError('a workspace without an audit chain');
  return head;
}

export async function signOff(tx: Tx, workspaceId: string, id: string, { by, note, head }: { readonly by: { readonly id: string; readonly name: string }; readonly note: string; readonly head: { readonly sequence: number; readonly hash: Buffer } }): Promise<void> {
  await tx.updateTable('access_reviews').set({ status: 'signed-off', signed_off_by: by.id, signed_off_by_name: by.name, signed_off_at: new Date(), note, chain_sequence: head.sequence, chain_hash: head.hash })
    .where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
}

export const setReminders = async (tx: Tx, workspaceId: string, id: string, reminders: number): Promise<void> => {
  await tx.updateTable('access_reviews').set({ reminders }).where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
};

export const findSettings = (tx: Tx, workspaceId: string) => tx.selectFrom('access_review_settings').select(['quarterly', 'answer_days']).where('workspace_id', '=', workspaceId).executeTakeFirst();

export const saveSettings = async (tx: Tx, workspaceId: string, { quarterly, answerDays }: { readonly quarterly: boolean; readonly answerDays: number }): Promise<void> => {
  await tx.insertInto('access_review_settings').values({ workspace_id: workspaceId, quarterly, answer_days: answerDays })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet({ quarterly, answer_days: answerDays })).execute();
};

/** Everybody who may hold a permission; whether they do is for the product's own rules to say. */
export async function perhapsHolding(tx: Tx, permission: string): Promise<readonly { readonly user_id: string; readonly email: string; readonly name: string }[]> {
  return (await sql<{ user_id: string; email: string; name: string }>`select user_id, email, name from app.perhaps_holding(${permission})`.execute(tx)).rows;
}

export async function hasCompany(tx: Tx, workspaceId: string): Promise<boolean> {
  return (await tx.selectFrom('members').select('id').where('workspace_id', '=', workspaceId).limit(2).execute()).length > 1;
}

import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';

/** The one that waits for an answer; one that has lapsed doesn't. Row-level security leaves it to whom it concerns. */
const selectOpenOffer = (tx: Tx, workspaceId: string) =>
  tx.selectFrom('ownership_transfers as t')
    .innerJoin('members as giver', (on) => on.onRef('giver.workspace_id', '=', 't.workspace_id').onRef('giver.id', '=', 't.from_member_id'))
    .innerJoin('members as taker', (on) => on.onRef('taker.workspace_id', '=', 't.workspace_id').onRef('taker.id', '=', 't.to_member_id'))
    .where('t.workspace_id', '=', workspaceId).where('t.status', '=', 'open').where('t.expires_at', '>', sql<Date>`now()`).where('giver.role', '=', 'owner')
    .select(['t.id', 't.from_member_id', 't.from_user_id', 't.to_member_id', 't.to_user_id', 't.expires_at', 'giver.name as from_name', 'taker.name as to_name']);

export type OfferRow = Awaited<ReturnType<ReturnType<typeof selectOpenOffer>['execute']>>[number];
export const findOpenOffer = (tx: Tx, workspaceId: string): Promise<OfferRow | undefined> => selectOpenOffer(tx, workspaceId).executeTakeFirst();

export async function insertOffer(tx: Tx, workspaceId: string, { fromMemberId, fromUserId, toMemberId, toUserId, expiresAt }: { fromMemberId: string; fromUserId: string; toMemberId: string; toUserId: string; expiresAt: Date }): Promise<void> {
  await tx.insertInto('ownership_transfers').values({ workspace_id: workspaceId, from_member_id: fromMemberId, from_user_id: fromUserId, to_member_id: toMemberId, to_user_id: toUserId, expires_at: expiresAt }).execute();
}

/** Makes room: of those that nobody can answer any more none stays open. */
export async function closeLapsedOffers(tx: Tx, workspaceId: string): Promise<void> {
  await tx.updateTable('ownership_transfers').set({ status: 'withdrawn', answered_at: new Date() }).where('workspace_id', '=', workspaceId).where('status', '=', 'open').execute();
}

export async function withdrawOffer(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.updateTable('ownership_transfers').set({ status: 'withdrawn', answered_at: new Date() }).where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
}

/** Ids of the invitations that ended with it; null when there is nothing for this person to answer. */
export async function answerOffer(tx: Tx, id: string, accept: boolean): Promise<readonly string[] | null> {
  const { rows: [row] } = await sql<{ ended: string[] | null }>`select app.answer_ownership(${id}, ${accept}) as ended`.execute(tx);
  return row?.ended ?? null;
}

import type { z } from 'zod';
import { ACCESS_CHANGED, type Context, type MemberActor, type Unit, holds, isUuid, performAsMember, read } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { NotFoundError, RuleError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { announce } from '../notifications/index.ts';
import { demandTypedName } from '../workspaces/index.ts';
import { invitationRevoked, ownershipAccepted, ownershipDeclined, ownershipOffered, ownershipWithdrawn } from './members.events.ts';
import { offerInput } from './members.input.ts';
import { standingUnderLock, target } from './members.service.ts';
import { lockMembership } from './members.store.ts';
import * as store from './ownership.store.ts';

export interface OwnershipOffer {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly toMemberId: string;
  readonly toPersonId: string;
  readonly expiresAt: Date;
}

const DAYS_OPEN = 7;
const DAY_MS = 86_400_000;

const toOffer = (row: store.OfferRow): OwnershipOffer => ({ id: row.id, from: row.from_name, to: row.to_name, toMemberId: row.to_member_id, toPersonId: row.to_user_id, expiresAt: row.expires_at });

/** The offer that waits for an answer: for those who may make one, and for whom it is made to. */
export function openOffer(context: Context): Promise<OwnershipOffer | null> {
  return read(context, 'member', async ({ tx, workspaceId, actor }) => {
    const row = await store.findOpenOffer(tx, workspaceId);
    if (!row || actor.kind !== 'member') return null;
    return row.to_user_id === actor.person.id || holds(actor, 'workspace:transfer') ? toOffer(row) : null;
  });
}

/**
 * Offers one's ownership to another member. Nothing changes until they accept; then the giver goes on as an admin.
 * @throws ValidationError when the workspace's name isn't what was typed
 * @throws RuleError `offer-to-owner`, `offer-open-already`
 */
export function offerOwnership(context: Context, input: z.input<typeof offerInput>): Promise<OwnershipOffer> {
  return performAsMember(context, 'workspace:transfer', async (unit) => {
    const { tx, workspaceId, actor } = unit;
    const viewer = await standingUnderLock(unit, 'workspace:transfer');
    const { memberId, name } = validate(offerInput, input);
    const to = await target(unit, memberId);
    await demandTypedName(unit, name);
    if (to.role === 'owner') throw new RuleError('offer-to-owner', { name: to.name });
    if (await store.findOpenOffer(tx, workspaceId)) throw new RuleError('offer-open-already');
    await store.closeLapsedOffers(tx, workspaceId);
    await store.insertOffer(tx, workspaceId, { fromMemberId: viewer.memberId, fromUserId: actor.person.id, toMemberId: memberId, toUserId: to.personId, expiresAt: new Date(Date.now() + DAYS_OPEN * DAY_MS) });
    const offer = await found(unit);
    await record(unit, ownershipOffered(memberId));
    await announce(unit, { kind: 'ownership-offered', subjectId: offer.id, to: { personId: to.personId }, details: { by: actor.person.name, workspace: actor.workspace.name } });
    return offer;
  });
}

const found = async ({ tx, workspaceId }: Unit): Promise<OwnershipOffer> => {
  const row = await store.findOpenOffer(tx, workspaceId);
  if (!row) throw new NotFoundError('ownership offer');
  return toOffer(row);
};

/** Takes back the offer that waits for an answer. */
export function withdrawOffer(context: Context): Promise<OwnershipOffer> {
  return performAsMember(context, 'workspace:transfer', async (unit) => {
    await standingUnderLock(unit, 'workspace:transfer');
    const offer = await found(unit);
    await store.withdrawOffer(unit.tx, unit.workspaceId, offer.id);
    await record(unit, ownershipWithdrawn(offer.toMemberId));
    return offer;
  });
}

/**
 * Accepts or declines what was offered to oneself. The database itself sees to it that it was.
 * @throws NotFoundError when it was taken back, has lapsed, or was for somebody else
 */
export function answerOffer(context: Context, { id, accept }: { readonly id: string; readonly accept: boolean }): Promise<OwnershipOffer> {
  return performAsMember(context, 'member', async (unit: Unit<MemberActor>) => {
    const { tx, workspaceId, actor } = unit;
    if (actor.token) throw new RuleError('answer-by-token');
    await lockMembership(tx, workspaceId);
    const row = isUuid(id) ? await store.findOpenOffer(tx, workspaceId) : undefined;
    const ended = row?.id === id ? await store.answerOffer(tx, id, accept) : null;
    if (!row || ended === null) throw new NotFoundError('ownership offer');
    await record(unit, (accept ? ownershipAccepted : ownershipDeclined)(accept ? row.from_member_id : row.to_member_id));
    for (const invitation of ended) await record(unit, invitationRevoked(invitation, 'owner'));
    await announce(unit, { kind: accept ? 'ownership-accepted' : 'ownership-declined', subjectId: id, to: { personId: row.from_user_id }, details: { by: actor.person.name, workspace: actor.workspace.name } });
    if (accept) for (const personId of [row.from_user_id, row.to_user_id]) await unit.publish(ACCESS_CHANGED, { personId });
    return toOffer(row);
  });
}

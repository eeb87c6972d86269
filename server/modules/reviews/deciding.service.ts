import type { z } from 'zod';
import { type Permission, type Scope, isPermission } from '#shared/permissions/index.ts';
import { type Context, type MemberActor, type Unit, authorise, isUuid, performAsMember } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { NotFoundError, RuleError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { removeMemberInUnit, setPermissionInUnit } from '../members/index.ts';
import { announce } from '../notifications/index.ts';
import { setRolePermissionInUnit } from '../roles/index.ts';
import { revokeTokenInUnit } from '../tokens/index.ts';
import { NEED, asReviewer, concerns, reviewersOf } from './reviewers.service.ts';
import { REVIEWS_CHANGED, reviewKept, reviewRevoked, reviewSignedOff } from './reviews.events.ts';
import { decideInput, signOffInput } from './reviews.input.ts';
import { type Review, type ReviewItem, findReview } from './reviews.service.ts';
import * as store from './reviews.store.ts';

/** What it takes to revoke each kind of entry, in a review as anywhere. */
export const revokingNeeds: Readonly<Record<store.ItemKind, Permission>> = { membership: 'members:remove', grant: 'roles:manage', token: 'tokens:manage' };

/** A notification between processes holds 8 kB. */
const MOST_TOLD = 150;

async function lockOpen(unit: Unit, id: string): Promise<Review> {
  const review = await findReview(unit, id);
  if (review.status !== 'open' || !(await store.lockReview(unit.tx, unit.workspaceId, id))) throw new RuleError('review-signed-off');
  return review;
}

const scopeOf = ({ scopeKind, scopeId }: store.About): Scope | null => (scopeKind && scopeId ? { kind: scopeKind, id: scopeId } : null);

async function revoke(context: Context, unit: Unit<MemberActor>, { kind, subject_id: id, member_id: memberId, user_id: personId, about }: ReviewItem): Promise<void> {
  authorise(unit.actor, revokingNeeds[kind]);
  if (kind === 'membership') return void (await removeMemberInUnit(unit, id));
  if (kind === 'token') return void (await revokeTokenInUnit(unit, id));
  const { permission = '' } = about;
  if (!isPermission(permission)) throw new NotFoundError('permission');
  const taken = { permission, choice: 'inherit' as const, scope: scopeOf(about) };
  if (memberId === null) return void (await setRolePermissionInUnit(context, unit, { roleId: about.roleId ?? about.role ?? '', ...taken }));
  await setPermissionInUnit(context, unit, { memberId, ...taken });
  if (personId) await announce(unit, { kind: 'permission-revoked', subjectId: permission, to: { personId }, details: { permission, by: unit.actor.person.name } });
}

/** Who is removed takes what was granted to them along, so that comes first. */
const lastsLongest = (one: ReviewItem, other: ReviewItem): number => Number(one.kind === 'membership') - Number(other.kind === 'membership');

/**
 * Keeps or revokes entries of an open review, all of them or none. What is revoked is gone at once, as if it were taken away
 * where it was given, by the same rules. What was kept can still be revoked until the sign-off.
 * @throws RuleError `review-signed-off`, `review-self`, `review-decided`, and those of removing and revoking elsewhere
 */
export function decideItems(context: Context, input: z.input<typeof decideInput>): Promise<{ readonly review: Review; readonly items: readonly ReviewItem[] }> {
  return performAsMember(context, NEED, async (unit) => {
    const { tx, workspaceId, actor } = unit;
    const { reviewId, itemIds, decision, reason } = validate(decideInput, input);
    await lockOpen(unit, reviewId);
    const ended = [...(await store.markEnded(tx, workspaceId, reviewId))];
    const items = itemIds.every(isUuid) ? await store.itemsById(tx, workspaceId, reviewId, itemIds) : [];
    if (items.length !== itemIds.length) throw new NotFoundError('access-review-item');
    for (const item of items) {
      if (concerns(asReviewer(actor), item)) throw new RuleError('review-self');
      if (item.decision === 'revoke' || item.decision === 'nobody-else') throw new RuleError('review-decided', { name: item.about.name ?? item.about.roleName ?? item.about.role ?? '' });
    }
    const living = items.filter((item) => item.decision !== 'ended').toSorted(lastsLongest);
    if (decision === 'revoke') for (const item of living) await revoke(context, unit, item);
    if (living.length > 0) {
      await store.decide(tx, workspaceId, living.map(({ id }) => id), { decision, reason, by: actor.person });
      await record(unit, (decision === 'keep' ? reviewKept : reviewRevoked)(reviewId, { entries: living.length, items: living.map(({ id }) => id) }));
    }
    // What went along with a removed member has been decided with them.
    if (decision === 'revoke') ended.push(...(await store.markEnded(tx, workspaceId, reviewId)));
    await unit.publish(REVIEWS_CHANGED, { reviewId, itemIds: [...itemIds, ...ended].slice(0, MOST_TOLD) });
    return { review: await findReview(unit, reviewId), items: await store.itemsById(tx, workspaceId, reviewId, itemIds) };
  });
}

/**
 * Ends a review for good: nothing of it can be changed afterwards. Entries that nobody else could decide about are named as such.
 * @throws RuleError `review-undecided`, `review-signed-off`, `review-by-token`
 */
export function signOffReview(context: Context, input: z.input<typeof signOffInput>): Promise<Review> {
  return performAsMember(context, NEED, async (unit) => {
    const { tx, workspaceId, actor } = unit;
    const { reviewId, note } = validate(signOffInput, input);
    if (actor.token) throw new RuleError('review-by-token');
    await lockOpen(unit, reviewId);
    await store.markEnded(tx, workspaceId, reviewId);
    const reviewers = await reviewersOf(unit);
    const waiting = await store.undecidedItems(tx, workspaceId, reviewId);
    const beyond = waiting.filter((item) => reviewers.every((reviewer) => concerns(reviewer, item)));
    if (waiting.length > beyond.length) throw new RuleError('review-undecided', { count: waiting.length - beyond.length });
    if (beyond.length > 0) await store.decide(tx, workspaceId, beyond.map(({ id }) => id), { decision: 'nobody-else', reason: '', by: null });
    const { counts } = await findReview(unit, reviewId);
    await record(unit, reviewSignedOff(reviewId, { entries: counts.total, kept: counts.kept, revoked: counts.revoked, ended: counts.ended, nobodyElse: counts.nobodyElse }));
    await unit.publish(REVIEWS_CHANGED, { reviewId, itemIds: beyond.map(({ id }) => id).slice(0, MOST_TOLD) });
    await store.signOff(tx, workspaceId, reviewId, { by: actor.person, note, head: await store.chainHead(tx) });
    return findReview(unit, reviewId);
  });
}

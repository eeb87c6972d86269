import type { AccessReviewItemKind, MutationDecideAccessReviewItemsArgs, MutationSignOffAccessReviewArgs, MutationUpdateAccessReviewSettingsArgs, QueryAccessReviewArgs, QueryAccessReviewItemsArgs, QueryAccessReviewsArgs } from './schema-types.ts';
import type { Domain } from './types.ts';
import { type StoredReview, type StoredReviewItem, type World, may, need, pageOf, ruleError, validationError } from './world.ts';

const DAY_MS = 86_400_000;
const HASH_LENGTH = 64;
const gone = ruleError('This isn’t there any more, or never was.');
const needs = { membership: 'members:remove', grant: 'roles:manage', token: 'tokens:manage' } as const;

/** What everybody has now, as a review writes it down. */
const snapshot = (world: World): StoredReviewItem[] => {
  const item = (kind: AccessReviewItemKind, subjectId: string, over: Partial<StoredReviewItem>): StoredReviewItem => ({
    id: `item-${subjectId}`, kind, subjectId, memberId: null, name: null, email: null, role: null, permissions: [], tokenName: null, tokenEnding: null, givenBy: null, givenFor: '', since: world.now().toISOString(), expiresAt: null, lastUsedAt: null,
    decision: null, reason: '', decidedBy: null, decidedAt: null, ...over,
  });
  const people = world.people.toSorted((one, other) => one.name.localeCompare(other.name));
  return [
    ...people.map(({ id, name, email, role, joinedAt, lastActiveAt }) => item('membership', id, { memberId: id, name, email, role, since: joinedAt, lastUsedAt: lastActiveAt })),
    ...people.flatMap(({ id: memberId, name, email, grants }) => grants.filter(({ effect }) => effect === 'grant').map((grant) => item('grant', grant.id, { memberId, name, email, permissions: [grant.permission], givenBy: grant.createdBy, givenFor: grant.reason, since: grant.createdAt, expiresAt: grant.expiresAt?.toISOString() ?? null }))),
    ...world.tokens.map((token) => {
      const maker = people.find(({ id }) => id === token.makerId);
      return item('token', token.id, { memberId: token.makerId, name: maker?.name ?? null, email: maker?.email ?? null, permissions: [...token.permissions], tokenName: token.name, tokenEnding: token.ending, since: token.createdAt, expiresAt: token.expiresAt, lastUsedAt: token.lastUsedAt });
    }),
  ];
};

/** Looking through who may what. */
export const reviewsDomain = (world: World): Domain => {
  const viewer = () => need(world, 'access-review:manage');
  const shown = ({ items, ...review }: StoredReview) => {
    const of = (decision: string | null): number => items.filter((item) => item.decision === decision).length;
    return { __typename: 'AccessReview' as const, ...review, isOverdue: review.status === 'open' && new Date(review.dueAt) < world.now(), counts: { total: items.length, kept: of('keep'), revoked: of('revoke'), ended: of('ended'), nobodyElse: of('nobodyElse'), undecided: of(null) } };
  };
  const shownItem = ({ subjectId: _, ...item }: StoredReviewItem) => ({ __typename: 'AccessReviewItem' as const, ...item, roleName: null, scope: null, recordsUse: item.kind !== 'grant', isAboutViewer: item.memberId === world.viewerId, viewerCanRevoke: may(world, needs[item.kind]), revokingNeeds: needs[item.kind] });
  const revoke = ({ kind, subjectId, memberId }: StoredReviewItem): void => {
    if (kind === 'membership') world.people = world.people.filter(({ id }) => id !== subjectId);
    else if (kind === 'token') world.tokens = world.tokens.filter(({ id }) => id !== subjectId);
    const person = world.people.find(({ id }) => id === memberId);
    if (person && kind === 'grant') person.grants = person.grants.filter(({ id }) => id !== subjectId);
  };
  return {
    query: {
      accessReviews: (page: QueryAccessReviewsArgs) => {
        viewer();
        return pageOf(world.reviews, page, shown);
      },
      accessReview: ({ id }: QueryAccessReviewArgs) => {
        viewer();
        const review = world.reviews.find((one) => one.id === id);
        return review ? shown(review) : null;
      },
      accessReviewSettings: () => {
        viewer();
        return world.reviewSettings;
      },
      accessReviewItems: ({ reviewId, kinds, undecided, search, ...page }: QueryAccessReviewItemsArgs) => {
        viewer();
        const items = world.reviews.find(({ id }) => id === reviewId)?.items ?? [];
        const said = search?.toLowerCase() ?? '';
        return pageOf(items.filter(({ kind, decision, name, email, tokenName }) => (!kinds?.length || kinds.includes(kind)) && (!undecided || decision === null) && `${name} ${email} ${tokenName}`.toLowerCase().includes(said)), page, shownItem);
      },
    },
    mutation: {
      startAccessReview: () => {
        const { name } = viewer();
        if (world.reviews.some(({ status }) => status === 'open')) return ruleError('An access review is open already. Sign it off first; then the next one can begin.');
        const now = world.now();
        const review: StoredReview = { id: crypto.randomUUID(), status: 'open', quarter: null, startedBy: name, startedAt: now.toISOString(), dueAt: new Date(now.getTime() + world.reviewSettings.answerDays * DAY_MS).toISOString(), signedOffBy: null, signedOffAt: null, note: '', chainSequence: null, chainHash: null, items: snapshot(world) };
        world.reviews.unshift(review);
        return shown(review);
      },
      decideAccessReviewItems: ({ input: { reviewId, itemIds, decision, reason } }: MutationDecideAccessReviewItemsArgs) => {
        const { name } = viewer();
        const review = world.reviews.find(({ id }) => id === reviewId);
        if (review?.status !== 'open') return ruleError('This review is signed off; nothing of it can be changed any more.');
        if (decision === 'revoke' && !reason?.trim()) return validationError({ reason: 'This can’t be empty.' });
        const items = review.items.filter(({ id }) => itemIds.includes(id));
        if (items.some(({ memberId }) => memberId === world.viewerId)) return ruleError('Nobody decides about themselves: this concerns you. Leave it to somebody else who reviews access.');
        for (const item of items) {
          if (decision === 'revoke') revoke(item);
          Object.assign(item, { decision, reason: reason ?? '', decidedBy: name, decidedAt: world.now().toISOString() });
        }
        world.topics.publish('accessReviewsChanged', { reviewId, itemIds });
        return { __typename: 'DecidedAccessReviewItems' as const, review: shown(review), items: items.map(shownItem) };
      },
      signOffAccessReview: ({ input: { reviewId, note } }: MutationSignOffAccessReviewArgs) => {
        const { name } = viewer();
        const review = world.reviews.find(({ id }) => id === reviewId);
        if (!review) return gone;
        const waiting = review.items.filter(({ decision, memberId }) => decision === null && memberId !== world.viewerId).length;
        if (waiting > 0) return ruleError(`${waiting} entries still wait for a decision. Keep or revoke them first.`);
        for (const item of review.items) if (item.decision === null) Object.assign(item, { decision: 'nobodyElse', decidedAt: world.now().toISOString() });
        Object.assign(review, { status: 'signedOff', signedOffBy: name, signedOffAt: world.now().toISOString(), note: note ?? '', chainSequence: world.audit.length, chainHash: 'a1'.padEnd(HASH_LENGTH, '0') });
        return shown(review);
      },
      updateAccessReviewSettings: ({ input }: MutationUpdateAccessReviewSettingsArgs) => {
        viewer();
        world.reviewSettings = input;
        return { __typename: 'AccessReviewSettings' as const, ...input };
      },
    },
    subscription: {
      async *accessReviewsChanged() {
        for await (const { reviewId, itemIds } of world.topics.listen('accessReviewsChanged')) {
          const review = world.reviews.find(({ id }) => id === reviewId);
          if (review) yield { accessReviewsChanged: { review: shown(review), items: review.items.filter(({ id }) => itemIds.includes(id)).map(shownItem) } };
        }
      },
    },
  };
};

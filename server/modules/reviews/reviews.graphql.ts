import { holds } from '../../access/index.ts';
import { builder } from '../../graphql/builder.ts';
import { type ConnectionShape, asks, defineConnection } from '../../graphql/connections.ts';
import { failures } from '../../graphql/errors.ts';
import { ScopeType } from '../../graphql/grant-types.ts';
import { RoleEnum } from '../../graphql/shared-types.ts';
import { decideItems, revokingNeeds, signOffReview } from './deciding.service.ts';
import { asReviewer, concerns } from './reviewers.service.ts';
import { REVIEWS_CHANGED } from './reviews.events.ts';
import { itemKinds } from './reviews.input.ts';
import { type Review, type ReviewItem, type ReviewSettings, getReview, getSettings, listItems, listReviews, reviewNow, startReview, updateSettings } from './reviews.service.ts';

const ReviewStatus = builder.enumType('AccessReviewStatus', { values: { open: { value: 'open' }, signedOff: { value: 'signed-off' } } as const });
const ItemKind = builder.enumType('AccessReviewItemKind', { values: itemKinds });
const ItemDecision = builder.enumType('AccessReviewDecision', {
  values: {
    keep: { value: 'keep' }, revoke: { value: 'revoke' },
    ended: { value: 'ended', description: 'It was taken away elsewhere, or ended by itself, before anybody decided.' },
    nobodyElse: { value: 'nobody-else', description: 'It was about everybody who could have decided.' },
  } as const,
});
const DecisionChoice = builder.enumType('AccessReviewChoice', { values: ['keep', 'revoke'] as const });

const Counts = builder.objectRef<Review['counts']>('AccessReviewCounts').implement({
  fields: (t) => ({ total: t.exposeInt('total'), kept: t.exposeInt('kept'), revoked: t.exposeInt('revoked'), ended: t.exposeInt('ended'), nobodyElse: t.exposeInt('nobodyElse'), undecided: t.exposeInt('undecided') }),
});

const ReviewType = builder.objectRef<Review>('AccessReview').implement({
  description: 'Every membership, grant and API token as they were when it began, and what somebody decided about each.',
  fields: (t) => ({
    id: t.exposeID('id'),
    status: t.field({ type: ReviewStatus, resolve: ({ status }) => status }),
    quarter: t.exposeString('quarter', { nullable: true, description: 'As 2026-Q4, when it began by itself.' }),
    startedBy: t.exposeString('started_by_name', { nullable: true, description: 'null when it began by itself.' }),
    startedAt: t.expose('started_at', { type: 'DateTime' }),
    dueAt: t.expose('due_at', { type: 'DateTime' }),
    isOverdue: t.boolean({ resolve: ({ status, due_at: dueAt }) => status === 'open' && dueAt < new Date() }),
    signedOffBy: t.exposeString('signed_off_by_name', { nullable: true }),
    signedOffAt: t.expose('signed_off_at', { type: 'DateTime', nullable: true }),
    note: t.exposeString('note'),
    chainSequence: t.exposeInt('chain_sequence', { nullable: true, description: 'Which entry of the audit log was the last, with the sign-off in it.' }),
    chainHash: t.string({ nullable: true, description: 'Its SHA-256, hexadecimal.', resolve: ({ chain_hash: hash }) => hash?.toString('hex') ?? null }),
    counts: t.expose('counts', { type: Counts }),
  }),
});

const ItemType = builder.objectRef<ReviewItem>('AccessReviewItem').implement({
  description: 'Something that somebody, or everybody with a role, had when the review began.',
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.field({ type: ItemKind, resolve: ({ kind }) => kind }),
    memberId: t.exposeID('member_id', { nullable: true }),
    name: t.string({ nullable: true, description: 'Whom it is about; null for what a role was granted.', resolve: ({ about }) => about.name }),
    email: t.string({ nullable: true, resolve: ({ about }) => about.email }),
    role: t.field({ type: RoleEnum, nullable: true, description: 'The preset, or whom the role ranks with.', resolve: ({ about }) => about.role ?? null }),
    roleName: t.string({ nullable: true, description: 'Of one of the workspace’s own roles.', resolve: ({ about }) => about.roleName ?? null }),
    permissions: t.stringList({ description: 'What was granted, or given to the token.', resolve: ({ about }) => (about.permission ? [about.permission] : [...(about.permissions ?? [])].toSorted()) }),
    scope: t.field({ type: ScopeType, nullable: true, resolve: ({ about: { scopeKind, scopeId, scopeName } }) => (scopeKind && scopeId ? { kind: scopeKind, id: scopeId, name: scopeName ?? null } : null) }),
    tokenName: t.string({ nullable: true, resolve: ({ about }) => about.tokenName ?? null }),
    tokenEnding: t.string({ nullable: true, resolve: ({ about }) => about.ending ?? null }),
    givenBy: t.string({ nullable: true, resolve: ({ about }) => about.givenBy ?? null }),
    givenFor: t.string({ description: 'The reason it was granted for.', resolve: ({ about }) => about.givenFor ?? '' }),
    since: t.field({ type: 'DateTime', resolve: ({ about }) => new Date(about.since) }),
    expiresAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ about }) => (about.expiresAt ? new Date(about.expiresAt) : null) }),
    lastUsedAt: t.expose('last_used_at', { type: 'DateTime', nullable: true, description: 'When the member was last active or the token last used; null for never.' }),
    recordsUse: t.boolean({ description: 'Whether the last use is recorded at all: of single grants it isn’t.', resolve: ({ kind }) => kind !== 'grant' }),
    decision: t.field({ type: ItemDecision, nullable: true, resolve: ({ decision }) => decision }),
    reason: t.exposeString('reason'),
    decidedBy: t.exposeString('decided_by_name', { nullable: true }),
    decidedAt: t.expose('decided_at', { type: 'DateTime', nullable: true }),
    isAboutViewer: t.boolean({ description: 'Nobody decides about themselves.', resolve: (item, _args, { actor }) => actor.kind === 'member' && concerns(asReviewer(actor), item) }),
    viewerCanRevoke: t.boolean({ resolve: ({ kind }, _args, { actor }) => holds(actor, revokingNeeds[kind]) }),
    revokingNeeds: t.string({ description: 'The permission it takes to revoke it.', resolve: ({ kind }) => revokingNeeds[kind] }),
  }),
});

const SettingsType = builder.objectRef<ReviewSettings>('AccessReviewSettings').implement({
  fields: (t) => ({ quarterly: t.exposeBoolean('quarterly', { description: 'Whether one begins by itself each quarter.' }), answerDays: t.exposeInt('answerDays', { description: 'Days from its beginning to its due date.' }) }),
});

const ReviewConnection = defineConnection('AccessReview', ReviewType);
builder.queryField('accessReviews', (t) => t.field({
  type: ReviewConnection, permission: 'access-review:manage', description: 'Newest first.', args: { first: t.arg.int({ required: false }), after: t.arg.string({ required: false }) },
  resolve: async (_root, args, context, info): Promise<ConnectionShape<Review>> => ({ ...(await listReviews(context, args, asks(info, 'totalCount'))), after: Boolean(args.after) }),
}));
builder.queryField('accessReview', (t) => t.field({ type: ReviewType, nullable: true, permission: 'access-review:manage', args: { id: t.arg.id() }, resolve: (_root, { id }, context) => getReview(context, id) }));
builder.queryField('accessReviewSettings', (t) => t.field({ type: SettingsType, permission: 'access-review:manage', resolve: (_root, _args, context) => getSettings(context) }));

const ItemConnection = defineConnection('AccessReviewItem', ItemType);
builder.queryField('accessReviewItems', (t) => t.field({
  type: ItemConnection, permission: 'access-review:manage', description: 'Memberships, then grants, then tokens, each by name.',
  args: {
    reviewId: t.arg.id(), kinds: t.arg({ type: [ItemKind], required: false }), undecided: t.arg.boolean({ required: false, description: 'Only those that wait.' }), search: t.arg.string({ required: false }),
    first: t.arg.int({ required: false }), after: t.arg.string({ required: false }),
  },
  resolve: async (_root, args, context, info): Promise<ConnectionShape<ReviewItem>> => ({ ...(await listItems(context, args, asks(info, 'totalCount'))), after: Boolean(args.after) }),
}));

const StartInput = builder.inputType('StartAccessReviewInput', { fields: (t) => ({ answerDays: t.int({ required: false, description: '1 to 90; the workspace’s own setting when left out.' }) }) });
builder.mutationField('startAccessReview', (t) => t.field({
  type: ReviewType, permission: 'access-review:manage', errors: { types: failures.checked }, args: { input: t.arg({ type: StartInput }) }, resolve: (_root, { input }, context) => startReview(context, input),
}));

const Decided = builder.objectRef<{ readonly review: Review; readonly items: readonly ReviewItem[] }>('DecidedAccessReviewItems').implement({
  fields: (t) => ({ review: t.expose('review', { type: ReviewType }), items: t.field({ type: [ItemType], resolve: ({ items }) => [...items] }) }),
});
const DecideInput = builder.inputType('DecideAccessReviewItemsInput', {
  fields: (t) => ({ reviewId: t.id(), itemIds: t.idList({ description: 'At most 100; all of them are decided, or none.' }), decision: t.field({ type: DecisionChoice }), reason: t.string({ required: false, description: 'Needed to revoke.' }) }),
});
builder.mutationField('decideAccessReviewItems', (t) => t.field({
  type: Decided, permission: 'access-review:manage', errors: { types: failures.checked }, description: 'What is revoked is gone at once. Revoking needs what it takes elsewhere, too.', args: { input: t.arg({ type: DecideInput }) },
  resolve: (_root, { input }, context) => decideItems(context, input),
}));

const SignOffInput = builder.inputType('SignOffAccessReviewInput', { fields: (t) => ({ reviewId: t.id(), note: t.string({ required: false }) }) });
builder.mutationField('signOffAccessReview', (t) => t.field({
  type: ReviewType, permission: 'access-review:manage', errors: { types: failures.checked }, description: 'When all is decided. Nothing of it can be changed afterwards.', args: { input: t.arg({ type: SignOffInput }) },
  resolve: (_root, { input }, context) => signOffReview(context, input),
}));

const UpdateSettingsInput = builder.inputType('UpdateAccessReviewSettingsInput', { fields: (t) => ({ quarterly: t.boolean(), answerDays: t.int({ description: '1 to 90.' }) }) });
builder.mutationField('updateAccessReviewSettings', (t) => t.field({
  type: SettingsType, permission: 'access-review:manage', errors: { types: failures.checked }, args: { input: t.arg({ type: UpdateSettingsInput }) }, resolve: (_root, { input }, context) => updateSettings(context, input),
}));

const ReviewsChange = builder.objectRef<{ readonly review: Review; readonly items: readonly ReviewItem[] }>('AccessReviewsChange').implement({
  fields: (t) => ({ review: t.expose('review', { type: ReviewType }), items: t.field({ type: [ItemType], description: 'Entries that were decided.', resolve: ({ items }) => [...items] }) }),
});
builder.subscriptionField('accessReviewsChanged', (t) => t.field({
  type: ReviewsChange, permission: 'access-review:manage', description: 'A review began, somebody decided entries of it, or it was signed off.',
  subscribe: (_root, _args, { platform, actor, signal }) => platform.pubsub.subscribe(REVIEWS_CHANGED, actor.kind === 'member' ? actor.workspaceId : '', signal),
  resolve: (notice, _args, context) => {
    const { reviewId, itemIds } = notice as { reviewId?: unknown; itemIds?: unknown };
    return reviewNow(context, String(reviewId), Array.isArray(itemIds) ? itemIds.map(String) : []);
  },
}));

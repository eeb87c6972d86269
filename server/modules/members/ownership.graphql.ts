import { builder } from '../../graphql/builder.ts';
import { failures } from '../../graphql/errors.ts';
import { leaveWorkspace } from './leaving.service.ts';
import { type OwnershipOffer, answerOffer, offerOwnership, openOffer, withdrawOffer } from './ownership.service.ts';

const OwnershipOfferType = builder.objectRef<OwnershipOffer>('OwnershipOffer').implement({
  description: 'An owner offers a workspace to another member. Nothing changes until they accept.',
  fields: (t) => ({
    id: t.exposeID('id'),
    from: t.exposeString('from', { description: 'Who gives it, and becomes an admin.' }),
    to: t.exposeString('to', { description: 'Who is to own it.' }),
    toMemberId: t.exposeID('toMemberId'),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
    viewerCanAnswer: t.boolean({ resolve: ({ toPersonId }, _args, { actor }) => actor.kind === 'member' && actor.person.id === toPersonId }),
  }),
});

builder.queryField('ownershipOffer', (t) => t.field({
  type: OwnershipOfferType, nullable: true, permission: 'member', description: 'The offer that waits for an answer; for those who may make one, and for whom it is made to.',
  resolve: (_root, _args, context) => openOffer(context),
}));

const OfferOwnershipInput = builder.inputType('OfferOwnershipInput', { fields: (t) => ({ memberId: t.id(), name: t.string({ description: 'The workspace’s name, as a confirmation.' }) }) });
builder.mutationField('offerOwnership', (t) => t.field({
  type: OwnershipOfferType, permission: 'workspace:transfer', errors: { types: failures.checked }, args: { input: t.arg({ type: OfferOwnershipInput }) },
  resolve: (_root, { input }, context) => offerOwnership(context, input as Parameters<typeof offerOwnership>[1]),
}));

builder.mutationField('withdrawOwnershipOffer', (t) => t.field({
  type: OwnershipOfferType, permission: 'workspace:transfer', errors: { types: failures.rule }, resolve: (_root, _args, context) => withdrawOffer(context),
}));

const AnswerOwnershipInput = builder.inputType('AnswerOwnershipInput', { fields: (t) => ({ id: t.id(), accept: t.boolean() }) });
builder.mutationField('answerOwnershipOffer', (t) => t.field({
  type: OwnershipOfferType, permission: 'member', errors: { types: failures.rule }, args: { input: t.arg({ type: AnswerOwnershipInput }) },
  resolve: (_root, { input }, context) => answerOffer(context, input as Parameters<typeof answerOffer>[1]),
}));

const LeftWorkspace = builder.objectRef<{ readonly id: string; readonly name: string }>('LeftWorkspace').implement({ fields: (t) => ({ id: t.exposeID('id'), name: t.exposeString('name') }) });
const LeaveWorkspaceInput = builder.inputType('LeaveWorkspaceInput', { fields: (t) => ({ workspaceId: t.id() }) });
builder.mutationField('leaveWorkspace', (t) => t.field({
  type: LeftWorkspace, permission: 'member', errors: { types: failures.rule }, description: 'Ends one’s own membership.', args: { input: t.arg({ type: LeaveWorkspaceInput }) },
  resolve: (_root, { input }, context) => leaveWorkspace(context, input.workspaceId),
}));

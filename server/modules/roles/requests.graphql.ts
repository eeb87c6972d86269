import { holds } from '../../access/index.ts';
import { builder } from '../../graphql/builder.ts';
import { type ConnectionShape, asks, defineConnection } from '../../graphql/connections.ts';
import { failures } from '../../graphql/errors.ts';
import type { Notice } from '../../platform/pubsub/pubsub.ts';
import { REQUESTS_CHANGED } from './requests.events.ts';
import { type AccessRequest, answerRequest, countOpenRequests, listRequests, requestAccess, withdrawRequest } from './requests.service.ts';

const AccessRequestStatus = builder.enumType('AccessRequestStatus', { values: ['open', 'granted', 'declined', 'withdrawn'] as const });

const AccessRequestType = builder.objectRef<AccessRequest>('AccessRequest').implement({
  description: 'Somebody asks for a permission they don’t have.',
  fields: (t) => ({
    id: t.exposeID('id'),
    memberId: t.exposeID('memberId'),
    name: t.exposeString('name', { description: 'Who asks.' }),
    permission: t.exposeString('permission'),
    status: t.expose('status', { type: AccessRequestStatus }),
    answer: t.exposeString('answer'),
    answeredBy: t.exposeString('answeredBy', { nullable: true }),
    answeredAt: t.expose('answeredAt', { type: 'DateTime', nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    viewerCanAnswer: t.boolean({ resolve: ({ status, personId }, _args, { actor }) => status === 'open' && holds(actor, 'roles:manage') && actor.kind === 'member' && actor.person.id !== personId }),
  }),
});

const AccessRequestConnection = defineConnection('AccessRequest', AccessRequestType);
builder.queryField('accessRequests', (t) => t.field({
  type: AccessRequestConnection, permission: 'roles:manage', description: 'Newest first; with `open` only those that wait.',
  args: { first: t.arg.int({ required: false }), after: t.arg.string({ required: false }), open: t.arg.boolean({ required: false }) },
  resolve: async (_root, args, context, info): Promise<ConnectionShape<AccessRequest>> => ({ ...(await listRequests(context, args, asks(info, 'totalCount'))), after: Boolean(args.after) }),
}));

const RequestAccessInput = builder.inputType('RequestAccessInput', { fields: (t) => ({ permission: t.string() }) });
builder.mutationField('requestAccess', (t) => t.field({
  type: AccessRequestType, permission: 'member', errors: { types: failures.checked }, args: { input: t.arg({ type: RequestAccessInput }) },
  resolve: (_root, { input }, context) => requestAccess(context, input as Parameters<typeof requestAccess>[1]),
}));

const WithdrawAccessRequestInput = builder.inputType('WithdrawAccessRequestInput', { fields: (t) => ({ id: t.id() }) });
builder.mutationField('withdrawAccessRequest', (t) => t.field({
  type: AccessRequestType, permission: 'member', errors: { types: failures.rule }, args: { input: t.arg({ type: WithdrawAccessRequestInput }) },
  resolve: (_root, { input }, context) => withdrawRequest(context, input.id),
}));

const AnswerAccessRequestInput = builder.inputType('AnswerAccessRequestInput', {
  fields: (t) => ({ id: t.id(), grant: t.boolean(), reason: t.string({ required: false, description: 'Needed to decline.' }), expiresAt: t.field({ type: 'DateTime', required: false }) }),
});
builder.mutationField('answerAccessRequest', (t) => t.field({
  type: AccessRequestType, permission: 'roles:manage', errors: { types: failures.checked }, args: { input: t.arg({ type: AnswerAccessRequestInput }) },
  resolve: (_root, { input }, context) => answerRequest(context, input as Parameters<typeof answerRequest>[1]),
}));

const AccessRequestsChange = builder.objectRef<Notice>('AccessRequestsChange').implement({
  fields: (t) => ({ openCount: t.int({ description: 'How many wait now.', resolve: (_notice, _args, context) => countOpenRequests(context) }) }),
});
builder.subscriptionField('accessRequestsChanged', (t) => t.field({
  type: AccessRequestsChange, permission: 'roles:manage',
  subscribe: (_root, _args, { platform, actor, signal }) => platform.pubsub.subscribe(REQUESTS_CHANGED, actor.kind === 'member' ? actor.workspaceId : '', signal),
  resolve: (notice) => notice as Notice,
}));

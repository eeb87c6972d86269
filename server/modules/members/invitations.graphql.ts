import { holds } from '../../access/index.ts';
import { builder } from '../../graphql/builder.ts';
import { type ConnectionShape, asks, defineConnection } from '../../graphql/connections.ts';
import { failures } from '../../graphql/errors.ts';
import { RoleEnum } from '../../graphql/shared-types.ts';
import { ScopeInput } from '../../graphql/grant-types.ts';
import { sentence } from '../../messages/index.ts';
import { type Invitation, inviteMember, listInvitations, resendInvitation, revokeInvitation } from './invitations.service.ts';
import { type InvitedLine, inviteSeveral } from './inviting.service.ts';

const InvitationStatus = builder.enumType('InvitationStatus', { values: ['pending', 'accepted', 'revoked', 'expired'] as const });

const InvitationType = builder.objectRef<Invitation>('Invitation').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    email: t.exposeString('email'),
    role: t.expose('role', { type: RoleEnum }),
    customRole: t.exposeString('customRole', { nullable: true, description: 'Name of the role, if it is one of the workspace’s own; `role` then says whom it ranks with.' }),
    grantCount: t.exposeInt('grantCount', { description: 'Grants that begin with the membership.' }),
    message: t.exposeString('message'),
    status: t.expose('status', { type: InvitationStatus }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
    invitedBy: t.string({ resolve: ({ invitedBy }, _args, { locale }) => invitedBy ?? sentence(locale, 'former-member') }),
    link: t.exposeString('link', { nullable: true, description: 'The address to open; only for a person who may invite to this role, and only while the invitation is pending.' }),
  }),
});

const InvitationConnection = defineConnection('Invitation', InvitationType, (t) => ({ viewerCanInvite: t.boolean({ resolve: (_connection, _args, { actor }) => holds(actor, 'members:invite') }) }));

builder.queryField('invitations', (t) => t.field({
  type: InvitationConnection, permission: 'members:read', args: { first: t.arg.int({ required: false }), after: t.arg.string({ required: false }) },
  resolve: async (_root, args, context, info): Promise<ConnectionShape<Invitation>> => ({ ...(await listInvitations(context, args, asks(info, 'totalCount'))), after: Boolean(args.after) }),
}));

const InvitedGrantInput = builder.inputType('InvitedGrantInput', { fields: (t) => ({ permission: t.string(), scope: t.field({ type: ScopeInput, required: false }), expiresAt: t.field({ type: 'DateTime', required: false }) }) });
const InviteMemberInput = builder.inputType('InviteMemberInput', {
  description: 'Either a preset or a custom role. `grants` need roles:manage; `expiresInHours` is 72 unless it is said, and at most 720.',
  fields: (t) => ({
    email: t.string(), role: t.field({ type: RoleEnum, required: false }), customRoleId: t.id({ required: false }), grants: t.field({ type: [InvitedGrantInput], required: false }),
    message: t.string({ required: false }), expiresInHours: t.int({ required: false }),
  }),
});
builder.mutationField('inviteMember', (t) => t.field({
  type: InvitationType, permission: 'members:invite', errors: { types: failures.checked }, args: { input: t.arg({ type: InviteMemberInput }) },
  resolve: (_root, { input }, context) => inviteMember(context, input as Parameters<typeof inviteMember>[1]),
}));

const InvitationOutcomeEnum = builder.enumType('InvitationOutcome', { values: { invited: { value: 'invited' }, already_member: { value: 'already-member' }, already_invited: { value: 'already-invited' }, repeated: { value: 'repeated' }, invalid: { value: 'invalid' } } as const });
const InvitedLineType = builder.objectRef<InvitedLine>('InvitedLine').implement({
  description: 'What became of one line of a list.',
  fields: (t) => ({
    line: t.exposeInt('line', { description: 'From 1.' }), text: t.exposeString('text'), outcome: t.expose('outcome', { type: InvitationOutcomeEnum }), message: t.exposeString('message'),
    invitation: t.expose('invitation', { type: InvitationType, nullable: true }),
  }),
});
const InvitedList = builder.objectRef<{ readonly lines: readonly InvitedLine[] }>('InvitedList').implement({ fields: (t) => ({ lines: t.field({ type: [InvitedLineType], resolve: ({ lines }) => [...lines] }) }) });
const InviteSeveralInput = builder.inputType('InviteSeveralInput', {
  description: '`list`: addresses one a line or several in a line, or the rows of a CSV file; at most 200 lines.',
  fields: (t) => ({
    list: t.string(), role: t.field({ type: RoleEnum, required: false }), customRoleId: t.id({ required: false }), grants: t.field({ type: [InvitedGrantInput], required: false }),
    message: t.string({ required: false }), expiresInHours: t.int({ required: false }),
  }),
});
builder.mutationField('inviteSeveral', (t) => t.field({
  type: InvitedList, permission: 'members:invite', errors: { types: failures.checked }, args: { input: t.arg({ type: InviteSeveralInput }) },
  resolve: async (_root, { input }, context) => ({ lines: await inviteSeveral(context, input as Parameters<typeof inviteSeveral>[1]) }),
}));

const RevokeInvitationInput = builder.inputType('RevokeInvitationInput', { fields: (t) => ({ id: t.id() }) });
builder.mutationField('revokeInvitation', (t) => t.field({
  type: InvitationType, permission: 'members:invite', errors: { types: failures.rule }, args: { input: t.arg({ type: RevokeInvitationInput }) },
  resolve: (_root, { input }, context) => revokeInvitation(context, input.id),
}));

const ResendInvitationInput = builder.inputType('ResendInvitationInput', { fields: (t) => ({ id: t.id() }) });
builder.mutationField('resendInvitation', (t) => t.field({
  type: InvitationType, permission: 'members:invite', errors: { types: failures.rule }, description: 'A new link; the old one stops working.', args: { input: t.arg({ type: ResendInvitationInput }) },
  resolve: (_root, { input }, context) => resendInvitation(context, input.id),
}));

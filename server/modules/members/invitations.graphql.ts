import { holds } from '../../access/index.ts';
import { builder } from '../../graphql/builder.ts';
import { type ConnectionShape, asks, defineConnection } from '../../graphql/connections.ts';
import { failures } from '../../graphql/errors.ts';
import { RoleEnum } from '../../graphql/shared-types.ts';
import { sentence } from '../../messages/index.ts';
import { type Invitation, inviteMember, listInvitations, resendInvitation, revokeInvitation } from './invitations.service.ts';

const InvitationStatus = builder.enumType('InvitationStatus', { values: ['pending', 'accepted', 'revoked', 'expired'] as const });

const InvitationType = builder.objectRef<Invitation>('Invitation').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    email: t.exposeString('email'),
    role: t.expose('role', { type: RoleEnum }),
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

const InviteMemberInput = builder.inputType('InviteMemberInput', { fields: (t) => ({ email: t.string(), role: t.field({ type: RoleEnum }) }) });
builder.mutationField('inviteMember', (t) => t.field({
  type: InvitationType, permission: 'members:invite', errors: { types: failures.checked }, args: { input: t.arg({ type: InviteMemberInput }) },
  resolve: (_root, { input }, context) => inviteMember(context, input),
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

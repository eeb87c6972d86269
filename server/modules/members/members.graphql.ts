import { type Permission, type Step, explain, permissions } from '#shared/permissions/index.ts';
import { type Actor, ForbiddenError, holds } from '../../access/index.ts';
import { builder } from '../../graphql/builder.ts';
import { type ConnectionShape, asks, defineConnection } from '../../graphql/connections.ts';
import { failures } from '../../graphql/errors.ts';
import { RoleEnum } from '../../graphql/shared-types.ts';
import { permissionsRefusal, removalRefusal, roleChangeRefusal } from './members.rules.ts';
import { type Member, type MemberGrant, type RemovedMember, changeMemberRole, getMember, listMembers, permissionCatalogue, removeMember, setMemberPermission } from './members.service.ts';

const GrantEffect = builder.enumType('GrantEffect', { values: ['grant', 'revoke'] as const });
const GrantLevel = builder.enumType('GrantLevel', { values: ['role', 'member'] as const });
const PermissionSource = builder.enumType('PermissionSource', { values: ['preset', 'role', 'member', 'owner'] as const });
const PermissionChoice = builder.enumType('PermissionChoice', { values: ['grant', 'revoke', 'inherit'] as const });

const Grant = builder.objectRef<MemberGrant>('Grant').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    permission: t.exposeString('permission'),
    effect: t.expose('effect', { type: GrantEffect }),
    level: t.expose('level', { type: GrantLevel }),
    reason: t.exposeString('reason'),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    createdBy: t.exposeString('createdBy', { nullable: true }),
  }),
});

const PermissionStep = builder.objectRef<Step>('PermissionStep').implement({
  fields: (t) => ({ allowed: t.exposeBoolean('allowed'), grantId: t.exposeID('grantId', { nullable: true }), source: t.expose('source', { type: PermissionSource }) }),
});

interface Effective { readonly permission: Permission; readonly steps: readonly Step[]; readonly viewerCanChange: boolean }

const EffectivePermission = builder.objectRef<Effective>('EffectivePermission').implement({
  description: 'One permission of one member and the chain that decided it, last step decisive.',
  fields: (t) => ({
    permission: t.exposeString('permission'),
    allowed: t.boolean({ resolve: ({ steps }) => steps.at(-1)?.allowed ?? false }),
    steps: t.field({ type: [PermissionStep], resolve: ({ steps }) => [...steps] }),
    viewerCanChange: t.exposeBoolean('viewerCanChange'),
  }),
});

const isViewer = (actor: Actor, { id }: Member): boolean => actor.kind === 'member' && actor.memberId === id;
const may = (actor: Actor, need: Permission, refusal: typeof removalRefusal, member: Member): boolean =>
  actor.kind === 'member' && holds(actor, need) && refusal(actor, member) === null;

/** Who may do what is for those who may see roles, and everybody's own for themselves. */
const demandRoles = (actor: Actor, member: Member): void => {
  if (!isViewer(actor, member) && !holds(actor, 'roles:read')) throw new ForbiddenError('roles:read', actor.kind === 'member' ? actor.workspaceId : null);
};

export const MemberType = builder.objectRef<Member>('Member').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    email: t.exposeString('email'),
    role: t.expose('role', { type: RoleEnum }),
    joinedAt: t.expose('joinedAt', { type: 'DateTime' }),
    lastActiveAt: t.expose('lastActiveAt', { type: 'DateTime', nullable: true }),
    invitedBy: t.exposeString('invitedBy', { nullable: true }),
    openSessions: t.exposeInt('openSessions'),
    isViewer: t.boolean({ resolve: (member, _args, { actor }) => isViewer(actor, member) }),
    grants: t.field({
      type: [Grant], description: 'Needs roles:read, except for one’s own.',
      resolve: (member, _args, { actor }) => {
        demandRoles(actor, member);
        return [...member.grants];
      },
    }),
    permissions: t.field({
      type: [EffectivePermission], description: 'Needs roles:read, except for one’s own.',
      resolve: (member, _args, { actor }) => {
        demandRoles(actor, member);
        const manages = may(actor, 'roles:manage', permissionsRefusal, member);
        const now = new Date();
        return permissions.map((permission) => ({ permission, steps: explain(member.role, member.grants, permission, now), viewerCanChange: manages && holds(actor, permission) }));
      },
    }),
    viewerCanChangeRole: t.boolean({ resolve: (member, _args, { actor }) => may(actor, 'members:update', roleChangeRefusal, member) }),
    viewerCanManagePermissions: t.boolean({ resolve: (member, _args, { actor }) => may(actor, 'roles:manage', permissionsRefusal, member) }),
    viewerCanRemove: t.boolean({ resolve: (member, _args, { actor }) => may(actor, 'members:remove', removalRefusal, member) }),
  }),
});

const MemberConnection = defineConnection('Member', MemberType, (t) => ({ viewerCanInvite: t.boolean({ resolve: (_connection, _args, { actor }) => holds(actor, 'members:invite') }) }));

builder.queryField('members', (t) => t.field({
  type: MemberConnection, permission: 'members:read', args: { first: t.arg.int({ required: false }), after: t.arg.string({ required: false }), search: t.arg.string({ required: false }) },
  resolve: async (_root, args, context, info): Promise<ConnectionShape<Member>> => ({ ...(await listMembers(context, args, asks(info, 'totalCount'))), after: Boolean(args.after) }),
}));

builder.queryField('member', (t) => t.field({
  type: MemberType, nullable: true, permission: 'members:read', args: { id: t.arg.id() },
  resolve: (_root, { id }, context) => getMember(context, id),
}));

type Definition = Awaited<ReturnType<typeof permissionCatalogue>>[number];
const PermissionDefinition = builder.objectRef<Definition>('PermissionDefinition').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    area: t.exposeString('area'),
    title: t.exposeString('title'),
    description: t.exposeString('description'),
    dependsOn: t.stringList({ resolve: ({ dependsOn }) => [...dependsOn] }),
    dangerous: t.exposeBoolean('dangerous'),
    roles: t.field({ type: [RoleEnum], resolve: ({ roles }) => roles }),
  }),
});

builder.queryField('permissionCatalogue', (t) => t.field({ type: [PermissionDefinition], permission: 'roles:read', resolve: (_root, _args, context) => permissionCatalogue(context) }));

const ChangeMemberRoleInput = builder.inputType('ChangeMemberRoleInput', { fields: (t) => ({ memberId: t.id(), role: t.field({ type: RoleEnum }) }) });
builder.mutationField('changeMemberRole', (t) => t.field({
  type: MemberType, permission: 'members:update', errors: { types: failures.rule }, args: { input: t.arg({ type: ChangeMemberRoleInput }) },
  resolve: (_root, { input }, context) => changeMemberRole(context, input),
}));

const RemovedMemberType = builder.objectRef<RemovedMember>('RemovedMember').implement({
  fields: (t) => ({ id: t.exposeID('id'), name: t.exposeString('name'), sessionsEnded: t.exposeInt('sessionsEnded') }),
});
const RemoveMemberInput = builder.inputType('RemoveMemberInput', { fields: (t) => ({ memberId: t.id() }) });
builder.mutationField('removeMember', (t) => t.field({
  type: RemovedMemberType, permission: 'members:remove', errors: { types: failures.rule }, args: { input: t.arg({ type: RemoveMemberInput }) },
  resolve: (_root, { input }, context) => removeMember(context, input.memberId),
}));

const SetMemberPermissionInput = builder.inputType('SetMemberPermissionInput', {
  description: '`inherit` removes the person’s own grant or revocation.',
  fields: (t) => ({
    memberId: t.id(), permission: t.string(), choice: t.field({ type: PermissionChoice }),
    expiresAt: t.field({ type: 'DateTime', required: false }), reason: t.string({ required: false }),
  }),
});
builder.mutationField('setMemberPermission', (t) => t.field({
  type: MemberType, permission: 'roles:manage', errors: { types: failures.checked }, args: { input: t.arg({ type: SetMemberPermissionInput }) },
  resolve: (_root, { input }, context) => setMemberPermission(context, input as Parameters<typeof setMemberPermission>[1]),
}));

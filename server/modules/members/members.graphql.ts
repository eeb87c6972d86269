import { type Permission, type Scope, type Step, explain, permissions } from '#shared/permissions/index.ts';
import { type Actor, ForbiddenError, holds } from '../../access/index.ts';
import { builder } from '../../graphql/builder.ts';
import { type ConnectionShape, asks, defineConnection } from '../../graphql/connections.ts';
import { failures } from '../../graphql/errors.ts';
import { GrantType, PermissionChoice, PermissionStep, ScopeInput, ScopeKind, ScopeType } from '../../graphql/grant-types.ts';
import { RoleEnum } from '../../graphql/shared-types.ts';
import { mayHandOut, permissionsRefusal, removalRefusal, roleChangeRefusal } from './members.rules.ts';
import { type Member, type RemovedMember, changeMemberRole, getMember, listMembers, permissionCatalogue, removeMember, setMemberPermission } from './members.service.ts';
import { type ChangePreview, type Refusal, type SeveralDone, changeMemberRoles, previewChange, removeMembers } from './several.service.ts';

interface Narrowed { readonly scope: Scope & { readonly name: string | null }; readonly steps: readonly Step[] }
interface Effective { readonly permission: Permission; readonly steps: readonly Step[]; readonly narrowed: readonly Narrowed[]; readonly viewerCanChange: boolean }

const NarrowedPermission = builder.objectRef<Narrowed>('NarrowedPermission').implement({
  description: 'The same permission on one object that a grant or revocation is narrowed to.',
  fields: (t) => ({
    scope: t.expose('scope', { type: ScopeType }),
    allowed: t.boolean({ resolve: ({ steps }) => steps.at(-1)?.allowed ?? false }),
    steps: t.field({ type: [PermissionStep], resolve: ({ steps }) => [...steps] }),
  }),
});

const EffectivePermission = builder.objectRef<Effective>('EffectivePermission').implement({
  description: 'One permission of one member and the chain that decided it, last step decisive.',
  fields: (t) => ({
    permission: t.exposeString('permission'),
    allowed: t.boolean({ resolve: ({ steps }) => steps.at(-1)?.allowed ?? false }),
    steps: t.field({ type: [PermissionStep], resolve: ({ steps }) => [...steps] }),
    narrowed: t.field({ type: [NarrowedPermission], resolve: ({ narrowed }) => [...narrowed] }),
    viewerCanChange: t.exposeBoolean('viewerCanChange'),
  }),
});

const isViewer = (actor: Actor, { id }: Member): boolean => actor.kind === 'member' && actor.memberId === id;
const may = (actor: Actor, need: Permission, refusal: typeof removalRefusal, member: Member): boolean =>
  actor.kind === 'member' && holds(actor, need) && refusal(actor, member) === null;

const CustomRoleType = builder.objectRef<NonNullable<Member['customRole']>>('CustomRole').implement({
  description: 'A role that the workspace made for itself, as its holders show it.',
  fields: (t) => ({ id: t.exposeID('id'), name: t.exposeString('name') }),
});

/** One permission of a member: everywhere, and on each object that a living or ended grant of it names. */
const effective = ({ role, customRole, grants }: Member, permission: Permission, now: Date): Omit<Effective, 'viewerCanChange'> => {
  const named = new Map(grants.flatMap(({ permission: about, scope, scopeName }) => (about === permission && scope ? [[scope.id, { ...scope, name: scopeName }] as const] : [])));
  const why = (on: readonly string[]) => explain(customRole ?? role, grants, permission, now, on);
  return { permission, steps: why([]), narrowed: [...named.values()].map((scope) => ({ scope, steps: why([scope.id]) })) };
};

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
    customRole: t.expose('customRole', { type: CustomRoleType, nullable: true, description: 'null for a preset; `role` then says whom its holders rank with.' }),
    joinedAt: t.expose('joinedAt', { type: 'DateTime' }),
    lastActiveAt: t.expose('lastActiveAt', { type: 'DateTime', nullable: true }),
    invitedBy: t.exposeString('invitedBy', { nullable: true }),
    openSessions: t.exposeInt('openSessions'),
    hasSecondFactor: t.exposeBoolean('hasSecondFactor', { description: 'Whether their password alone signs nobody in.' }),
    isViewer: t.boolean({ resolve: (member, _args, { actor }) => isViewer(actor, member) }),
    grants: t.field({
      type: [GrantType], description: 'Needs roles:read, except for one’s own.',
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
        return permissions.map((permission) => ({ ...effective(member, permission, now), viewerCanChange: manages && actor.kind === 'member' && mayHandOut(actor, permission, null) }));
      },
    }),
    viewerCanChangeRole: t.boolean({ resolve: (member, _args, { actor }) => may(actor, 'members:update', roleChangeRefusal, member) }),
    viewerCanManagePermissions: t.boolean({ resolve: (member, _args, { actor }) => may(actor, 'roles:manage', permissionsRefusal, member) }),
    viewerCanRemove: t.boolean({ resolve: (member, _args, { actor }) => may(actor, 'members:remove', removalRefusal, member) }),
  }),
});

const MemberSortEnum = builder.enumType('MemberSort', { values: ['joined', 'newest', 'name', 'nameDescending', 'lastActive', 'longestAway'] as const });
const MemberStatusEnum = builder.enumType('MemberStatus', { values: ['active', 'idle', 'never'] as const });

const MemberConnection = defineConnection('Member', MemberType, (t) => ({ viewerCanInvite: t.boolean({ resolve: (_connection, _args, { actor }) => holds(actor, 'members:invite') }) }));

builder.queryField('members', (t) => t.field({
  type: MemberConnection, permission: 'members:read', description: '`roles` are names of presets and ids of the workspace’s own; active is who was there in the last 30 days. `hasGrants` needs roles:read.',
  args: {
    first: t.arg.int({ required: false }), after: t.arg.string({ required: false }), search: t.arg.string({ required: false }), sort: t.arg({ type: MemberSortEnum, required: false }),
    roles: t.arg.stringList({ required: false }), status: t.arg({ type: [MemberStatusEnum], required: false }), hasGrants: t.arg.boolean({ required: false }),
  },
  resolve: async (_root, args, context, info): Promise<ConnectionShape<Member>> => ({ ...(await listMembers(context, args, asks(info, 'totalCount'))), after: Boolean(args.after) }),
}));

const ChangePreviewType = builder.objectRef<ChangePreview>('MemberChangePreview').implement({
  description: 'What another role, or a removal, would mean for one member.',
  fields: (t) => ({
    memberId: t.exposeID('memberId'),
    name: t.exposeString('name'),
    loses: t.stringList({ nullable: true, description: 'Permissions; null without roles:read.', resolve: ({ loses }) => loses && [...loses] }),
    gains: t.stringList({ nullable: true, description: 'Permissions; null without roles:read.', resolve: ({ gains }) => gains && [...gains] }),
    grants: t.exposeInt('grants', { description: 'Grants of their own that go.' }),
    sessions: t.exposeInt('sessions', { description: 'Open sessions that end.' }),
    invitations: t.exposeInt('invitations', { description: 'Invitations they sent that stop working.' }),
    refusal: t.exposeString('refusal', { nullable: true, description: 'Why it can’t be done.' }),
  }),
});
builder.queryField('memberChangePreview', (t) => t.field({
  type: [ChangePreviewType], permission: 'members:read', description: 'Of another role with members:update; of a removal, when no role is named, with members:remove.',
  args: { memberIds: t.arg.idList(), role: t.arg({ type: RoleEnum, required: false }), customRoleId: t.arg.id({ required: false }) },
  resolve: async (_root, args, context) => [...(await previewChange(context, args))],
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
    narrowedTo: t.expose('narrowedTo', { type: ScopeKind, nullable: true, description: 'Kind of object that a grant of it can be narrowed to.' }),
    roles: t.field({ type: [RoleEnum], resolve: ({ roles }) => roles }),
  }),
});

builder.queryField('permissionCatalogue', (t) => t.field({ type: [PermissionDefinition], permission: 'roles:read', resolve: (_root, _args, context) => permissionCatalogue(context) }));

const ChangeMemberRoleInput = builder.inputType('ChangeMemberRoleInput', { description: 'Either a preset or a custom role.', fields: (t) => ({ memberId: t.id(), role: t.field({ type: RoleEnum, required: false }), customRoleId: t.id({ required: false }) }) });
builder.mutationField('changeMemberRole', (t) => t.field({
  type: MemberType, permission: 'members:update', errors: { types: failures.checked }, args: { input: t.arg({ type: ChangeMemberRoleInput }) },
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
    memberId: t.id(), permission: t.string(), choice: t.field({ type: PermissionChoice }), scope: t.field({ type: ScopeInput, required: false }),
    expiresAt: t.field({ type: 'DateTime', required: false }), reason: t.string({ required: false }),
  }),
});
builder.mutationField('setMemberPermission', (t) => t.field({
  type: MemberType, permission: 'roles:manage', errors: { types: failures.checked }, args: { input: t.arg({ type: SetMemberPermissionInput }) },
  resolve: (_root, { input }, context) => setMemberPermission(context, input as Parameters<typeof setMemberPermission>[1]),
}));

const RefusedType = builder.objectRef<Refusal>('RefusedMember').implement({
  description: 'One of several who was left as they are, and why.',
  fields: (t) => ({ memberId: t.exposeID('memberId'), name: t.exposeString('name', { nullable: true }), message: t.exposeString('message') }),
});
const ChangedMembers = builder.objectRef<SeveralDone<Member>>('ChangedMembers').implement({
  fields: (t) => ({ members: t.field({ type: [MemberType], resolve: ({ done }) => [...done] }), refused: t.field({ type: [RefusedType], resolve: ({ refused }) => [...refused] }) }),
});
const ChangeMemberRolesInput = builder.inputType('ChangeMemberRolesInput', { description: 'Either a preset or a custom role, for at most 100 members.', fields: (t) => ({ memberIds: t.idList(), role: t.field({ type: RoleEnum, required: false }), customRoleId: t.id({ required: false }) }) });
builder.mutationField('changeMemberRoles', (t) => t.field({
  type: ChangedMembers, permission: 'members:update', errors: { types: failures.checked }, args: { input: t.arg({ type: ChangeMemberRolesInput }) },
  resolve: (_root, { input }, context) => changeMemberRoles(context, input),
}));

const RemovedMembers = builder.objectRef<SeveralDone<RemovedMember>>('RemovedMembers').implement({
  fields: (t) => ({ members: t.field({ type: [RemovedMemberType], resolve: ({ done }) => [...done] }), refused: t.field({ type: [RefusedType], resolve: ({ refused }) => [...refused] }) }),
});
const RemoveMembersInput = builder.inputType('RemoveMembersInput', { description: 'At most 100 members.', fields: (t) => ({ memberIds: t.idList() }) });
builder.mutationField('removeMembers', (t) => t.field({
  type: RemovedMembers, permission: 'members:remove', errors: { types: failures.checked }, args: { input: t.arg({ type: RemoveMembersInput }) },
  resolve: (_root, { input }, context) => removeMembers(context, input),
}));

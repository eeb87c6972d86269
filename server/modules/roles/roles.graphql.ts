import { holds, holdsEverywhere } from '../../access/index.ts';
import { builder } from '../../graphql/builder.ts';
import { failures } from '../../graphql/errors.ts';
import { GrantType, PermissionChoice, ScopeInput } from '../../graphql/grant-types.ts';
import { RoleEnum } from '../../graphql/shared-types.ts';
import { type PersonChange, type RolePreview, previewRole } from './preview.service.ts';
import { type RoleView, createRole, deleteRole, listRoles, roleEditRefusal, roleGrantRefusal, setRolePermission, updateRole } from './roles.service.ts';

const WorkspaceRole = builder.objectRef<RoleView>('WorkspaceRole').implement({
  description: 'One of the three presets, which are locked, or a role of the workspace’s own.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The preset’s name, or the custom role’s id.' }),
    name: t.exposeString('name'),
    description: t.exposeString('description'),
    isPreset: t.exposeBoolean('isPreset'),
    rank: t.expose('rank', { type: RoleEnum, description: 'Whom its holders rank with.' }),
    permissions: t.stringList({ description: 'What it has from the start, before grants and revocations.', resolve: ({ permissions }) => [...permissions] }),
    memberCount: t.exposeInt('memberCount'),
    grants: t.field({ type: [GrantType], resolve: ({ grants }) => [...grants] }),
    version: t.exposeInt('version'),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', nullable: true }),
    viewerCanEdit: t.boolean({ resolve: (role, _args, { actor }) => actor.kind === 'member' && holds(actor, 'roles:manage') && roleEditRefusal(actor, role) === null }),
    viewerCanGrant: t.boolean({ resolve: (role, _args, { actor }) => actor.kind === 'member' && holds(actor, 'roles:manage') && roleGrantRefusal(actor, role) === null }),
    viewerCanGive: t.stringList({ description: 'Permissions that the viewer holds themselves, and so can give.', resolve: (_role, _args, { actor }) => (actor.kind === 'member' ? [...actor.permissions].filter((permission) => holdsEverywhere(actor, permission)) : []) }),
  }),
});

builder.queryField('roles', (t) => t.field({ type: [WorkspaceRole], permission: 'roles:read', resolve: (_root, _args, context) => listRoles(context) }));

const CreateRoleInput = builder.inputType('CreateRoleInput', {
  description: '`id` is a UUID made by the client; `from` is the role it is a copy of.',
  fields: (t) => ({ id: t.id(), from: t.id(), name: t.string(), description: t.string({ required: false }), permissions: t.stringList() }),
});
builder.mutationField('createRole', (t) => t.field({
  type: WorkspaceRole, permission: 'roles:manage', errors: { types: failures.checked }, args: { input: t.arg({ type: CreateRoleInput }) },
  resolve: (_root, { input }, context) => createRole(context, input as Parameters<typeof createRole>[1]),
}));

const UpdateRoleInput = builder.inputType('UpdateRoleInput', { fields: (t) => ({ id: t.id(), name: t.string(), description: t.string({ required: false }), permissions: t.stringList(), version: t.int() }) });
builder.mutationField('updateRole', (t) => t.field({
  type: WorkspaceRole, permission: 'roles:manage', errors: { types: failures.all }, args: { input: t.arg({ type: UpdateRoleInput }) },
  resolve: (_root, { input }, context) => updateRole(context, input as Parameters<typeof updateRole>[1]),
}));

const DeletedRole = builder.objectRef<{ id: string }>('DeletedRole').implement({ fields: (t) => ({ id: t.exposeID('id') }) });
const DeleteRoleInput = builder.inputType('DeleteRoleInput', { fields: (t) => ({ id: t.id() }) });
builder.mutationField('deleteRole', (t) => t.field({
  type: DeletedRole, permission: 'roles:manage', errors: { types: failures.rule }, description: 'Refused while somebody holds it.', args: { input: t.arg({ type: DeleteRoleInput }) },
  resolve: async (_root, { input }, context) => ({ id: await deleteRole(context, input.id) }),
}));

const SetRolePermissionInput = builder.inputType('SetRolePermissionInput', {
  description: '`inherit` removes the role’s own grant or revocation.',
  fields: (t) => ({
    roleId: t.id(), permission: t.string(), choice: t.field({ type: PermissionChoice }), scope: t.field({ type: ScopeInput, required: false }),
    expiresAt: t.field({ type: 'DateTime', required: false }), reason: t.string({ required: false }),
  }),
});
builder.mutationField('setRolePermission', (t) => t.field({
  type: WorkspaceRole, permission: 'roles:manage', errors: { types: failures.checked }, args: { input: t.arg({ type: SetRolePermissionInput }) },
  resolve: (_root, { input }, context) => setRolePermission(context, input as Parameters<typeof setRolePermission>[1]),
}));

const PermissionChange = builder.objectRef<RolePreview['changes'][number]>('PermissionChange').implement({
  fields: (t) => ({ permission: t.exposeString('permission'), gained: t.exposeInt('gained', { description: 'How many people would gain it.' }), lost: t.exposeInt('lost') }),
});
const PersonChangeType = builder.objectRef<PersonChange>('PersonChange').implement({
  fields: (t) => ({ memberId: t.exposeID('memberId'), name: t.exposeString('name'), gained: t.stringList({ resolve: ({ gained }) => [...gained] }), lost: t.stringList({ resolve: ({ lost }) => [...lost] }) }),
});
const RolePreviewType = builder.objectRef<RolePreview>('RolePreview').implement({
  description: 'What saving a role would do to those who hold it.',
  fields: (t) => ({
    holders: t.exposeInt('holders'), gaining: t.exposeInt('gaining'), losing: t.exposeInt('losing'),
    changes: t.field({ type: [PermissionChange], resolve: ({ changes }) => [...changes] }),
    people: t.field({ type: [PersonChangeType], description: 'By name, at most 50.', resolve: ({ people }) => [...people] }),
  }),
});
builder.queryField('rolePreview', (t) => t.field({
  type: RolePreviewType, permission: 'roles:manage', errors: { types: failures.checked }, args: { roleId: t.arg.id(), permissions: t.arg.stringList() },
  resolve: (_root, args, context) => previewRole(context, args as Parameters<typeof previewRole>[1]),
}));

import type { Locale } from '#shared/contract/manifest.ts';
import type { Role } from '#shared/permissions/index.ts';
import { ACCESS_CHANGED, type MemberActor, type Membership, type PersonActor, type Viewing, holds, membershipsOf, ownerNames } from '../../access/index.ts';
import { builder } from '../../graphql/builder.ts';
import { failures } from '../../graphql/errors.ts';
import { LocaleEnum, RoleEnum } from '../../graphql/shared-types.ts';
import { type ClosedWorkspace, closeWorkspace, closedWorkspacesOf, createWorkspace, deletionOf, keepWorkspace } from './lifecycle.service.ts';
import { getWorkspace, updateWorkspace } from './workspaces.service.ts';
import type { WorkspaceRow } from './workspaces.store.ts';

const WorkspaceSummary = builder.objectRef<{ id: string; name: string; locale: Locale; timeZone: string }>('WorkspaceSummary').implement({
  fields: (t) => ({
    id: t.exposeID('id'), name: t.exposeString('name'), locale: t.expose('locale', { type: LocaleEnum }), timeZone: t.exposeString('timeZone'),
    deletesAt: t.field({ type: 'DateTime', nullable: true, description: 'When it is deleted, unless an owner keeps it; null for one that isn’t on its way out.', resolve: ({ id }, _args, { platform }) => deletionOf(platform, id) }),
  }),
});

const ClosedWorkspaceType = builder.objectRef<ClosedWorkspace>('ClosedWorkspace').implement({
  description: 'A workspace that is being deleted, as those who are shut out are told of it.',
  fields: (t) => ({ id: t.exposeID('id'), name: t.exposeString('name'), deletesAt: t.expose('deletesAt', { type: 'DateTime' }), owners: t.stringList({ resolve: ({ owners }) => [...owners] }) }),
});

const MembershipType = builder.objectRef<Membership>('Membership').implement({
  description: 'A person in a workspace. `permissions` are what they may do now.',
  fields: (t) => ({
    id: t.exposeID('memberId'),
    role: t.field({ type: RoleEnum, description: 'The preset, or whom the custom role ranks with.', resolve: ({ role }): Role => role }),
    customRole: t.string({ nullable: true, description: 'Name of the role, if it is one of the workspace’s own.', resolve: ({ customRole }) => customRole?.name ?? null }),
    permissions: t.stringList({ resolve: ({ permissions }) => [...permissions].toSorted() }),
    owners: t.stringList({ resolve: async ({ workspaceId }, _args, { platform }) => [...(await ownerNames(platform.database, workspaceId))] }),
    workspace: t.field({ type: WorkspaceSummary, resolve: ({ workspaceId, workspace }) => ({ id: workspaceId, ...workspace }) }),
  }),
});

const ViewingType = builder.objectRef<Viewing>('Viewing').implement({
  description: 'The console is shown as somebody else would see it; nothing can be changed.',
  fields: (t) => ({ name: t.exposeString('name', { nullable: true, description: 'Of the person; null when it is a role.' }), startedAt: t.expose('startedAt', { type: 'DateTime' }) }),
});

const Viewer = builder.objectRef<MemberActor | PersonActor>('Viewer').implement({
  fields: (t) => ({
    id: t.id({ resolve: ({ person }) => person.id }),
    name: t.string({ resolve: ({ person }) => person.name }),
    email: t.string({ resolve: ({ person }) => person.email }),
    viewing: t.field({ type: ViewingType, nullable: true, resolve: (actor) => (actor.kind === 'member' ? actor.viewing : null) }),
    membership: t.field({ type: MembershipType, nullable: true, resolve: (actor) => (actor.kind === 'member' ? actor : null) }),
    closedWorkspaces: t.field({ type: [ClosedWorkspaceType], resolve: async ({ person }, _args, { platform }) => [...(await closedWorkspacesOf(platform, person.id))] }),
    secondFactorDue: t.string({
      nullable: true, description: 'Name of the workspace that was asked for and lets the viewer in only once they have a second factor; `membership` is null until then.',
      resolve: (actor) => (actor.kind === 'person' ? (actor.secondFactorDue?.workspaceName ?? null) : null),
    }),
    memberships: t.field({ type: [MembershipType], resolve: async ({ person }, _args, { platform }) => [...(await membershipsOf(platform.database, person.id))] }),
  }),
});

const Workspace = builder.objectRef<WorkspaceRow>('Workspace').implement({
  fields: (t) => ({
    id: t.exposeID('workspace_id'),
    name: t.exposeString('name'),
    locale: t.field({ type: LocaleEnum, resolve: ({ locale }) => locale as Locale }),
    timeZone: t.exposeString('time_zone'),
    retentionDays: t.exposeInt('retention_days'),
    version: t.exposeInt('version'),
    createdAt: t.expose('created_at', { type: 'DateTime' }),
    deletesAt: t.expose('deletes_at', { type: 'DateTime', nullable: true, description: 'When it is deleted, unless an owner keeps it.' }),
    viewerCanDelete: t.boolean({ resolve: (_workspace, _args, { actor }) => holds(actor, 'workspace:delete') }),
    viewerCanTransfer: t.boolean({ resolve: (_workspace, _args, { actor }) => holds(actor, 'workspace:transfer') }),
    viewerCanUpdate: t.boolean({ resolve: (_workspace, _args, { actor }) => holds(actor, 'workspace:update') }),
  }),
});

builder.queryField('viewer', (t) => t.field({
  type: Viewer, nullable: true, permission: 'public', description: 'Who is signed in; null for nobody.',
  resolve: (_root, _args, { actor }) => (actor.kind === 'member' || actor.kind === 'person' ? actor : null),
}));

builder.queryField('workspace', (t) => t.field({ type: Workspace, permission: 'workspace:read', resolve: (_root, _args, context) => getWorkspace(context) }));

const UpdateWorkspaceInput = builder.inputType('UpdateWorkspaceInput', {
  fields: (t) => ({ name: t.string(), locale: t.field({ type: LocaleEnum }), timeZone: t.string(), retentionDays: t.int(), version: t.int() }),
});

builder.mutationField('updateWorkspace', (t) => t.field({
  type: Workspace, permission: 'workspace:update', errors: { types: failures.all }, args: { input: t.arg({ type: UpdateWorkspaceInput }) },
  resolve: (_root, { input }, context) => updateWorkspace(context, input),
}));

const CreatedWorkspace = builder.objectRef<{ readonly id: string; readonly name: string }>('CreatedWorkspace').implement({ fields: (t) => ({ id: t.exposeID('id'), name: t.exposeString('name') }) });
const CreateWorkspaceInput = builder.inputType('CreateWorkspaceInput', { fields: (t) => ({ name: t.string(), locale: t.field({ type: LocaleEnum }), timeZone: t.string() }) });
builder.mutationField('createWorkspace', (t) => t.field({
  type: CreatedWorkspace, permission: 'signedIn', errors: { types: failures.checked }, description: 'Another workspace, owned by who asks.', args: { input: t.arg({ type: CreateWorkspaceInput }) },
  resolve: (_root, { input }, context) => createWorkspace(context, input),
}));

const DeleteWorkspaceInput = builder.inputType('DeleteWorkspaceInput', { fields: (t) => ({ name: t.string({ description: 'The workspace’s name, as a confirmation.' }) }) });
builder.mutationField('deleteWorkspace', (t) => t.field({
  type: Workspace, permission: 'workspace:delete', errors: { types: failures.checked }, args: { input: t.arg({ type: DeleteWorkspaceInput }) },
  description: 'Shuts everybody but the owners out at once, and deletes it in seven days unless an owner keeps it.',
  resolve: (_root, { input }, context) => closeWorkspace(context, input),
}));
builder.mutationField('keepWorkspace', (t) => t.field({ type: Workspace, permission: 'workspace:delete', errors: { types: failures.rule }, resolve: (_root, _args, context) => keepWorkspace(context) }));

builder.subscriptionField('viewerChanged', (t) => t.field({
  type: Viewer, permission: 'signedIn', description: 'What the viewer may do has changed. Ends when the viewer no longer belongs to the workspace.',
  subscribe: (_root, _args, { platform, actor, signal }) => platform.pubsub.subscribe(ACCESS_CHANGED, actor.kind === 'member' ? actor.workspaceId : '', signal),
  resolve: (_notice, _args, { actor }) => actor as MemberActor | PersonActor,
}));

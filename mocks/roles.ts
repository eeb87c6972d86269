import { type Permission, catalogue, isPermission, permissions as all, presets, resolve, roles as presetNames } from '#shared/permissions/index.ts';
import { grantAnswer } from './members.ts';
import type { MutationAnswerAccessRequestArgs, MutationCreateRoleArgs, MutationDeleteRoleArgs, MutationRequestAccessArgs, MutationSetRolePermissionArgs, MutationUpdateRoleArgs, MutationWithdrawAccessRequestArgs, QueryAccessRequestsArgs, QueryRolePreviewArgs } from './schema-types.ts';
import type { Domain } from './types.ts';
import { type StoredRequest, type World, grantsOn, may, need, pageOf, permissionsOf, ruleError, staleError, validationError, viewerOf } from './world.ts';

const gone = ruleError('This isn’t there any more, or never was.');
const known = (ids: readonly string[]): Permission[] => all.filter((permission) => ids.includes(permission));

function roleAnswers(world: World) {
  const shared = (id: string) => ({
    __typename: 'WorkspaceRole' as const, id, memberCount: world.people.filter(({ role, customRoleId }) => (customRoleId ?? role) === id).length,
    grants: world.roleGrants.filter(({ roleId }) => roleId === id).map((grant) => grantAnswer(world, grant)), viewerCanGive: all.filter((permission) => may(world, permission)),
  });
  const manages = may(world, 'roles:manage');
  return [
    ...presetNames.map((name) => ({ ...shared(name), name, description: '', isPreset: true, rank: name, permissions: [...presets[name]], version: 0, updatedAt: null, viewerCanEdit: false, viewerCanGrant: manages && name !== 'owner' })),
    ...world.roles.map((role) => ({ ...shared(role.id), name: role.name, description: role.description, isPreset: false, rank: role.base, permissions: role.permissions, version: role.version, updatedAt: role.updatedAt, viewerCanEdit: manages, viewerCanGrant: manages })),
  ];
}

const roleAnswer = (world: World, id: string) => roleAnswers(world).find((role) => role.id === id) ?? gone;

const requestAnswer = (world: World, request: StoredRequest) => ({
  __typename: 'AccessRequest' as const, ...request, memberId: request.personId, name: world.people.find(({ id }) => id === request.personId)?.name ?? '',
  viewerCanAnswer: request.status === 'open' && may(world, 'roles:manage') && request.personId !== world.viewerId,
});

const changed = (world: World): void => {
  world.topics.publish('viewerChanged', null);
  world.topics.publish('accessRequestsChanged', null);
};

/** Roles of the workspace, what they were granted, and requests for access. */
export const rolesDomain = (world: World): Domain => ({
  query: {
    roles: () => {
      need(world, 'roles:read');
      return roleAnswers(world);
    },
    rolePreview: ({ roleId, permissions }: QueryRolePreviewArgs) => {
      need(world, 'roles:manage');
      const stored = world.roles.find(({ id }) => id === roleId);
      if (!stored) return gone;
      const people = world.people.filter(({ customRoleId }) => customRoleId === roleId).map((person) => {
        const before = permissionsOf(world, person);
        const after = resolve({ ...stored, permissions: new Set(known(permissions)) }, grantsOn(world, person), world.now());
        return { memberId: person.id, name: person.name, gained: [...after].filter((one) => !before.has(one)), lost: [...before].filter((one) => !after.has(one)) };
      });
      const count = (side: 'gained' | 'lost', permission: Permission): number => people.filter((person) => person[side].includes(permission)).length;
      return {
        __typename: 'RolePreview' as const, holders: people.length, gaining: people.filter(({ gained }) => gained.length > 0).length, losing: people.filter(({ lost }) => lost.length > 0).length,
        changes: all.map((permission) => ({ permission, gained: count('gained', permission), lost: count('lost', permission) })).filter(({ gained, lost }) => gained + lost > 0), people: people.filter(({ gained, lost }) => gained.length + lost.length > 0),
      };
    },
    accessRequests: ({ open, ...page }: QueryAccessRequestsArgs) => {
      need(world, 'roles:manage');
      return pageOf(world.requests.filter(({ status }) => !open || status === 'open'), page, (request) => requestAnswer(world, request));
    },
  },
  mutation: {
    createRole: ({ input: { id, from, name, description, permissions } }: MutationCreateRoleArgs) => {
      need(world, 'roles:manage');
      if (!name.trim()) return validationError({ name: 'This can’t be empty.' });
      if (world.roles.some((role) => role.name.toLowerCase() === name.toLowerCase())) return ruleError(`There is already a role “${name}”. Choose another name.`);
      const origin = roleAnswers(world).find((role) => role.id === from);
      world.roles.push({ id, name, description: description ?? '', base: origin?.rank === 'editor' ? 'editor' : 'admin', permissions: known(permissions), version: 1, updatedAt: world.now().toISOString() });
      return roleAnswer(world, id);
    },
    updateRole: ({ input: { id, name, description, permissions, version } }: MutationUpdateRoleArgs) => {
      need(world, 'roles:manage');
      const role = world.roles.find((one) => one.id === id);
      if (!role) return gone;
      if (role.version !== version) return staleError(role.version);
      Object.assign(role, { name, description: description ?? '', permissions: known(permissions), version: version + 1, updatedAt: world.now().toISOString() });
      changed(world);
      return roleAnswer(world, id);
    },
    deleteRole: ({ input: { id } }: MutationDeleteRoleArgs) => {
      need(world, 'roles:manage');
      const holders = world.people.filter(({ customRoleId }) => customRoleId === id).length;
      if (holders > 0) return ruleError(`This role is held by ${holders} people. Give them another role first; then it can be deleted.`);
      world.roles = world.roles.filter((role) => role.id !== id);
      return { __typename: 'DeletedRole' as const, id };
    },
    setRolePermission: ({ input: { roleId, permission, choice, scope, expiresAt, reason } }: MutationSetRolePermissionArgs) => {
      const viewer = need(world, 'roles:manage');
      if (roleId === 'owner') return ruleError('Owners always have every permission.');
      if (!isPermission(permission) || !may(world, permission)) return ruleError('You can only change what you hold yourself.');
      world.roleGrants = world.roleGrants.filter((grant) => grant.roleId !== roleId || grant.permission !== permission || grant.scope?.id !== scope?.id);
      if (choice !== 'inherit') world.roleGrants.push({ roleId, id: crypto.randomUUID(), permission, effect: choice, level: 'role', expiresAt: expiresAt ? new Date(expiresAt) : null, createdAt: world.now().toISOString(), createdBy: viewer.name, reason: reason ?? '', scope: scope ?? null });
      changed(world);
      return roleAnswer(world, roleId);
    },
    requestAccess: ({ input: { permission } }: MutationRequestAccessArgs) => {
      const viewer = viewerOf(world);
      if (!viewer || !isPermission(permission)) return gone;
      if (may(world, permission)) return ruleError(`You have “${catalogue[permission].title.en}” already.`);
      const open = world.requests.find((request) => request.personId === viewer.id && request.permission === permission && request.status === 'open');
      if (open) return requestAnswer(world, open);
      const request: StoredRequest = { id: crypto.randomUUID(), personId: viewer.id, permission, status: 'open', answer: '', answeredBy: null, answeredAt: null, createdAt: world.now().toISOString() };
      world.requests.unshift(request);
      changed(world);
      return requestAnswer(world, request);
    },
    withdrawAccessRequest: ({ input: { id } }: MutationWithdrawAccessRequestArgs) => {
      const request = world.requests.find((one) => one.id === id && one.personId === world.viewerId);
      if (!request) return gone;
      request.status = 'withdrawn';
      changed(world);
      return requestAnswer(world, request);
    },
    answerAccessRequest: ({ input: { id, grant, reason, expiresAt } }: MutationAnswerAccessRequestArgs) => {
      const viewer = need(world, 'roles:manage');
      const request = world.requests.find((one) => one.id === id);
      if (request?.status !== 'open') return ruleError('This request was answered or taken back meanwhile.');
      if (!grant && !reason?.trim()) return validationError({ reason: 'This can’t be empty.' });
      Object.assign(request, { status: grant ? 'granted' : 'declined', answer: reason ?? '', answeredBy: viewer.name, answeredAt: world.now().toISOString() });
      const person = world.people.find((one) => one.id === request.personId);
      if (grant) person?.grants.push({ id: crypto.randomUUID(), permission: request.permission, effect: 'grant', level: 'member', expiresAt: expiresAt ? new Date(expiresAt) : null, createdAt: world.now().toISOString(), createdBy: viewer.name, reason: reason ?? '' });
      changed(world);
      return requestAnswer(world, request);
    },
    viewAs: () => ({ __typename: 'ViewingChanged' as const, viewing: true }),
    stopViewingAs: () => ({ __typename: 'ViewingChanged' as const, viewing: false }),
  },
  subscription: {
    async *accessRequestsChanged() {
      for await (const _ of world.topics.listen('accessRequestsChanged')) yield { accessRequestsChanged: { openCount: world.requests.filter(({ status }) => status === 'open').length } };
    },
  },
});

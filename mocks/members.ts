import { type Permission, catalogue, explain, isPermission, permissions, presets, rank, roles } from '#shared/permissions/index.ts';
import type { MutationChangeMemberRoleArgs, MutationChangeMemberRolesArgs, InvitationOutcome, MutationInviteMemberArgs, MutationInviteSeveralArgs, MutationRemoveMemberArgs, MutationRemoveMembersArgs, MutationResendInvitationArgs, MutationRevokeInvitationArgs, MutationSetMemberPermissionArgs, QueryInvitationsArgs, QueryMemberArgs, QueryMemberChangePreviewArgs, QueryMembersArgs } from './schema-types.ts';
import type { Domain } from './types.ts';
import { type Invited, type Person, type World, audit, grantsOn, may, need, pageOf, permissionsOf, roleOf, ruleError, validationError, viewerOf } from './world.ts';

const week = 7 * 86_400_000;
const gone = ruleError('This person is not a member any more.');

const isLastOwner = (world: World, person: Person): boolean => person.role === 'owner' && world.people.filter(({ role }) => role === 'owner').length === 1;

const month = 30 * 86_400_000;
const lastOwner = (isRemoval: boolean): string => (isRemoval ? 'The last owner can’t be removed.' : 'The last owner can’t be given another role.');

/** Each by itself; the last owner is left as they are. */
function several(world: World, ids: readonly string[], isRemoval: boolean, change: (person: Person) => void) {
  const people = world.people.filter(({ id }) => ids.includes(id));
  const kept = people.filter((person) => isLastOwner(world, person));
  const done = people.filter((person) => !kept.includes(person));
  for (const person of done) change(person);
  return { done, refused: kept.map(({ id, name }) => ({ memberId: id, name, message: lastOwner(isRemoval) })) };
}

/** A grant as the schema says it. */
export const grantAnswer = (world: World, grant: Person['grants'][number]) => ({
  id: grant.id, permission: grant.permission, effect: grant.effect, level: grant.level, reason: grant.reason, createdAt: grant.createdAt, createdBy: grant.createdBy, expiresAt: grant.expiresAt?.toISOString() ?? null,
  scope: grant.scope ? { ...grant.scope, name: (grant.scope.kind === 'tag' ? world.tags.find(({ id }) => id === grant.scope?.id)?.name : world.agents.find(({ id }) => id === grant.scope?.id)?.draft.name) ?? null } : null,
});

function memberAnswer(world: World, person: Person) {
  const viewer = viewerOf(world);
  const isViewer = viewer?.id === person.id;
  const within = viewer !== null && rank[viewer.role] >= rank[person.role] && !isViewer && !isLastOwner(world, person);
  const manageable = may(world, 'roles:manage') && person.role !== 'owner' && within;
  return {
    __typename: 'Member' as const,
    id: person.id,
    name: person.name,
    email: person.email,
    role: person.role,
    customRole: world.roles.find(({ id }) => id === person.customRoleId) ?? null,
    joinedAt: person.joinedAt,
    lastActiveAt: person.lastActiveAt,
    hasSecondFactor: isViewer && world.account.secondFactor.since !== null,
    invitedBy: person.role === 'owner' ? null : 'Ada Neri',
    isViewer,
    openSessions: person.lastActiveAt ? 1 : 0,
    viewerCanChangeRole: may(world, 'members:update') && within,
    viewerCanRemove: may(world, 'members:remove') && within,
    viewerCanManagePermissions: manageable,
    grants: () => {
      need(world, 'roles:read');
      return grantsOn(world, person).map((grant) => grantAnswer(world, grant));
    },
    permissions: () => {
      need(world, 'roles:read');
      return permissions.map((permission) => {
        const grants = grantsOn(world, person);
        const why = (on: readonly string[]) => {
          const steps = explain(roleOf(world, person), grants, permission, world.now(), on);
          return { steps: [...steps], allowed: steps.at(-1)?.allowed ?? false };
        };
        const narrowed = grants.filter((grant) => grant.permission === permission && grant.scope).map((grant) => ({ scope: grantAnswer(world, grant).scope ?? { kind: 'agent' as const, id: '', name: null }, ...why([grant.scope?.id ?? '']) }));
        return { permission, ...why([]), narrowed, viewerCanChange: manageable && may(world, permission) };
      });
    },
  };
}

function invitationAnswer(world: World, invitation: Invited) {
  return { __typename: 'Invitation' as const, customRole: null, grantCount: 0, message: '', ...invitation, link: may(world, 'members:invite') && invitation.status === 'pending' ? invitation.link : null };
}

/** Members, invitations, roles and exceptions. */
export const membersDomain = (world: World): Domain => ({
  query: {
    members: ({ search, sort, roles: wantedRoles, status, hasGrants, ...page }: QueryMembersArgs) => {
      need(world, 'members:read');
      const wanted = (search ?? '').toLowerCase();
      const presence = ({ lastActiveAt }: Person) => (lastActiveAt === null ? 'never' : world.now().getTime() - Date.parse(lastActiveAt) < month ? 'active' : 'idle');
      const found = world.people.filter((person) => `${person.name} ${person.email}`.toLowerCase().includes(wanted)
        && (!wantedRoles?.length || wantedRoles.includes(person.customRoleId ?? person.role)) && (!status?.length || status.includes(presence(person)))
        && (hasGrants === null || hasGrants === undefined || person.grants.length > 0 === hasGrants));
      const by: Record<string, (person: Person) => string> = { name: ({ name }) => name, nameDescending: ({ name }) => name, lastActive: ({ lastActiveAt }) => lastActiveAt ?? '', longestAway: ({ lastActiveAt }) => lastActiveAt ?? '', newest: ({ joinedAt }) => joinedAt };
      const key = by[sort ?? 'joined'];
      if (key) found.sort((a, b) => key(a).localeCompare(key(b)) * (['nameDescending', 'lastActive', 'newest'].includes(sort ?? '') ? -1 : 1));
      return { ...pageOf(found, page, (person) => memberAnswer(world, person)), viewerCanInvite: may(world, 'members:invite') };
    },
    member: ({ id }: QueryMemberArgs) => {
      need(world, 'members:read');
      const person = world.people.find((one) => one.id === id);
      return person ? memberAnswer(world, person) : null;
    },
    memberChangePreview: ({ memberIds, role, customRoleId }: QueryMemberChangePreviewArgs) => {
      const isRemoval = !role && !customRoleId;
      need(world, isRemoval ? 'members:remove' : 'members:update');
      return world.people.filter(({ id }) => memberIds.includes(id)).map((person) => {
        const before = permissionsOf(world, person);
        const custom = world.roles.find(({ id }) => id === customRoleId);
        const after = isRemoval ? new Set<Permission>() : permissionsOf(world, { ...person, role: custom?.base ?? role ?? person.role, customRoleId: custom?.id ?? null });
        return {
          memberId: person.id, name: person.name, loses: [...before].filter((one) => !after.has(one)), gains: [...after].filter((one) => !before.has(one)),
          grants: isRemoval ? person.grants.length : 0, sessions: isRemoval && person.lastActiveAt ? 1 : 0, invitations: 0,
          refusal: isLastOwner(world, person) ? lastOwner(isRemoval) : null,
        };
      });
    },
    invitations: (page: QueryInvitationsArgs) => {
      need(world, 'members:read');
      return { ...pageOf(world.invitations, page, (one) => invitationAnswer(world, one)), viewerCanInvite: may(world, 'members:invite') };
    },
    permissionCatalogue: () => {
      need(world, 'roles:read');
      return permissions.map((id) => {
        const { area, title, description, dependsOn, dangerous, narrowedTo } = catalogue[id];
        return { id, area, title: title.en, description: description.en, dependsOn: [...dependsOn], dangerous, narrowedTo, roles: roles.filter((role) => presets[role].has(id)) };
      });
    },
  },
  mutation: {
    inviteMember: ({ input: { email, role, grants } }: MutationInviteMemberArgs) => {
      const viewer = need(world, 'members:invite');
      if (!/^\S+@\S+\.\S+$/.test(email)) return validationError({ email: 'This is not an e-mail address.' });
      if (world.people.some((person) => person.email === email)) return ruleError(`${email} is a member already.`);
      if (world.invitations.some((one) => one.email === email && one.status === 'pending')) return ruleError(`${email} is invited already. Send the invitation again from the list.`);
      const id = crypto.randomUUID();
      const invitation: Invited = { id, email, role: role ?? 'editor', status: 'pending', createdAt: world.now().toISOString(), expiresAt: new Date(world.now().getTime() + week).toISOString(), link: `${globalThis.location?.origin ?? ''}/invite#token=${id}`, invitedBy: viewer.name, grants: grants ?? [] };
      world.invitations.unshift(invitation);
      audit(world, 'member.invited', `${viewer.name} invited somebody as ${role}.`);
      return invitationAnswer(world, invitation);
    },
    inviteSeveral: ({ input: { list, role } }: MutationInviteSeveralArgs) => {
      const viewer = need(world, 'members:invite');
      const lines = list.split('\n').map((text) => text.trim()).filter(Boolean).map((email, at) => {
        const say = (outcome: InvitationOutcome, message: string, invitation: Invited | null = null) => ({ line: at + 1, text: email, outcome, message, invitation: invitation && invitationAnswer(world, invitation) });
        if (!/^\S+@\S+\.\S+$/.test(email)) return say('invalid', 'No e-mail address was found in this line.');
        if (world.people.some((person) => person.email === email)) return say('already_member', `${email} is a member already.`);
        if (world.invitations.some((one) => one.email === email && one.status === 'pending')) return say('already_invited', `${email} is invited already.`);
        const id = crypto.randomUUID();
        const invitation: Invited = { id, email, role: role ?? 'editor', status: 'pending', createdAt: world.now().toISOString(), expiresAt: new Date(world.now().getTime() + week).toISOString(), link: `/invite#token=${id}`, invitedBy: viewer.name };
        world.invitations.unshift(invitation);
        return say('invited', 'Invited.', invitation);
      });
      return { __typename: 'InvitedList' as const, lines };
    },
    resendInvitation: ({ input: { id } }: MutationResendInvitationArgs) => {
      need(world, 'members:invite');
      const invitation = world.invitations.find((one) => one.id === id);
      if (!invitation || invitation.status === 'accepted') return ruleError('This invitation was used already.');
      Object.assign(invitation, { status: 'pending', expiresAt: new Date(world.now().getTime() + week).toISOString(), link: `${invitation.link}-again` });
      return invitationAnswer(world, invitation);
    },
    revokeInvitation: ({ input: { id } }: MutationRevokeInvitationArgs) => {
      need(world, 'members:invite');
      const invitation = world.invitations.find((one) => one.id === id);
      if (invitation?.status !== 'pending') return ruleError('Only a pending invitation can be withdrawn.');
      invitation.status = 'revoked';
      return invitationAnswer(world, invitation);
    },
    changeMemberRole: ({ input: { memberId, role, customRoleId } }: MutationChangeMemberRoleArgs) => {
      need(world, 'members:update');
      const person = world.people.find(({ id }) => id === memberId);
      if (!person) return gone;
      if (isLastOwner(world, person)) return ruleError('The last owner can’t be given another role.');
      const custom = world.roles.find(({ id }) => id === customRoleId);
      person.role = custom?.base ?? role ?? person.role;
      person.customRoleId = custom?.id ?? null;
      world.topics.publish('viewerChanged', null);
      return memberAnswer(world, person);
    },
    changeMemberRoles: ({ input: { memberIds, role, customRoleId } }: MutationChangeMemberRolesArgs) => {
      need(world, 'members:update');
      const custom = world.roles.find(({ id }) => id === customRoleId);
      const { done, refused } = several(world, memberIds, false, (person) => {
        person.role = custom?.base ?? role ?? person.role;
        person.customRoleId = custom?.id ?? null;
      });
      world.topics.publish('viewerChanged', null);
      return { __typename: 'ChangedMembers' as const, members: done.map((person) => memberAnswer(world, person)), refused };
    },
    removeMembers: ({ input: { memberIds } }: MutationRemoveMembersArgs) => {
      need(world, 'members:remove');
      const { done, refused } = several(world, memberIds, true, (person) => { world.people = world.people.filter((one) => one !== person); });
      world.topics.publish('viewerChanged', null);
      return { __typename: 'RemovedMembers' as const, members: done.map(({ id, name, lastActiveAt }) => ({ id, name, sessionsEnded: lastActiveAt ? 1 : 0 })), refused };
    },
    removeMember: ({ input: { memberId } }: MutationRemoveMemberArgs) => {
      need(world, 'members:remove');
      const person = world.people.find(({ id }) => id === memberId);
      if (!person) return gone;
      if (isLastOwner(world, person)) return ruleError('The last owner can’t be removed.');
      world.people = world.people.filter((one) => one !== person);
      world.topics.publish('viewerChanged', null);
      return { __typename: 'RemovedMember' as const, id: person.id, name: person.name, sessionsEnded: person.lastActiveAt ? 1 : 0 };
    },
    setMemberPermission: ({ input: { memberId, permission, choice, scope, expiresAt, reason } }: MutationSetMemberPermissionArgs) => {
      const viewer = need(world, 'roles:manage');
      const person = world.people.find(({ id }) => id === memberId);
      if (!person) return gone;
      if (person.role === 'owner') return ruleError('An owner can’t be reduced.');
      if (!isPermission(permission) || !may(world, permission)) return ruleError('You can only change what you hold yourself.');
      person.grants = person.grants.filter((grant) => grant.permission !== permission || grant.level !== 'member' || grant.scope?.id !== scope?.id);
      if (choice !== 'inherit') {
        person.grants.push({ id: crypto.randomUUID(), permission, effect: choice, level: 'member', expiresAt: expiresAt ? new Date(expiresAt) : null, createdAt: world.now().toISOString(), createdBy: viewer.name, reason: reason ?? '', scope: scope ?? null });
      }
      world.topics.publish('viewerChanged', null);
      return memberAnswer(world, person);
    },
  },
});

import { catalogue, explain, isPermission, permissions, presets, rank, roles } from '#shared/permissions/index.ts';
import type { MutationChangeMemberRoleArgs, MutationInviteMemberArgs, MutationRemoveMemberArgs, MutationResendInvitationArgs, MutationRevokeInvitationArgs, MutationSetMemberPermissionArgs, QueryInvitationsArgs, QueryMemberArgs, QueryMembersArgs } from './schema-types.ts';
import type { Domain } from './types.ts';
import { type Invited, type Person, type World, audit, grantsOn, may, need, pageOf, roleOf, ruleError, validationError, viewerOf } from './world.ts';

const week = 7 * 86_400_000;
const gone = ruleError('This person is not a member any more.');

const isLastOwner = (world: World, person: Person): boolean => person.role === 'owner' && world.people.filter(({ role }) => role === 'owner').length === 1;

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
  return { __typename: 'Invitation' as const, ...invitation, link: may(world, 'members:invite') && invitation.status === 'pending' ? invitation.link : null };
}

/** Members, invitations, roles and exceptions. */
export const membersDomain = (world: World): Domain => ({
  query: {
    members: ({ search, ...page }: QueryMembersArgs) => {
      need(world, 'members:read');
      const wanted = (search ?? '').toLowerCase();
      const found = world.people.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(wanted));
      return { ...pageOf(found, page, (person) => memberAnswer(world, person)), viewerCanInvite: may(world, 'members:invite') };
    },
    member: ({ id }: QueryMemberArgs) => {
      need(world, 'members:read');
      const person = world.people.find((one) => one.id === id);
      return person ? memberAnswer(world, person) : null;
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
    inviteMember: ({ input: { email, role } }: MutationInviteMemberArgs) => {
      const viewer = need(world, 'members:invite');
      if (!/^\S+@\S+\.\S+$/.test(email)) return validationError({ email: 'This is not an e-mail address.' });
      if (world.people.some((person) => person.email === email)) return ruleError(`${email} is a member already.`);
      if (world.invitations.some((one) => one.email === email && one.status === 'pending')) return ruleError(`${email} is invited already. Send the invitation again from the list.`);
      const id = crypto.randomUUID();
      const invitation: Invited = { id, email, role, status: 'pending', createdAt: world.now().toISOString(), expiresAt: new Date(world.now().getTime() + week).toISOString(), link: `${globalThis.location?.origin ?? ''}/invite#token=${id}`, invitedBy: viewer.name };
      world.invitations.unshift(invitation);
      audit(world, 'member.invited', `${viewer.name} invited somebody as ${role}.`);
      return invitationAnswer(world, invitation);
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

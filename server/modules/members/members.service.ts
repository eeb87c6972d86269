import { z } from 'zod';
import { type Grant, type Permission, type Role, catalogue, permissions, presets, rank, resolve, roles } from '#shared/permissions/index.ts';
import { ACCESS_CHANGED, type Context, ForbiddenError, type MemberActor, type Unit, authorise, isUuid, performAsMember, read } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { SESSION_ENDED } from '../../auth/index.ts';
import { type Page, type PageRequest, decodeCursor, page, pageSize } from '../../platform/database/keyset.ts';
import { NotFoundError, RuleError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { announce } from '../notifications/index.ts';
import { closeInvitation, pendingFrom } from './invitations.store.ts';
import { invitationRevoked, memberRemoved, memberRoleChanged, permissionGranted, permissionInherited, permissionRevoked } from './members.events.ts';
import { permissionInput, searchInput } from './members.input.ts';
import { type Standing, notTheirsToGive, permissionsRefusal, removalRefusal, roleChangeRefusal, roleRefusal } from './members.rules.ts';
import * as store from './members.store.ts';

/** A member as they are shown, with the grants that bear on them. */
export interface Member {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly joinedAt: Date;
  readonly lastActiveAt: Date | null;
  readonly invitedBy: string | null;
  readonly openSessions: number;
  readonly isLastOwner: boolean;
  readonly grants: readonly MemberGrant[];
}
export interface MemberGrant extends Grant { readonly reason: string; readonly createdAt: Date; readonly createdBy: string | null }

const toGrant = (row: store.GrantRow): MemberGrant => ({
  id: row.id, permission: row.permission, effect: row.effect, level: row.member_id === null ? 'role' : 'member', expiresAt: row.expires_at,
  reason: row.reason, createdAt: row.created_at, createdBy: row.created_by,
});

const toMember = (row: store.MemberRow, grants: readonly store.GrantRow[]): Member => ({
  id: row.id, personId: row.user_id, name: row.name, email: row.email, role: row.role, joinedAt: row.created_at, lastActiveAt: row.last_active_at,
  invitedBy: row.invited_by, openSessions: row.open_sessions, isLastOwner: row.is_last_owner,
  grants: grants.filter((grant) => grant.member_id === row.id || grant.role === row.role).map(toGrant),
});

const withGrants = async ({ tx, workspaceId }: Unit, rows: readonly store.MemberRow[]): Promise<Member[]> => {
  if (rows.length === 0) return [];
  const grants = await store.grantsOf(tx, workspaceId, rows.map(({ id }) => id));
  return rows.map((row) => toMember(row, grants));
};

const readMember = async (unit: Unit, id: string): Promise<Member | null> => {
  const row = isUuid(id) ? await store.findMember(unit.tx, unit.workspaceId, id) : undefined;
  return row ? ((await withGrants(unit, [row]))[0] ?? null) : null;
};

const memberKey = z.tuple([z.string().max(40), z.guid()]);

/** Members in the order they joined; `search` looks in name and e-mail. */
export function listMembers(context: Context, request: PageRequest & { readonly search?: string | null }, wantsTotal: boolean): Promise<{ page: Page<Member>; totalCount: number }> {
  return read(context, 'members:read', async (unit) => {
    const search = validate(searchInput, request.search ?? '');
    const after = request.after ? decodeCursor(request.after, memberKey) : null;
    const rows = await store.listMembers(unit.tx, unit.workspaceId, { search, after, limit: pageSize(request) + 1 });
    const joined = new Map(rows.map((row) => [row.id, row.joined]));
    return {
      page: page(await withGrants(unit, rows), request, ({ id }) => [joined.get(id), id]),
      totalCount: wantsTotal ? await store.countMembers(unit.tx, unit.workspaceId, search) : 0,
    };
  });
}

/** One member; null when there is none in this workspace. */
export const getMember = (context: Context, id: string): Promise<Member | null> => read(context, 'members:read', (unit) => readMember(unit, id));

/** Every permission there is, in the reader's language, with the roles that have it from the start. */
export const permissionCatalogue = (context: Context) => read(context, 'roles:read', () => Promise.resolve(permissions.map((id) => {
  const { area, title, description, dependsOn, dangerous } = catalogue[id];
  return { id, area, dangerous, dependsOn, title: title[context.locale], description: description[context.locale], roles: roles.filter((role) => presets[role].has(id)) };
})));

/** What a member may do at this moment. */
export const permissionsOf = ({ role, grants }: Pick<Member, 'role' | 'grants'>): ReadonlySet<Permission> => resolve(role, grants, new Date());

/**
 * Takes the lock under which membership changes, and how the actor stands now that nobody else changes it.
 * @throws ForbiddenError when they lost what they need while waiting
 */
export async function standingUnderLock({ tx, workspaceId, actor }: Unit<MemberActor>, need: Permission): Promise<Standing> {
  await store.lockMembership(tx, workspaceId);
  const now = (await store.membershipsNow(tx, actor.person.id)).find((membership) => membership.workspaceId === workspaceId);
  if (!now?.permissions.has(need)) throw new ForbiddenError(need, now ? workspaceId : null);
  return now;
}

const target = async (unit: Unit, id: string): Promise<Member> => {
  const member = await readMember(unit, id);
  if (!member) throw new NotFoundError('member');
  return member;
};

const refuse = (refusal: RuleError | null): void => {
  if (refusal) throw refusal;
};

const refuseGain = (context: Context, viewer: Standing, before: ReadonlySet<Permission>, after: ReadonlySet<Permission>): void => {
  const permission = notTheirsToGive(viewer, before, after);
  if (permission) throw new RuleError('not-theirs-to-give', { permission: catalogue[permission].title[context.locale] });
};

/** Links that somebody sent, and may still hold, must not outlive their authority to send them. */
const revokeInvitationsOf = async (unit: Unit, personId: string, roleList: readonly Role[]): Promise<void> => {
  if (roleList.length === 0) return;
  for (const { id, role } of await pendingFrom(unit.tx, unit.workspaceId, personId, roleList)) {
    await closeInvitation(unit.tx, unit.workspaceId, id, 'revoked_at');
    await record(unit, invitationRevoked(id, role));
  }
};

/**
 * Gives a member another role. Upwards only as far as one's own rank, and only with permissions that one holds.
 * @throws RuleError `member-above`, `last-owner-demoted`, `owner-by-owner`, `role-above`, `not-theirs-to-give`
 */
export function changeMemberRole(context: Context, { memberId, role }: { memberId: string; role: Role }): Promise<Member> {
  return performAsMember(context, 'members:update', async (unit) => {
    authorise(unit.actor, 'members:read');
    const viewer = await standingUnderLock(unit, 'members:update');
    const before = await target(unit, memberId);
    if (before.role === role) return before;
    refuse(roleChangeRefusal(viewer, before) ?? roleRefusal(viewer, role));
    await store.updateRole(unit.tx, unit.workspaceId, memberId, role);
    const after = await target(unit, memberId);
    refuseGain(context, viewer, permissionsOf(before), permissionsOf(after));
    await revokeInvitationsOf(unit, before.personId, roles.filter((other) => rank[other] > rank[role]));
    await record(unit, memberRoleChanged(memberId, { from: before.role, role }));
    await announce(unit, { kind: 'role-changed', subjectId: memberId, to: { personId: before.personId }, details: { role, by: unit.actor.person.name } });
    await unit.publish(ACCESS_CHANGED, { personId: before.personId });
    return after;
  });
}

export interface RemovedMember { readonly id: string; readonly name: string; readonly sessionsEnded: number }

/**
 * Removes a member with their grants and the invitations they sent. Who belongs to no other workspace is signed out
 * everywhere; open sockets close at once either way.
 * @throws RuleError `member-above`, `last-owner-removed`
 */
export function removeMember(context: Context, memberId: string): Promise<RemovedMember> {
  return performAsMember(context, 'members:remove', async (unit) => {
    const viewer = await standingUnderLock(unit, 'members:remove');
    const { personId, name, role, isLastOwner } = await target(unit, memberId);
    refuse(removalRefusal(viewer, { id: memberId, name, role, isLastOwner }));
    await record(unit, memberRemoved(memberId, { role }));
    await revokeInvitationsOf(unit, personId, roles);
    await store.deleteMember(unit.tx, unit.workspaceId, memberId);
    const belongsElsewhere = (await store.membershipsNow(unit.tx, personId)).length > 0;
    const sessionsEnded = belongsElsewhere ? 0 : await store.endSessions(unit.tx, personId);
    await unit.publish(ACCESS_CHANGED, { personId });
    if (!belongsElsewhere) await unit.publish(SESSION_ENDED, { personId });
    return { id: memberId, name, sessionsEnded };
  });
}

/**
 * Grants or revokes one permission for one person, or with `inherit` removes what they have of their own. What was
 * there before, expired or not, is replaced.
 * @throws RuleError `own-permissions`, `member-above`, `owner-irreducible`, `not-theirs-to-give`
 */
export function setMemberPermission(context: Context, input: z.input<typeof permissionInput>): Promise<Member> {
  return performAsMember(context, 'roles:manage', async (unit) => {
    authorise(unit.actor, 'roles:read');
    const viewer = await standingUnderLock(unit, 'roles:manage');
    const { memberId, permission, choice, expiresAt, reason } = validate(permissionInput, input);
    const before = await target(unit, memberId);
    refuse(permissionsRefusal(viewer, before));
    if (!viewer.permissions.has(permission)) throw new RuleError('not-theirs-to-give', { permission: catalogue[permission].title[context.locale] });
    if (choice === 'inherit') {
      if (!(await store.deleteGrant(unit.tx, unit.workspaceId, memberId, permission))) return before;
      await record(unit, permissionInherited(memberId, { permission }));
    } else {
      await store.replaceGrant(unit.tx, { workspaceId: unit.workspaceId, memberId, permission, effect: choice, reason, expiresAt, createdBy: unit.actor.person.id });
      await announce(unit, { kind: choice === 'grant' ? 'permission-granted' : 'permission-revoked', subjectId: permission, to: { personId: before.personId }, details: { permission, by: unit.actor.person.name } });
      await record(unit, (choice === 'grant' ? permissionGranted : permissionRevoked)(memberId, { permission, expiresAt: expiresAt?.toISOString() ?? null }));
    }
    await unit.publish(ACCESS_CHANGED, { personId: before.personId });
    return target(unit, memberId);
  });
}

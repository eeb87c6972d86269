import { z } from 'zod';
import { type CustomRole, type Permission, type Role, type Scope, catalogue, isPermission, isRole, narrowing, permissions, presets, rank, resolve, roles } from '#shared/permissions/index.ts';
import { ACCESS_CHANGED, type Context, ForbiddenError, type MemberActor, type ShownGrant, type Unit, authorise, holds, isUuid, performAsMember, read } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { SESSION_ENDED } from '../../auth/index.ts';
import { type Page, type PageRequest, decodeCursor, page, pageSize } from '../../platform/database/keyset.ts';
import { NotFoundError, RuleError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { announce } from '../notifications/index.ts';
import { closeInvitation, pendingFrom } from './invitations.store.ts';
import { invitationRevoked, memberRemoved, memberRoleChanged, permissionGranted, permissionInherited, permissionRevoked } from './members.events.ts';
import { changeRoleInput, permissionInput, searchInput } from './members.input.ts';
import { type Access, type Standing, mayHandOut, notTheirsToGive, permissionsRefusal, removalRefusal, roleChangeRefusal, roleRefusal } from './members.rules.ts';
import * as listing from './listing.store.ts';
import type { MemberFilter, MemberSort, MemberStatus } from './listing.store.ts';
import * as store from './members.store.ts';

/** A member as they are shown, with the grants that bear on them. */
export interface Member {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly customRole: CustomRole | null;
  readonly joinedAt: Date;
  readonly lastActiveAt: Date | null;
  readonly invitedBy: string | null;
  readonly openSessions: number;
  readonly hasSecondFactor: boolean;
  readonly isLastOwner: boolean;
  readonly grants: readonly ShownGrant[];
}

const scopeOf = ({ agent_id, tag_id }: Pick<store.GrantRow, 'agent_id' | 'tag_id'>): Scope | null =>
  agent_id ? { kind: 'agent', id: agent_id } : tag_id ? { kind: 'tag', id: tag_id } : null;

/** A row as it is shown. */
export const toGrant = (row: store.GrantRow): ShownGrant => ({
  id: row.id, permission: row.permission, effect: row.effect, level: row.member_id === null ? 'role' : 'member', expiresAt: row.expires_at,
  reason: row.reason, createdAt: row.created_at, createdBy: row.created_by, scope: scopeOf(row), scopeName: row.scope_name,
});

const customRoleOf = ({ role_id, role_name, rank_as, role_permissions }: store.MemberRow): CustomRole | null =>
  role_id && role_name && rank_as ? { id: role_id, name: role_name, base: rank_as, permissions: new Set((role_permissions ?? []).filter(isPermission)) } : null;

const bearsOn = ({ id, role, role_id }: store.MemberRow, grant: store.GrantRow): boolean =>
  grant.member_id === id || (role_id ? grant.role_id === role_id : grant.role === role);

const toMember = (row: store.MemberRow, grants: readonly store.GrantRow[]): Member => ({
  id: row.id, personId: row.user_id, name: row.name, email: row.email, role: row.role, customRole: customRoleOf(row), joinedAt: row.created_at, lastActiveAt: row.last_active_at,
  invitedBy: row.invited_by, openSessions: row.open_sessions, hasSecondFactor: row.has_second_factor, isLastOwner: row.is_last_owner,
  grants: grants.filter((grant) => bearsOn(row, grant)).map(toGrant),
});

const withGrants = async ({ tx, workspaceId }: Unit, rows: readonly store.MemberRow[]): Promise<Member[]> => {
  if (rows.length === 0) return [];
  const grants = await store.grantsOf(tx, workspaceId, rows.map(({ id }) => id));
  return rows.map((row) => toMember(row, grants));
};

/** A member as they are now; null when there is none in this workspace. */
export const readMember = async (unit: Unit, id: string): Promise<Member | null> => {
  const row = isUuid(id) ? await store.findMember(unit.tx, unit.workspaceId, id) : undefined;
  return row ? ((await withGrants(unit, [row]))[0] ?? null) : null;
};

const NOBODY = '00000000-0000-0000-0000-000000000000';
const memberKey = z.tuple([z.string().max(400), z.guid()]);

/** What a list of members asks for. */
export interface MemberRequest extends PageRequest {
  readonly search?: string | null;
  readonly sort?: MemberSort | null;
  /** Names of presets and ids of the workspace's own roles; of which any will do. */
  readonly roles?: readonly string[] | null;
  readonly status?: readonly MemberStatus[] | null;
  readonly hasGrants?: boolean | null;
}

/** Members, by default in the order they joined; `search` looks in name and e-mail. Who has grants is for those who may see roles. */
export function listMembers(context: Context, request: MemberRequest, wantsTotal: boolean): Promise<{ page: Page<Member>; totalCount: number }> {
  return read(context, 'members:read', async (unit) => {
    const { tx, workspaceId, actor } = unit;
    const hasGrants = request.hasGrants ?? null;
    if (hasGrants !== null && !holds(actor, 'roles:read')) throw new ForbiddenError('roles:read', workspaceId);
    const wanted = request.roles ?? [];
    const filter: MemberFilter = { search: validate(searchInput, request.search ?? ''), presets: wanted.filter(isRole), customRoles: wanted.filter((role) => !isRole(role)).map((id) => (isUuid(id) ? id : NOBODY)), status: request.status ?? [], hasGrants };
    const after = request.after ? decodeCursor(request.after, memberKey) : null;
    const rows = await listing.listMembers(tx, workspaceId, { ...filter, sort: request.sort ?? 'joined', after, limit: pageSize(request) + 1 });
    const position = new Map(rows.map((row) => [row.id, row.position]));
    return {
      page: page(await withGrants(unit, rows), request, ({ id }) => [position.get(id), id]),
      totalCount: wantsTotal ? await listing.countMembers(tx, workspaceId, filter) : 0,
    };
  });
}

/** One member; null when there is none in this workspace. */
export const getMember = (context: Context, id: string): Promise<Member | null> => read(context, 'members:read', (unit) => readMember(unit, id));

/** Every permission there is, in the reader's language, with the roles that have it from the start. */
export const permissionCatalogue = (context: Context) => read(context, 'roles:read', () => Promise.resolve(permissions.map((id) => {
  const { area, title, description, dependsOn, dangerous, narrowedTo } = catalogue[id];
  return { id, area, dangerous, dependsOn, narrowedTo, title: title[context.locale], description: description[context.locale], roles: roles.filter((role) => presets[role].has(id)) };
})));

/** What a member may do at this moment. */
export const accessOf = ({ role, customRole, grants }: Pick<Member, 'role' | 'customRole' | 'grants'>, now = new Date()): Access =>
  ({ permissions: resolve(customRole ?? role, grants, now), narrowing: narrowing(customRole ?? role, grants, now) });

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

/** @throws NotFoundError */
export const target = async (unit: Unit, id: string): Promise<Member> => {
  const member = await readMember(unit, id);
  if (!member) throw new NotFoundError('member');
  return member;
};

export const refuse = (refusal: RuleError | null): void => {
  if (refusal) throw refusal;
};

/** The refusal of somebody who would hand out what they don't hold. */
export const notTheirs = ({ locale }: Context, permission: Permission): RuleError => new RuleError('not-theirs-to-give', { permission: catalogue[permission].title[locale] });

const refuseGain = (context: Context, viewer: Standing, before: Access, after: Access): void => {
  const permission = notTheirsToGive(viewer, before, after);
  if (permission) throw notTheirs(context, permission);
};

/** Links that somebody sent, and may still hold, must not outlive their authority to send them. */
export const revokeInvitationsOf = async (unit: Unit, personId: string, roleList: readonly Role[]): Promise<void> => {
  if (roleList.length === 0) return;
  for (const { id, role } of await pendingFrom(unit.tx, unit.workspaceId, personId, roleList)) {
    await closeInvitation(unit.tx, unit.workspaceId, id, 'revoked_at');
    await record(unit, invitationRevoked(id, role));
  }
};

/** @throws NotFoundError when what a grant is to be narrowed to isn't there */
export async function demandScope({ tx, workspaceId }: Unit, scope: Scope | null): Promise<void> {
  if (scope && !(isUuid(scope.id) && (await store.scopeExists(tx, workspaceId, scope)))) throw new NotFoundError(scope.kind);
}

/**
 * Gives a member another role, a preset or one of the workspace's own. Upwards only as far as one's own rank, and only with permissions that one holds.
 * @throws RuleError `member-above`, `last-owner-demoted`, `owner-by-owner`, `role-above`, `not-theirs-to-give`
 */
export function changeMemberRole(context: Context, input: z.input<typeof changeRoleInput>): Promise<Member> {
  return performAsMember(context, 'members:update', async (unit) => {
    authorise(unit.actor, 'members:read');
    const viewer = await standingUnderLock(unit, 'members:update');
    const { memberId, role: preset, customRoleId } = validate(changeRoleInput, input);
    const before = await target(unit, memberId);
    const custom = customRoleId === null ? null : await store.findCustomRole(unit.tx, unit.workspaceId, isUuid(customRoleId) ? customRoleId : NOBODY);
    if (custom === undefined) throw new NotFoundError('role');
    const role: Role = custom?.rank_as ?? preset ?? before.role;
    if (before.role === role && (before.customRole?.id ?? null) === customRoleId) return before;
    // Among equals of rank the last owner stays one: what changes is the name of the role.
    refuse(roleChangeRefusal(viewer, before) ?? roleRefusal(viewer, role));
    if (custom) {
      const missing = custom.permissions.filter(isPermission).find((permission) => !before.customRole?.permissions.has(permission) && !mayHandOut(viewer, permission, null));
      if (missing) throw notTheirs(context, missing);
    }
    await store.updateRole(unit.tx, unit.workspaceId, memberId, role, customRoleId);
    const after = await target(unit, memberId);
    refuseGain(context, viewer, accessOf(before), accessOf(after));
    await revokeInvitationsOf(unit, before.personId, roles.filter((other) => rank[other] > rank[role]));
    await record(unit, memberRoleChanged(memberId, { from: before.customRole?.name ?? before.role, role: after.customRole?.name ?? role }));
    await announce(unit, { kind: 'role-changed', subjectId: memberId, to: { personId: before.personId }, details: { role: after.customRole?.name ?? role, by: unit.actor.person.name } });
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
export const removeMember = (context: Context, memberId: string): Promise<RemovedMember> => performAsMember(context, 'members:remove', (unit) => removeMemberInUnit(unit, memberId));

/** {@link removeMember} as a part of another use case; demands `members:remove` itself. */
export async function removeMemberInUnit(unit: Unit<MemberActor>, memberId: string): Promise<RemovedMember> {
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
}

/**
 * Grants or revokes one permission for one person, or with `inherit` removes what they have of their own; everywhere, or
 * on one object. What was there before, expired or not, is replaced.
 * @throws RuleError `own-permissions`, `member-above`, `owner-irreducible`, `not-theirs-to-give`
 */
export function setMemberPermission(context: Context, input: z.input<typeof permissionInput>): Promise<Member> {
  return performAsMember(context, 'roles:manage', (unit) => setPermissionInUnit(context, unit, input));
}

/** {@link setMemberPermission} as a part of another use case that demanded `roles:manage`. */
export async function setPermissionInUnit(context: Context, unit: Unit<MemberActor>, input: z.input<typeof permissionInput>): Promise<Member> {
  authorise(unit.actor, 'roles:read');
  const viewer = await standingUnderLock(unit, 'roles:manage');
  const { memberId, permission, choice, scope, expiresAt, reason } = validate(permissionInput, input);
  const before = await target(unit, memberId);
  refuse(permissionsRefusal(viewer, before));
  await demandScope(unit, scope);
  if (!mayHandOut(viewer, permission, scope)) throw notTheirs(context, permission);
  const about = { permission, ...(scope ? { [scope.kind]: scope.id } : {}) };
  if (choice === 'inherit') {
    if (!(await store.deleteGrant(unit.tx, unit.workspaceId, { memberId }, permission, scope))) return before;
    await record(unit, permissionInherited(memberId, about));
  } else {
    await store.replaceGrant(unit.tx, { workspaceId: unit.workspaceId, target: { memberId }, permission, scope, effect: choice, reason, expiresAt, createdBy: unit.actor.person.id });
    await announce(unit, { kind: choice === 'grant' ? 'permission-granted' : 'permission-revoked', subjectId: permission, to: { personId: before.personId }, details: { permission, by: unit.actor.person.name } });
    await record(unit, (choice === 'grant' ? permissionGranted : permissionRevoked)(memberId, { ...about, expiresAt: expiresAt?.toISOString() ?? null }));
  }
  await unit.publish(ACCESS_CHANGED, { personId: before.personId });
  return target(unit, memberId);
}

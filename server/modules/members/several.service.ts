import { type Permission, type Role, isPermission, rank, roles } from '#shared/permissions/index.ts';
import { type Context, type MemberActor, ForbiddenError, authorise, holds, isUuid, read } from '../../access/index.ts';
import { sentence } from '../../messages/index.ts';
import { NotFoundError, RuleError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { accessOfRole } from './invitations.service.ts';
import { pendingFrom } from './invitations.store.ts';
import { severalInput, severalRolesInput } from './members.input.ts';
import { gains, removalRefusal, roleChangeRefusal, roleRefusal } from './members.rules.ts';
import { type Member, type RemovedMember, accessOf, changeMemberRole, readMember, removeMember } from './members.service.ts';
import { findCustomRole, membershipsNow } from './members.store.ts';

/** Why one of several was left as they are. */
export interface Refusal { readonly memberId: string; readonly name: string | null; readonly message: string }
export interface SeveralDone<Done> { readonly done: readonly Done[]; readonly refused: readonly Refusal[] }

const NOTHING = { permissions: new Set<Permission>(), narrowing: null };

/** Each by itself, as if it were the only one: what can't be done to one is told, and the others go on. */
async function each<Done>({ locale }: Context, memberIds: readonly string[], work: (memberId: string) => Promise<Done>): Promise<SeveralDone<Done>> {
  const [done, refused]: [Done[], Refusal[]] = [[], []];
  for (const memberId of new Set(memberIds)) {
    try {
      done.push(await work(memberId));
    } catch (error) {
      if (error instanceof RuleError) refused.push({ memberId, name: String(error.params['name'] ?? '') || null, message: sentence(locale, `rule.${error.code}`, error.params) });
      else if (error instanceof NotFoundError) refused.push({ memberId, name: null, message: sentence(locale, 'rule.member-gone') });
      else throw error;
    }
  }
  return { done, refused };
}

/** {@link changeMemberRole} for several. */
export function changeMemberRoles(context: Context, input: unknown): Promise<SeveralDone<Member>> {
  authorise(context.actor, 'members:update');
  const { memberIds, role, customRoleId } = validate(severalRolesInput, input);
  return each(context, memberIds, (memberId) => changeMemberRole(context, { memberId, role, customRoleId }));
}

/** {@link removeMember} for several. */
export function removeMembers(context: Context, input: unknown): Promise<SeveralDone<RemovedMember>> {
  authorise(context.actor, 'members:remove');
  const { memberIds } = validate(severalInput, input);
  return each(context, memberIds, (memberId) => removeMember(context, memberId));
}

/** What a change would mean for one member. */
export interface ChangePreview {
  readonly memberId: string;
  readonly name: string;
  /** null for those who may not see roles. */
  readonly loses: readonly Permission[] | null;
  readonly gains: readonly Permission[] | null;
  /** Grants of their own that go, and open sessions that end. */
  readonly grants: number;
  readonly sessions: number;
  readonly invitations: number;
  /** Why it can't be done; null when it can. */
  readonly refusal: string | null;
}

/**
 * What members would lose and gain with another role, or with their removal when none is named. Nothing is changed.
 * Ids that aren't the workspace's are left out.
 */
export function previewChange(context: Context, input: { readonly memberIds: readonly string[]; readonly role?: Role | null; readonly customRoleId?: string | null }): Promise<readonly ChangePreview[]> {
  return read(context, 'members:read', async (unit) => {
    const { tx, workspaceId, actor } = unit;
    const { memberIds } = validate(severalInput, { memberIds: input.memberIds });
    const isRemoval = !input.role && !input.customRoleId;
    const need = isRemoval ? 'members:remove' : 'members:update';
    if (actor.kind !== 'member' || !holds(actor, need)) throw new ForbiddenError(need, workspaceId);
    const custom = input.customRoleId ? (isUuid(input.customRoleId) ? await findCustomRole(tx, workspaceId, input.customRoleId) : undefined) : null;
    if (custom === undefined) throw new NotFoundError('role');
    const role = custom?.rank_as ?? input.role ?? 'editor';
    const seesRoles = holds(actor, 'roles:read');
    const previews: ChangePreview[] = [];
    for (const id of new Set(memberIds)) {
      const member = await readMember(unit, id);
      if (!member) continue;
      const own = member.grants.filter(({ level }) => level === 'member');
      const before = accessOf(member);
      const after = isRemoval ? NOTHING : await accessOfRole(unit, role, custom ? { id: custom.id, name: custom.name, base: custom.rank_as, permissions: new Set(custom.permissions.filter(isPermission)) } : null, own);
      const revoked = isRemoval ? roles : roles.filter((one) => rank[one] > rank[role]);
      previews.push({
        memberId: id, name: member.name,
        loses: seesRoles ? [...before.permissions].filter((permission) => gains(after, before, permission)) : null,
        gains: seesRoles ? [...after.permissions].filter((permission) => gains(before, after, permission)) : null,
        grants: isRemoval ? own.length : 0,
        sessions: isRemoval && (await membershipsNow(tx, member.personId)).length <= 1 ? member.openSessions : 0,
        invitations: revoked.length > 0 ? (await pendingFrom(tx, workspaceId, member.personId, revoked)).length : 0,
        refusal: refusalOf(context, actor, member, isRemoval, role),
      });
    }
    return previews;
  });
}

function refusalOf({ locale }: Context, actor: MemberActor, member: Member, isRemoval: boolean, role: Role): string | null {
  const refusal = isRemoval ? removalRefusal(actor, member) : roleChangeRefusal(actor, member) ?? roleRefusal(actor, role);
  return refusal && sentence(locale, `rule.${refusal.code}`, refusal.params);
}

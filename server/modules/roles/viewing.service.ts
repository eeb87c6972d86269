import { z } from 'zod';
import { isRole, roles } from '#shared/permissions/index.ts';
import { ACCESS_CHANGED, type Context, type MemberActor, type Unit, isUuid, mayViewAs, perform, performAsMember, standingOf } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { NotFoundError, RuleError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { accessOf, grantsOf, standingUnderLock, target, toGrant } from '../members/index.ts';
import { viewingStarted, viewingStopped } from './requests.events.ts';
import { listRoles } from './roles.store.ts';

const viewInput = z.object({ memberId: z.string().nullish().transform((id) => id ?? null), roleId: z.string().nullish().transform((id) => id ?? null) })
  .refine(({ memberId, roleId }) => (memberId === null) !== (roleId === null), { path: ['memberId'], params: { code: 'required' } });

const storedGrants = async ({ tx, workspaceId }: Unit, roleId: string) =>
  (await grantsOf(tx, workspaceId, [])).filter((grant) => (grant.role_id ?? grant.role) === roleId).map(toGrant).map((grant) => ({ ...grant, expiresAt: grant.expiresAt?.toISOString() ?? null, scope: grant.scope ?? null }));

/** What is looked at, as the row says it, and what it may do. */
const lookUp = async (unit: Unit, { memberId, roleId }: z.infer<typeof viewInput>) => {
  if (memberId !== null) {
    const member = await target(unit, memberId);
    return { columns: { target_id: member.id, role: null, role_id: null }, subject: { kind: 'member', id: member.id }, name: member.name, seen: { role: member.role, ...accessOf(member) } };
  }
  const id = roleId ?? '';
  if (isRole(id)) return { columns: { target_id: null, role: id, role_id: null }, subject: { kind: 'role', id }, name: id, seen: standingOf(id, null, await storedGrants(unit, id), new Date()) };
  const role = isUuid(id) ? (await listRoles(unit.tx, unit.workspaceId)).find((one) => one.id === id) : undefined;
  if (!role) throw new NotFoundError('role');
  const custom = { id, name: role.name, base: role.rank_as, permissions: role.permissions };
  return { columns: { target_id: null, role: null, role_id: id }, subject: { kind: 'role', id }, name: role.name, seen: standingOf(role.rank_as, custom, await storedGrants(unit, id), new Date()) };
};

/**
 * Shows this session the console as a role or a person would see it, until it is stopped or signed out; read only.
 * @throws RuleError `view-as-more` when it would show more than one may see oneself, `view-as-self`
 */
export function startViewing(context: Context, input: z.input<typeof viewInput>): Promise<MemberActor> {
  return performAsMember(context, 'members:view-as', async (unit) => {
    const { tx, workspaceId, actor } = unit;
    const viewer = await standingUnderLock(unit, 'members:view-as');
    const chosen = validate(viewInput, input);
    if (chosen.memberId === actor.memberId) throw new RuleError('view-as-self');
    const { columns, subject, name, seen } = await lookUp(unit, chosen);
    if (!mayViewAs(viewer, seen)) throw new RuleError('view-as-more', { name: subject.kind === 'member' ? name : roles.find((role) => role === name) ?? name });
    await tx.deleteFrom('view_as').where('workspace_id', '=', workspaceId).where('session_id', '=', actor.sessionId).execute();
    await tx.insertInto('view_as').values({ workspace_id: workspaceId, session_id: actor.sessionId, member_id: actor.memberId, user_id: actor.person.id, ...columns }).execute();
    await record(unit, viewingStarted(subject, subject.kind === 'role' ? { name } : {}));
    await unit.publish(ACCESS_CHANGED, { personId: actor.person.id });
    return actor;
  });
}

/** Back to one's own eyes. Nothing happens when they were one's own already. */
export async function stopViewing(context: Context): Promise<void> {
  const { actor } = context;
  if (actor.kind !== 'member' || !actor.viewing) return;
  const { memberId, self } = actor.viewing;
  await perform({ ...context, actor: self }, 'member', async (unit) => {
    await unit.tx.deleteFrom('view_as').where('workspace_id', '=', unit.workspaceId).where('session_id', '=', self.sessionId).execute();
    await record(unit, viewingStopped(memberId ? { kind: 'member', id: memberId } : { kind: 'role', id: actor.customRole?.id ?? actor.role }, memberId ? {} : { name: actor.customRole?.name ?? actor.role }));
    await unit.publish(ACCESS_CHANGED, { personId: self.person.id });
  });
}

import { roles } from '#shared/permissions/index.ts';
import { ACCESS_CHANGED, type Context, holds, performAsMember } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { NotFoundError, RuleError } from '../../platform/failure.ts';
import { memberLeft } from './members.events.ts';
import { revokeInvitationsOf } from './members.service.ts';
import * as store from './members.store.ts';

/**
 * Ends one's own membership, with its grants and tokens and the invitations one sent. The session stays: other workspaces go on.
 * @param named id of the workspace that is meant
 * @throws RuleError `last-owner-leaves`, `leave-by-token`
 */
export function leaveWorkspace(context: Context, named: string): Promise<{ readonly id: string; readonly name: string }> {
  return performAsMember(context, 'member', async (unit) => {
    const { tx, workspaceId, actor } = unit;
    if (actor.token) throw new RuleError('leave-by-token');
    // Of several tabs in several workspaces: the one that was read in the question, or none.
    if (named !== workspaceId) throw new NotFoundError('workspace');
    await store.lockMembership(tx, workspaceId);
    const self = await store.findMember(tx, workspaceId, actor.memberId);
    if (self?.is_last_owner) throw new RuleError('last-owner-leaves', { workspace: actor.workspace.name });
    // While they can still be written to: what they don't hold they can't have sent, or it ended with their authority.
    if (holds(actor, 'members:invite')) await revokeInvitationsOf(unit, actor.person.id, roles);
    await record(unit, memberLeft(actor.memberId, { role: actor.role }));
    await store.deleteMember(tx, workspaceId, actor.memberId);
    await unit.publish(ACCESS_CHANGED, { personId: actor.person.id });
    return { id: workspaceId, name: actor.workspace.name };
  });
}

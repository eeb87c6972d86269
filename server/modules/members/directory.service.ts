import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Role } from '#shared/permissions/index.ts';
import { ACCESS_CHANGED, type Unit } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { SESSION_ENDED } from '../../auth/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { announce } from '../notifications/index.ts';
import { closeInvitation, insertMember } from './invitations.store.ts';
import { invitationRevoked, memberJoined, memberRemoved, memberRoleChanged } from './members.events.ts';
import { deleteMember, endSessions, lockMembership, updateRole } from './members.store.ts';

/** What a directory may make of somebody: never an owner. */
export type DirectoryRole = Exclude<Role, 'owner'>;
/** By which way the identity provider spoke. */
export type Via = 'sso' | 'scim';

export interface Membership { readonly memberId: string; readonly role: Role; readonly isLastOwner: boolean }

/** The account of an address, in whatever workspace; null when there is none. Only authentication's own connection sees it. */
export async function accountOfAddress({ database }: Platform, email: string): Promise<{ readonly personId: string; readonly name: string } | null> {
  const { rows: [row] } = await database.authPool.query<{ id: string; name: string }>('select id, name from users where lower(email) = lower($1)', [email]);
  return row ? { personId: row.id, name: row.name } : null;
}

/** Lets nobody else change who belongs to the workspace until the transaction ends, and finds a person's membership. */
export async function membershipUnderLock({ tx, workspaceId }: Unit, personId: string): Promise<Membership | null> {
  await lockMembership(tx, workspaceId);
  const row = await tx.selectFrom('members').where('workspace_id', '=', workspaceId).where('user_id', '=', personId).select(['id', 'role'])
    .select(sql<boolean>`role = 'owner' and (select count(*) from members owners where owners.workspace_id = ${workspaceId} and owners.role = 'owner') = 1`.as('is_last_owner')).executeTakeFirst();
  return row ? { memberId: row.id, role: row.role, isLastOwner: row.is_last_owner } : null;
}

// One to a custom role or with grants of its own says more than a role: only its link gives that.
const pendingInvitation = ({ tx, workspaceId }: Unit, email: string) =>
  tx.selectFrom('invitations').where('workspace_id', '=', workspaceId).where(sql`lower(email)`, '=', email.toLowerCase()).where('role', '!=', 'owner').where('role_id', 'is', null).where(sql<boolean>`jsonb_array_length(grants) = 0`)
    .where('accepted_at', 'is', null).where('revoked_at', 'is', null).where('expires_at', '>', new Date()).select(['id', 'role', 'invited_by']).forUpdate().executeTakeFirst();

/** Who took somebody out who was a member once, unless an invitation has them back; null for nobody. */
export async function barredBy(unit: Unit, { personId, email }: { readonly personId: string; readonly email: string }): Promise<'directory' | 'people' | null> {
  const { tx, workspaceId } = unit;
  const row = await tx.selectFrom('former_members').where('workspace_id', '=', workspaceId).where('user_id', '=', personId).select('by_directory').executeTakeFirst();
  if (!row || (await pendingInvitation(unit, email))) return null;
  return row.by_directory ? 'directory' : 'people';
}

/** An account without a password, in the transaction of the membership. */
export async function createCompanyAccount({ tx }: Unit, { personId, name, email }: { readonly personId: string; readonly name: string; readonly email: string }): Promise<void> {
  await sql`select app.create_company_account(${personId}, ${name}, ${email})`.execute(tx);
}

/** Makes a member. A pending invitation of that address gives its role, unless it is an owner's, and is used up by it. */
export async function joinByDirectory(unit: Unit, { personId, email, role: usual, via }: { readonly personId: string; readonly email: string; readonly role: DirectoryRole; readonly via: Via }): Promise<{ readonly memberId: string; readonly role: DirectoryRole }> {
  const { tx, workspaceId } = unit;
  const memberId = randomUUID();
  const invitation = await pendingInvitation(unit, email);
  const role = invitation && invitation.role !== 'owner' ? invitation.role : usual;
  await insertMember(tx, workspaceId, { id: memberId, userId: personId, role, roleId: null, invitedBy: invitation?.invited_by ?? null });
  await record(unit, memberJoined(memberId, { role, via, ...(invitation ? { invitation: invitation.id } : {}) }));
  if (invitation) {
    await closeInvitation(tx, workspaceId, invitation.id, 'accepted_at');
    await announce(unit, { kind: 'member-joined', subjectId: memberId, to: { personId: invitation.invited_by }, details: { email, role } });
  }
  return { memberId, role };
}

/** Ends a membership and every session of the person, open sockets included. */
export async function leaveByDirectory(unit: Unit, { memberId, personId, role, via }: { readonly memberId: string; readonly personId: string; readonly role: Role; readonly via: Via }): Promise<void> {
  const { tx, workspaceId } = unit;
  await record(unit, memberRemoved(memberId, { role, via }));
  const sent = await tx.selectFrom('invitations').where('workspace_id', '=', workspaceId).where('invited_by', '=', personId).where('accepted_at', 'is', null).where('revoked_at', 'is', null).select(['id', 'role']).execute();
  for (const invitation of sent) {
    await closeInvitation(tx, workspaceId, invitation.id, 'revoked_at');
    await record(unit, invitationRevoked(invitation.id, invitation.role));
  }
  await deleteMember(tx, workspaceId, memberId);
  await endSessions(tx, personId);
  await unit.publish(ACCESS_CHANGED, { personId });
  await unit.publish(SESSION_ENDED, { personId });
}

/** Gives a member who isn't an owner another preset. */
export async function changeRoleByDirectory(unit: Unit, { memberId, personId, from, role, via }: { readonly memberId: string; readonly personId: string; readonly from: Role; readonly role: DirectoryRole; readonly via: Via }): Promise<void> {
  await updateRole(unit.tx, unit.workspaceId, memberId, role, null);
  await record(unit, memberRoleChanged(memberId, { from, role, via }));
  await unit.publish(ACCESS_CHANGED, { personId });
}

/** Calls somebody what their directory calls them, as far as they belong nowhere else. */
export async function renameByDirectory({ tx }: Unit, personId: string, name: string): Promise<void> {
  await sql`select app.rename_person(${personId}, ${name})`.execute(tx);
}


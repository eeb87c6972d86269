import { sql } from 'kysely';
import type { CustomRole, Role } from '#shared/permissions/index.ts';
import type { Tx } from '../../platform/database/database.ts';
import { rowLimit } from '../../platform/database/keyset.ts';
import type { InvitedGrant } from '../../platform/database/schema.ts';

/** On which terms somebody is invited, once it is clear that the inviter may offer them. */
export interface Terms { readonly role: Role; readonly custom: CustomRole | null; readonly grants: readonly InvitedGrant[]; readonly message: string; readonly validHours: number }

/** `made` is the microsecond-exact text that pages are continued from. */
const selectInvitations = (tx: Tx, workspaceId: string) =>
  tx.selectFrom('invitations').leftJoin('users as inviter', 'inviter.id', 'invitations.invited_by')
    .leftJoin('roles', (on) => on.onRef('roles.workspace_id', '=', 'invitations.workspace_id').onRef('roles.id', '=', 'invitations.role_id'))
    .where('invitations.workspace_id', '=', workspaceId)
    .select(['invitations.id', 'invitations.email', 'invitations.role', 'invitations.token_sealed', 'invitations.expires_at', 'invitations.accepted_at', 'invitations.revoked_at', 'invitations.created_at', 'invitations.grants', 'invitations.message_sealed', 'inviter.name as invited_by', 'roles.name as role_name'])
    .select(sql<string>`invitations.created_at::text`.as('made'));

export type InvitationRow = Awaited<ReturnType<ReturnType<typeof selectInvitations>['execute']>>[number];

export function listInvitations(tx: Tx, workspaceId: string, after: readonly [made: string, id: string] | null, limit: number): Promise<InvitationRow[]> {
  const query = selectInvitations(tx, workspaceId).orderBy('invitations.created_at', 'desc').orderBy('invitations.id', 'desc').limit(rowLimit(limit));
  return (after ? query.where(sql<boolean>`(invitations.created_at, invitations.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`) : query).execute();
}

export async function countInvitations(tx: Tx, workspaceId: string): Promise<number> {
  const { count } = await tx.selectFrom('invitations').where('workspace_id', '=', workspaceId).select(sql<number>`count(*)::integer`.as('count')).executeTakeFirstOrThrow();
  return count;
}

export const findInvitation = (tx: Tx, workspaceId: string, id: string): Promise<InvitationRow | undefined> =>
  selectInvitations(tx, workspaceId).where('invitations.id', '=', id).executeTakeFirst();

/** Holds the row until the transaction ends: of a hundred who open the same link at once, one finds it pending. */
export const lockInvitation = (tx: Tx, workspaceId: string, id: string) =>
  tx.selectFrom('invitations').where('workspace_id', '=', workspaceId).where('id', '=', id)
    .select(['id', 'email', 'role', 'invited_by', 'token_hash', 'expires_at', 'accepted_at', 'revoked_at', 'role_id', 'grants', 'valid_hours']).forUpdate().executeTakeFirst();

/** The one that neither was accepted nor taken back, expired or not. */
export const findOpen = (tx: Tx, workspaceId: string, email: string) =>
  tx.selectFrom('invitations').where('workspace_id', '=', workspaceId).where(sql`lower(email)`, '=', email).where('accepted_at', 'is', null).where('revoked_at', 'is', null)
    .select(['id', 'expires_at']).executeTakeFirst();

export async function memberHasAddress(tx: Tx, workspaceId: string, email: string): Promise<boolean> {
  const found = await tx.selectFrom('users').innerJoin('members', 'members.user_id', 'users.id').where('members.workspace_id', '=', workspaceId)
    .where(sql`lower(users.email)`, '=', email).select('members.id').executeTakeFirst();
  return found !== undefined;
}

export interface Token { readonly hash: Buffer; readonly sealed: Buffer; readonly expiresAt: Date }

export async function insertInvitation(tx: Tx, workspaceId: string, { id, email, terms, messageSealed, invitedBy, token }: { id: string; email: string; terms: Terms; messageSealed: Buffer | null; invitedBy: string; token: Token }): Promise<void> {
  await tx.insertInto('invitations').values({ workspace_id: workspaceId, id, email, role: terms.role, role_id: terms.custom?.id ?? null, grants: JSON.stringify(terms.grants), message_sealed: messageSealed, valid_hours: terms.validHours, invited_by: invitedBy, token_hash: token.hash, token_sealed: token.sealed, expires_at: token.expiresAt }).execute();
}

export async function replaceToken(tx: Tx, workspaceId: string, id: string, { hash, sealed, expiresAt }: Token): Promise<void> {
  await tx.updateTable('invitations').set({ token_hash: hash, token_sealed: sealed, expires_at: expiresAt }).where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
}

export async function closeInvitation(tx: Tx, workspaceId: string, id: string, how: 'accepted_at' | 'revoked_at'): Promise<void> {
  await tx.updateTable('invitations').set({ [how]: new Date() }).where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
}

/** Pending invitations that a person sent, to roles of a list. */
export const pendingFrom = (tx: Tx, workspaceId: string, personId: string, roles: readonly Role[]) =>
  tx.selectFrom('invitations').where('workspace_id', '=', workspaceId).where('invited_by', '=', personId).where('role', 'in', roles)
    .where('accepted_at', 'is', null).where('revoked_at', 'is', null).where('expires_at', '>', new Date()).select(['id', 'role']).execute();

/** Where a token leads, before a workspace is known. */
export async function locateToken(db: Pick<Tx, 'getExecutor'>, hash: Buffer): Promise<{ workspaceId: string; id: string } | null> {
  const { rows } = await sql<{ workspace_id: string; invitation_id: string }>`select * from app.invitation_by_token(${hash})`.execute(db);
  return rows[0] ? { workspaceId: rows[0].workspace_id, id: rows[0].invitation_id } : null;
}

/** The company through which the workspace wants a newcomer to sign in; null when a password will do. */
export async function companyOfNewcomer(tx: Tx, workspaceId: string, { email, role }: { readonly email: string; readonly role: Role }): Promise<string | null> {
  const { rows } = await sql<{ company: string | null }>`select app.sso_binding_of_newcomer(${workspaceId}, ${email}, ${role}) as company`.execute(tx);
  return rows[0]?.company ?? null;
}

/** Becomes a member. The newcomer may not read the members yet, so nothing is read back. */
export async function insertMember(tx: Tx, workspaceId: string, { id, userId, role, roleId, invitedBy }: { id: string; userId: string; role: Role; roleId: string | null; invitedBy: string | null }): Promise<void> {
  await tx.insertInto('members').values({ workspace_id: workspaceId, id, user_id: userId, role, role_id: roleId, invited_by: invitedBy }).execute();
}

/** Gives the newcomer those grants of their invitation that are named by their place in it. */
export async function giveInvited(tx: Tx, id: string, places: readonly number[]): Promise<void> {
  await sql`select app.give_invited(${id}, ${[...places]}::integer[])`.execute(tx);
}

export async function createAccount(tx: Tx, { personId, name, email, passwordHash }: { personId: string; name: string; email: string; passwordHash: string }): Promise<void> {
  await sql`select app.create_account(${personId}, ${name}, ${email}, ${passwordHash})`.execute(tx);
}

/** Who invited, and where to: for the mail and for the page behind the link. Read as the system. */
export async function describeInvitation(tx: Tx, workspaceId: string, id: string) {
  return tx.selectFrom('invitations').innerJoin('workspaces', 'workspaces.workspace_id', 'invitations.workspace_id').leftJoin('users as inviter', 'inviter.id', 'invitations.invited_by')
    .leftJoin('roles', (on) => on.onRef('roles.workspace_id', '=', 'invitations.workspace_id').onRef('roles.id', '=', 'invitations.role_id'))
    .where('invitations.workspace_id', '=', workspaceId).where('invitations.id', '=', id)
    .select(['invitations.id', 'invitations.email', 'invitations.role', 'invitations.token_hash', 'invitations.token_sealed', 'invitations.expires_at', 'invitations.accepted_at', 'invitations.revoked_at', 'workspaces.name as workspace_name', 'workspaces.locale', 'inviter.name as invited_by', 'invitations.message_sealed', 'roles.name as role_name', 'roles.rank_as'])
    .executeTakeFirst();
}

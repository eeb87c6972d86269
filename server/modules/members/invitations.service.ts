import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type CustomRole, type Grant, type Role, isPermission, narrowing, resolve } from '#shared/permissions/index.ts';
import { type Context, type MemberActor, type Place, type Unit, authorise, holds, isUuid, performAsMember, read } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { type Page, type PageRequest, decodeCursor, page, pageSize } from '../../platform/database/keyset.ts';
import { NotFoundError, RuleError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import * as store from './invitations.store.ts';
import type { Terms } from './invitations.store.ts';
import { invitationCreated, invitationResent, invitationRevoked } from './members.events.ts';
import { type TermsInput, inviteInput } from './members.input.ts';
import { type Access, type Standing, mayHandOut, notTheirsToGive, roleRefusal } from './members.rules.ts';
import { demandScope, notTheirs, standingUnderLock, toGrant } from './members.service.ts';
import { findCustomRole, grantsOf } from './members.store.ts';

export type InvitationStatus = 'pending' | 'accepted' | 'revoked' | 'expired';

/** An invitation as it is shown. `link` is there for those who could have sent it, while it works. */
export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** null when the inviter has left. */
  readonly invitedBy: string | null;
  readonly status: InvitationStatus;
  /** Name of the role, if it is one of the workspace's own. */
  readonly customRole: string | null;
  readonly grantCount: number;
  readonly message: string;
  readonly link: string | null;
}

const TOKEN_BYTES = 32;

/** Task of the job that mails an invitation. */
export const INVITATION_MAIL = 'members.mail-invitation';

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();
export const placeOf = (id: string): Place => ({ table: 'invitations', row: id, column: 'token_sealed' });
const notePlace = (id: string): Place => ({ table: 'invitations', row: id, column: 'message_sealed' });
/** What the inviter wrote to the one who is invited; empty when nothing. */
export const noteOf = async (unit: Unit, { id, message_sealed }: Pick<store.InvitationRow, 'id' | 'message_sealed'>): Promise<string> => (message_sealed ? (await unit.key()).openText(notePlace(id), message_sealed) : '');
export const linkTo = ({ publicUrl }: Context['platform'], token: string): string => `${publicUrl()}/invite#token=${token}`;

/** An expired one that was taken back later, to make room for another, stays expired. */
export function statusOf({ accepted_at, revoked_at, expires_at }: Pick<store.InvitationRow, 'accepted_at' | 'revoked_at' | 'expires_at'>, now = new Date()): InvitationStatus {
  if (accepted_at) return 'accepted';
  if (revoked_at && revoked_at < expires_at) return 'revoked';
  return expires_at <= now ? 'expired' : 'pending';
}

const present = async (context: Context, unit: Unit, row: store.InvitationRow): Promise<Invitation> => {
  const status = statusOf(row);
  const { actor } = unit;
  // A link makes its holder what it says: who may not hand out the role may not see it.
  const mayHold = status === 'pending' && actor.kind === 'member' && holds(actor, 'members:invite') && roleRefusal(actor, row.role) === null;
  return {
    id: row.id, email: row.email, role: row.role, createdAt: row.created_at, expiresAt: row.expires_at, invitedBy: row.invited_by, status,
    customRole: row.role_name, grantCount: row.grants.length, message: await noteOf(unit, row),
    link: mayHold ? linkTo(context.platform, (await unit.key()).openText(placeOf(row.id), row.token_sealed)) : null,
  };
};

const readInvitation = async (context: Context, unit: Unit, id: string): Promise<Invitation> => {
  const row = isUuid(id) ? await store.findInvitation(unit.tx, unit.workspaceId, id) : undefined;
  if (!row) throw new NotFoundError('invitation');
  return present(context, unit, row);
};

const invitationKey = z.tuple([z.string().max(40), z.guid()]);

/** Invitations, newest first. */
export function listInvitations(context: Context, request: PageRequest, wantsTotal: boolean): Promise<{ page: Page<Invitation>; totalCount: number }> {
  return read(context, 'members:read', async (unit) => {
    const after = request.after ? decodeCursor(request.after, invitationKey) : null;
    const rows = await store.listInvitations(unit.tx, unit.workspaceId, after, pageSize(request) + 1);
    const made = new Map(rows.map((row) => [row.id, row.made]));
    return {
      page: page(await Promise.all(rows.map((row) => present(context, unit, row))), request, ({ id }) => [made.get(id), id]),
      totalCount: wantsTotal ? await store.countInvitations(unit.tx, unit.workspaceId) : 0,
    };
  });
}

const NOTHING: Access = { permissions: new Set(), narrowing: null };

/** What a role amounts to in this workspace: its permissions, what was granted to or revoked from the role, and what somebody has of their own. */
export const accessOfRole = async ({ tx, workspaceId }: Unit, role: Role, custom: CustomRole | null = null, own: readonly Grant[] = []): Promise<Access> => {
  const ofRole = (await grantsOf(tx, workspaceId, [])).filter((grant) => (custom ? grant.role_id === custom.id : grant.role === role)).map(toGrant);
  return { permissions: resolve(custom ?? role, [...ofRole, ...own], new Date()), narrowing: narrowing(custom ?? role, [...ofRole, ...own], new Date()) };
};

const mayHandOutRole = async (context: Context, unit: Unit, viewer: Standing, role: Role, custom: CustomRole | null): Promise<void> => {
  const refusal = roleRefusal(viewer, role);
  if (refusal) throw refusal;
  const missing = notTheirsToGive(viewer, NOTHING, await accessOfRole(unit, role, custom));
  if (missing) throw notTheirs(context, missing);
};

const NOBODY = '00000000-0000-0000-0000-000000000000';
const customRole = async ({ tx, workspaceId }: Unit, id: string | null): Promise<CustomRole | null> => {
  if (id === null) return null;
  const row = await findCustomRole(tx, workspaceId, isUuid(id) ? id : NOBODY);
  if (!row) throw new NotFoundError('role');
  return { id: row.id, name: row.name, base: row.rank_as, permissions: new Set(row.permissions.filter(isPermission)) };
};

/**
 * Takes the lock under which membership changes, and refuses terms that aren't the inviter's to offer.
 * @throws RuleError `owner-by-owner`, `role-above`, `not-theirs-to-give`
 */
export async function prepareTerms(context: Context, unit: Unit<MemberActor>, { role: preset, customRoleId, grants, message, expiresInHours }: TermsInput): Promise<Terms> {
  authorise(unit.actor, 'members:read');
  const viewer = await standingUnderLock(unit, 'members:invite');
  const custom = await customRole(unit, customRoleId);
  const role: Role = custom?.base ?? preset ?? 'editor';
  await mayHandOutRole(context, unit, viewer, role, custom);
  if (grants.length > 0) authorise(unit.actor, 'roles:manage');
  for (const { permission, scope } of grants) {
    await demandScope(unit, scope);
    if (!mayHandOut(viewer, permission, scope)) throw notTheirs(context, permission);
  }
  return { role, custom, message, validHours: expiresInHours, grants: grants.map(({ permission, scope, expiresAt }) => ({ permission, scope, expiresAt: expiresAt?.toISOString() ?? null })) };
}

const makeToken = async (unit: Unit, id: string, validHours: number): Promise<store.Token> => {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  return { hash: hashToken(token), sealed: (await unit.key()).seal(placeOf(id), token), expiresAt: new Date(Date.now() + validHours * 3_600_000) };
};

/** The mail's job finds and opens the token itself: the queue holds no secret. */
const enqueueMail = (unit: Unit, id: string): Promise<void> => unit.enqueue(INVITATION_MAIL, { invitationId: id }, `${INVITATION_MAIL}/${id}`);

/**
 * Invites an address to a role, by mail.
 * @throws RuleError `already-member`, `already-invited`, `owner-by-owner`, `role-above`, `not-theirs-to-give`
 */
export function inviteMember(context: Context, input: z.input<typeof inviteInput>): Promise<Invitation> {
  return performAsMember(context, 'members:invite', async (unit: Unit<MemberActor>) => {
    const { email, ...terms } = validate(inviteInput, input);
    return inviteInUnit(context, unit, await prepareTerms(context, unit, terms), email);
  });
}

/** One invitation on terms that were prepared in this transaction. */
export async function inviteInUnit(context: Context, unit: Unit<MemberActor>, terms: Terms, email: string): Promise<Invitation> {
  const { tx, workspaceId } = unit;
  if (await store.memberHasAddress(tx, workspaceId, email)) throw new RuleError('already-member', { email });
  const open = await store.findOpen(tx, workspaceId, email);
  if (open && open.expires_at > new Date()) throw new RuleError('already-invited', { email });
  if (open) await store.closeInvitation(tx, workspaceId, open.id, 'revoked_at');
  const id = randomUUID();
  const messageSealed = terms.message === '' ? null : (await unit.key()).seal(notePlace(id), terms.message);
  await store.insertInvitation(tx, workspaceId, { id, email, terms, messageSealed, invitedBy: unit.actor.person.id, token: await makeToken(unit, id, terms.validHours) });
  await record(unit, invitationCreated(id, terms.custom?.name ?? terms.role));
  await enqueueMail(unit, id);
  return readInvitation(context, unit, id);
}

/** One that can still be acted on, held until the transaction ends. */
const lockOpen = async (unit: Unit, id: string) => {
  const row = isUuid(id) ? await store.lockInvitation(unit.tx, unit.workspaceId, id) : undefined;
  if (!row) throw new NotFoundError('invitation');
  if (row.accepted_at) throw new RuleError('invitation-accepted', { email: row.email });
  if (row.revoked_at) throw new RuleError('invitation-revoked', { email: row.email });
  return row;
};

/** Takes an invitation back: its link stops working. */
export function revokeInvitation(context: Context, id: string): Promise<Invitation> {
  return performAsMember(context, 'members:invite', async (unit) => {
    authorise(unit.actor, 'members:read');
    const viewer = await standingUnderLock(unit, 'members:invite');
    const { role } = await lockOpen(unit, id);
    const refusal = roleRefusal(viewer, role);
    if (refusal) throw refusal;
    await store.closeInvitation(unit.tx, unit.workspaceId, id, 'revoked_at');
    await record(unit, invitationRevoked(id, role));
    return readInvitation(context, unit, id);
  });
}

/** Sends an invitation again with a new link and a new term; the old link stops working. */
export function resendInvitation(context: Context, id: string): Promise<Invitation> {
  return performAsMember(context, 'members:invite', async (unit) => {
    authorise(unit.actor, 'members:read');
    const viewer = await standingUnderLock(unit, 'members:invite');
    const { role, role_id, grants, valid_hours } = await lockOpen(unit, id);
    await mayHandOutRole(context, unit, viewer, role, await customRole(unit, role_id));
    // A new link is a new offer: nobody renews what they could not have offered.
    for (const { permission, scope } of grants) if (!isPermission(permission) || !mayHandOut(viewer, permission, scope)) throw isPermission(permission) ? notTheirs(context, permission) : new NotFoundError('permission');
    await store.replaceToken(unit.tx, unit.workspaceId, id, await makeToken(unit, id, valid_hours));
    await record(unit, invitationResent(id, role));
    await enqueueMail(unit, id);
    return readInvitation(context, unit, id);
  });
}

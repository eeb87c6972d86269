import { randomUUID } from 'node:crypto';
import { type Role, isPermission } from '#shared/permissions/index.ts';
import { type Context, type NewcomerActor, type Unit, asSystem, perform, read } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import type { InvitedGrant } from '../../platform/database/schema.ts';
import { NotFoundError, RuleError, ValidationError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { announce } from '../notifications/index.ts';
import { type InvitationStatus, hashToken, noteOf, statusOf } from './invitations.service.ts';
import * as store from './invitations.store.ts';
import { memberJoined } from './members.events.ts';
import { mayHandOut } from './members.rules.ts';
import { newcomerInput, returningInput, tokenInput } from './members.input.ts';
import { membershipsNow } from './members.store.ts';

/** The link was good once. `reason` names the sentence `invitation.<reason>`. */
export class InvitationClosedError extends Error {
  override readonly name = 'InvitationClosedError';
  readonly reason: 'expired' | 'used' | 'revoked';
  constructor(reason: 'expired' | 'used' | 'revoked') {
    super(reason);
    this.reason = reason;
  }
}

const CLOSED: Readonly<Record<Exclude<InvitationStatus, 'pending'>, InvitationClosedError['reason']>> = { accepted: 'used', revoked: 'revoked', expired: 'expired' };

const demandPending = (row: Parameters<typeof statusOf>[0]): void => {
  const status = statusOf(row);
  if (status !== 'pending') throw new InvitationClosedError(CLOSED[status]);
};

const locate = async ({ platform }: Context, input: unknown) => {
  const { token } = validate(tokenInput, input);
  const hash = hashToken(token);
  const found = await store.locateToken(platform.database.app, hash);
  if (!found) throw new NotFoundError('invitation');
  return { ...found, hash };
};

/** Accounts belong to no workspace; only authentication's own connection sees them. */
const accountOf = async ({ platform }: Context, email: string): Promise<string | null> => {
  const { rows } = await platform.database.authPool.query<{ id: string }>('select id from users where lower(email) = lower($1)', [email]);
  return rows[0]?.id ?? null;
};

export interface InvitationPreview { readonly workspaceName: string; readonly email: string; readonly role: Role; readonly customRole: string | null; readonly message: string; readonly invitedBy: string | null; readonly hasAccount: boolean; /** The one who is signed in here is the one who is invited: they needn't say so again. */ readonly isViewer: boolean }

const describe = (context: Context, workspaceId: string, id: string) =>
  read(asSystem(context.platform, workspaceId, 'members.describe-invitation'), 'system', async (unit) => {
    const row = await store.describeInvitation(unit.tx, workspaceId, id);
    if (!row) throw new NotFoundError('invitation');
    return { ...row, message: await noteOf(unit, row) };
  });

/**
 * What the holder of a link is shown before they accept.
 * @throws NotFoundError | InvitationClosedError
 */
export async function previewInvitation(context: Context, input: unknown, signedIn: string | null): Promise<InvitationPreview> {
  const { workspaceId, id } = await locate(context, input);
  const row = await describe(context, workspaceId, id);
  demandPending(row);
  const account = await accountOf(context, row.email);
  return { workspaceName: row.workspace_name, email: row.email, role: row.role, customRole: row.role_name, message: row.message, invitedBy: row.invited_by, hasAccount: account !== null, isViewer: account !== null && account === signedIn };
}

/** Places of those grants that the inviter could still give: what they lost since, they don't hand on. */
async function stillTheirs({ tx, workspaceId }: Unit, { invited_by, grants }: { readonly invited_by: string; readonly grants: readonly InvitedGrant[] }): Promise<readonly number[]> {
  if (grants.length === 0) return [];
  const inviter = (await membershipsNow(tx, invited_by)).find((membership) => membership.workspaceId === workspaceId);
  return grants.flatMap(({ permission, scope }, place) => (inviter && inviter.permissions.has('roles:manage') && isPermission(permission) && mayHandOut(inviter, permission, scope) ? [place] : []));
}

/** What accepting needs of authentication. */
export interface Credentials<Session> {
  /** null when the password is wrong. */
  signIn(credentials: { email: string; password: string }): Promise<Session | null>;
}

const ACCOUNT_TAKEN = 'users_email';
const isTaken = (error: unknown): boolean => (error as { constraint?: unknown }).constraint === ACCOUNT_TAKEN;

/**
 * Makes the holder of a link a member: with a new account, with theirs if its password is right, or with the one that is
 * signed in here, if the invitation is to its address. All or nothing,
 * and once, however many try at the same moment.
 * @param signedIn id of the person whose session the request came with
 * @throws NotFoundError | InvitationClosedError | ValidationError
 */
export async function acceptInvitation<Session>(context: Context, input: unknown, auth: Credentials<Session>, signedIn: string | null): Promise<{ session: Session | null; workspaceId: string }> {
  const { workspaceId, id, hash } = await locate(context, input);
  const { email, role, role_name, rank_as } = await describe(context, workspaceId, id);
  const custom = role_name !== null && rank_as !== null ? { rank_as } : null;
  const named = role_name ?? role;
  const account = await accountOf(context, email);
  const personId = account ?? randomUUID();
  const actor: NewcomerActor = { kind: 'invitation', workspaceId, personId };

  const join = (): Promise<{ password: string | null; session: Session | null }> => perform({ ...context, actor }, 'invitation', async (unit) => {
    const { tx } = unit;
    const invitation = await store.lockInvitation(tx, workspaceId, id);
    // A new link was sent while this one waited.
    if (!invitation?.token_hash.equals(hash)) throw new NotFoundError('invitation');
    demandPending(invitation);
    let session: Session | null = null;
    let password: string | null = null;
    if (account && account === signedIn) {
      // Signed in as the one who was invited: the session is the proof.
    } else if (account) {
      // Asked only of the one who holds the row: a crowd at the door costs one hash, not a hundred.
      ({ password } = validate(returningInput, input));
      session = await auth.signIn({ email, password });
      if (!session) throw new ValidationError([{ path: 'password', code: 'wrong-password' }]);
    } else {
      // Told before an account is made that could not be signed in to.
      const company = await store.companyOfNewcomer(tx, workspaceId, { email, role: invitation.role });
      if (company) throw new RuleError('sso-required', { company });
      const newcomer = validate(newcomerInput, input);
      ({ password } = newcomer);
      await store.createAccount(tx, { personId, name: newcomer.name, email, passwordHash: await context.platform.passwords.hash(password) });
    }
    if (!(await membershipsNow(tx, personId)).some((membership) => membership.workspaceId === workspaceId)) {
      const memberId = randomUUID();
      await store.insertMember(tx, workspaceId, { id: memberId, userId: personId, role: custom?.rank_as ?? invitation.role, roleId: custom ? invitation.role_id : null, invitedBy: invitation.invited_by });
      await store.giveInvited(tx, id, await stillTheirs(unit, invitation));
      await record(unit, memberJoined(memberId, { role: named, invitation: id }));
      await announce(unit, { kind: 'member-joined', subjectId: memberId, to: { personId: invitation.invited_by }, details: { email, role: named } });
    }
    await store.closeInvitation(tx, workspaceId, id, 'accepted_at');
    return { password, session };
  });

  const joined = await join().catch((error: unknown) => {
    // The same address accepted an invitation of another workspace at this very moment: now they have an account.
    if (!account && isTaken(error)) return acceptInvitation(context, input, auth, signedIn);
    throw error;
  });
  if ('workspaceId' in joined) return joined;
  if (joined.password === null) return { session: null, workspaceId };
  const session = joined.session ?? (await auth.signIn({ email, password: joined.password }));
  if (!session) throw new Error('the account that was just made can’t sign in');
  return { session, workspaceId };
}

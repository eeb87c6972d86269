import { randomUUID } from 'node:crypto';
import type { Role } from '#shared/permissions/index.ts';
import { type Context, type NewcomerActor, asSystem, perform, read } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { NotFoundError, ValidationError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { announce } from '../notifications/index.ts';
import { type InvitationStatus, hashToken, statusOf } from './invitations.service.ts';
import * as store from './invitations.store.ts';
import { memberJoined } from './members.events.ts';
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

export interface InvitationPreview { readonly workspaceName: string; readonly email: string; readonly role: Role; readonly invitedBy: string | null; readonly hasAccount: boolean }

const describe = (context: Context, workspaceId: string, id: string) =>
  read(asSystem(context.platform, workspaceId, 'members.describe-invitation'), 'system', async ({ tx }) => {
    const row = await store.describeInvitation(tx, workspaceId, id);
    if (!row) throw new NotFoundError('invitation');
    return row;
  });

/**
 * What the holder of a link is shown before they accept.
 * @throws NotFoundError | InvitationClosedError
 */
export async function previewInvitation(context: Context, input: unknown): Promise<InvitationPreview> {
  const { workspaceId, id } = await locate(context, input);
  const row = await describe(context, workspaceId, id);
  demandPending(row);
  return { workspaceName: row.workspace_name, email: row.email, role: row.role, invitedBy: row.invited_by, hasAccount: (await accountOf(context, row.email)) !== null };
}

/** What accepting needs of authentication. */
export interface Credentials<Session> {
  hashPassword(password: string): Promise<string>;
  /** null when the password is wrong. */
  signIn(credentials: { email: string; password: string }): Promise<Session | null>;
}

const ACCOUNT_TAKEN = 'users_email';
const isTaken = (error: unknown): boolean => (error as { constraint?: unknown }).constraint === ACCOUNT_TAKEN;

/**
 * Makes the holder of a link a member: with a new account, or with theirs if its password is right. All or nothing,
 * and once, however many try at the same moment.
 * @throws NotFoundError | InvitationClosedError | ValidationError
 */
export async function acceptInvitation<Session>(context: Context, input: unknown, auth: Credentials<Session>): Promise<{ session: Session; workspaceId: string }> {
  const { workspaceId, id, hash } = await locate(context, input);
  const { email } = await describe(context, workspaceId, id);
  const account = await accountOf(context, email);
  const personId = account ?? randomUUID();
  const actor: NewcomerActor = { kind: 'invitation', workspaceId, personId };

  const join = (): Promise<{ password: string; session: Session | null }> => perform({ ...context, actor }, 'invitation', async (unit) => {
    const { tx } = unit;
    const invitation = await store.lockInvitation(tx, workspaceId, id);
    // A new link was sent while this one waited.
    if (!invitation?.token_hash.equals(hash)) throw new NotFoundError('invitation');
    demandPending(invitation);
    let session: Session | null = null;
    let password: string;
    if (account) {
      // Asked only of the one who holds the row: a crowd at the door costs one hash, not a hundred.
      ({ password } = validate(returningInput, input));
      session = await auth.signIn({ email, password });
      if (!session) throw new ValidationError([{ path: 'password', code: 'wrong-password' }]);
    } else {
      const newcomer = validate(newcomerInput, input);
      ({ password } = newcomer);
      await store.createAccount(tx, { personId, name: newcomer.name, email, passwordHash: await auth.hashPassword(password) });
    }
    if (!(await membershipsNow(tx, personId)).some((membership) => membership.workspaceId === workspaceId)) {
      const memberId = randomUUID();
      await store.insertMember(tx, workspaceId, { id: memberId, userId: personId, role: invitation.role, invitedBy: invitation.invited_by });
      await record(unit, memberJoined(memberId, { role: invitation.role, invitation: id }));
      await announce(unit, { kind: 'member-joined', subjectId: memberId, to: { personId: invitation.invited_by }, details: { email, role: invitation.role } });
    }
    await store.closeInvitation(tx, workspaceId, id, 'accepted_at');
    return { password, session };
  });

  const joined = await join().catch((error: unknown) => {
    // The same address accepted an invitation of another workspace at this very moment: now they have an account.
    if (!account && isTaken(error)) return acceptInvitation(context, input, auth);
    throw error;
  });
  if ('workspaceId' in joined) return joined;
  const session = joined.session ?? (await auth.signIn({ email, password: joined.password }));
  if (!session) throw new Error('the account that was just made can’t sign in');
  return { session, workspaceId };
}

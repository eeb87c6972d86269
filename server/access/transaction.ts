import type { Database, Tx } from '../platform/database/database.ts';
import { type LocalSettings, withLocalSettings } from '../platform/database/driver.ts';
import { rank } from '#shared/permissions/index.ts';
import { type Actor, type Need, type WorkspaceActor, capabilities } from './actor.ts';
import { ForbiddenError, SecondFactorDueError, UnauthenticatedError, ViewingError } from './refusal.ts';

/**
 * Decides once whether an actor has what a use case needs.
 * @throws UnauthenticatedError when nobody is signed in
 * @throws SecondFactorDueError when the workspace waits for the person's second factor
 * @throws ForbiddenError when what is needed is missing
 */
export function authorise(actor: Actor, need: Need): WorkspaceActor {
  if (actor.kind === 'anonymous') throw new UnauthenticatedError('signed out');
  if (actor.kind === 'person') {
    if (actor.secondFactorDue) throw new SecondFactorDueError(actor.secondFactorDue.workspaceName);
    throw new ForbiddenError(need, null);
  }
  if (!capabilities(actor).includes(need)) throw new ForbiddenError(need, actor.workspaceId);
  return actor;
}

const settingsOf = (actor: WorkspaceActor): LocalSettings => ({
  'app.workspace_id': actor.workspaceId,
  'app.user_id': actor.kind === 'member' ? actor.person.id : actor.kind === 'setup' || actor.kind === 'invitation' ? actor.personId : '',
  'app.visitor_id': actor.kind === 'visitor' ? actor.visitorId : '',
  'app.permissions': capabilities(actor).join(' '),
  ...(actor.kind === 'member' ? { 'app.rank': String(rank[actor.role]), ...(actor.narrowing ? { 'app.narrowing': JSON.stringify(Object.fromEntries(actor.narrowing)) } : {}) } : {}),
});

/** PostgreSQL's own words for what row-level security and a reading transaction refuse. */
const INSUFFICIENT_PRIVILEGE = '42501';
const READ_ONLY = '25006';

export type Mode = 'read write' | 'read only';

/**
 * Runs a use case in one transaction in which the database, too, knows who asks and what they may:
 * row-level security refuses on its own whatever this check forgot.
 */
export async function inTransaction<Result>(database: Database, actor: Actor, need: Need, mode: Mode, work: (tx: Tx, actor: WorkspaceActor) => Promise<Result>): Promise<Result> {
  const allowed = authorise(actor, need);
  const isViewing = allowed.kind === 'member' && allowed.viewing !== null;
  try {
    return await withLocalSettings(settingsOf(allowed), () => database.app.transaction().setAccessMode(isViewing ? 'read only' : mode).execute((tx) => work(tx, allowed)));
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (isViewing && code === READ_ONLY) throw new ViewingError('read only', { cause: error });
    // The last line held where the first ones let something through: a refusal, whatever it looks like.
    if (allowed.kind === 'member' && code === INSUFFICIENT_PRIVILEGE) throw new ForbiddenError(need, allowed.workspaceId, { cause: error });
    throw error;
  }
}

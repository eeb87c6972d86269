import type { Database, Tx } from '../platform/database/database.ts';
import { type LocalSettings, withLocalSettings } from '../platform/database/driver.ts';
import { type Actor, type Need, type WorkspaceActor, capabilities } from './actor.ts';
import { ForbiddenError, UnauthenticatedError } from './refusal.ts';

/**
 * Decides once whether an actor has what a use case needs.
 * @throws UnauthenticatedError when nobody is signed in
 * @throws ForbiddenError when what is needed is missing
 */
export function authorise(actor: Actor, need: Need): WorkspaceActor {
  if (actor.kind === 'anonymous') throw new UnauthenticatedError('signed out');
  if (actor.kind === 'person') throw new ForbiddenError(need, null);
  if (!capabilities(actor).includes(need)) throw new ForbiddenError(need, actor.workspaceId);
  return actor;
}

const settingsOf = (actor: WorkspaceActor): LocalSettings => ({
  'app.workspace_id': actor.workspaceId,
  'app.user_id': actor.kind === 'member' ? actor.person.id : actor.kind === 'setup' || actor.kind === 'invitation' ? actor.personId : '',
  'app.visitor_id': actor.kind === 'visitor' ? actor.visitorId : '',
  'app.permissions': capabilities(actor).join(' '),
});

export type Mode = 'read write' | 'read only';

/**
 * Runs a use case in one transaction in which the database, too, knows who asks and what they may:
 * row-level security refuses on its own whatever this check forgot.
 */
export async function inTransaction<Result>(database: Database, actor: Actor, need: Need, mode: Mode, work: (tx: Tx, actor: WorkspaceActor) => Promise<Result>): Promise<Result> {
  const allowed = authorise(actor, need);
  return withLocalSettings(settingsOf(allowed), () => database.app.transaction().setAccessMode(mode).execute((tx) => work(tx, allowed)));
}

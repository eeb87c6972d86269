import { sql } from 'kysely';
import type { Database, Tx } from '../platform/database/database.ts';
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

const asSetting = (actor: WorkspaceActor): readonly [workspace: string, person: string, visitor: string, permissions: string] => [
  actor.workspaceId,
  actor.kind === 'member' ? actor.person.id : actor.kind === 'setup' || actor.kind === 'invitation' ? actor.personId : '',
  actor.kind === 'visitor' ? actor.visitorId : '',
  capabilities(actor).join(' '),
];

/**
 * Runs a use case in one transaction in which the database, too, knows who asks and what they may:
 * row-level security refuses on its own whatever this check forgot.
 */
export async function inTransaction<Result>(database: Database, actor: Actor, need: Need, work: (tx: Tx, actor: WorkspaceActor) => Promise<Result>): Promise<Result> {
  const allowed = authorise(actor, need);
  const [workspace, person, visitor, permissions] = asSetting(allowed);
  return database.app.transaction().execute(async (tx) => {
    await sql`select set_config('app.workspace_id', ${workspace}, true), set_config('app.user_id', ${person}, true), set_config('app.visitor_id', ${visitor}, true), set_config('app.permissions', ${permissions}, true)`.execute(tx);
    return work(tx, allowed);
  });
}

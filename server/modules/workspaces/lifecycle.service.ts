import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import { ACCESS_CHANGED, type Context, ForbiddenError, type Unit, createWorkspaceKey, membershipsOf, perform, performAsMember } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { RuleError, ValidationError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { announce } from '../notifications/index.ts';
import { workspaceClosed, workspaceCreated, workspaceKept } from './workspaces.events.ts';
import { createWorkspaceInput, typedNameInput } from './workspaces.input.ts';
import * as store from './workspaces.store.ts';

/** Workspaces that one person may own at a time. */
const MOST_OWNED = 20;
/** How long the owners can still keep a workspace that was deleted. */
export const DAYS_TO_KEEP = 7;
const DAY_MS = 86_400_000;

/**
 * Makes another workspace, whose owner is who asks: with its key and its first audit event, or not at all.
 * @throws RuleError `workspace-by-token`, `too-many-workspaces`
 */
export async function createWorkspace(context: Context, input: z.input<typeof createWorkspaceInput>): Promise<{ readonly id: string; readonly name: string }> {
  const { actor } = context;
  if (actor.kind !== 'member' && actor.kind !== 'person') throw new ForbiddenError('member', null);
  // An API token reaches one workspace, and comes without a session.
  if (actor.kind === 'member' ? actor.token : actor.sessionId === '') throw new RuleError('workspace-by-token');
  const { name, locale, timeZone } = validate(createWorkspaceInput, input);
  const owned = (await membershipsOf(context.platform.database, actor.person.id)).filter(({ role }) => role === 'owner').length;
  if (owned >= MOST_OWNED) throw new RuleError('too-many-workspaces', { count: MOST_OWNED });
  const [workspaceId, personId] = [randomUUID(), actor.person.id];
  await perform({ ...context, actor: { kind: 'setup', workspaceId, personId } }, 'setup', async (unit) => {
    await store.insertWorkspace(unit.tx, workspaceId, { name, locale, timeZone });
    await createWorkspaceKey(context.platform, unit);
    await store.insertOwner(unit.tx, workspaceId, personId);
    await record(unit, workspaceCreated(workspaceId));
  });
  return { id: workspaceId, name };
}

/** What can't be undone by a click is asked for by its name. */
export const demandTypedName = async ({ tx, workspaceId }: Unit, typed: string): Promise<void> => {
  const { name } = await store.findWorkspace(tx, workspaceId);
  if (name.trim() !== typed) throw new ValidationError([{ path: 'name', code: 'typed-name', params: { name } }]);
};

/**
 * Closes the workspace: from now on only its owners get in, and after {@link DAYS_TO_KEEP} days it is deleted with its key,
 * its files and its index.
 * @throws ValidationError when its name isn't what was typed
 * @throws RuleError `workspace-closed-already`
 */
export function closeWorkspace(context: Context, input: z.input<typeof typedNameInput>): Promise<store.WorkspaceRow> {
  return performAsMember(context, 'workspace:delete', async (unit) => {
    const { tx, workspaceId, actor } = unit;
    await demandTypedName(unit, validate(typedNameInput, input).name);
    const deletesAt = new Date(Date.now() + DAYS_TO_KEEP * DAY_MS);
    const closed = await store.closeWorkspace(tx, workspaceId, deletesAt, actor.person.id);
    if (!closed) throw new RuleError('workspace-closed-already');
    await record(unit, workspaceClosed(workspaceId, deletesAt));
    await announce(unit, { kind: 'workspace-closed', subjectId: workspaceId, to: { holding: 'workspace:delete', except: actor.person.id }, details: { by: actor.person.name, workspace: closed.name, count: DAYS_TO_KEEP } });
    // Every open console and socket asks again who it is, and is shut out.
    await unit.publish(ACCESS_CHANGED);
    return closed;
  });
}

/** Opens a closed workspace again, as it was. @throws RuleError `workspace-not-closed` */
export function keepWorkspace(context: Context): Promise<store.WorkspaceRow> {
  return performAsMember(context, 'workspace:delete', async (unit) => {
    const kept = await store.keepWorkspace(unit.tx, unit.workspaceId);
    if (!kept) throw new RuleError('workspace-not-closed');
    await record(unit, workspaceKept(unit.workspaceId));
    await unit.publish(ACCESS_CHANGED);
    return kept;
  });
}

/** When a workspace is deleted; null for one that isn't on its way out. */
export const deletionOf = ({ database }: Context['platform'], workspaceId: string): Promise<Date | null> => store.deletionOf(database.app, workspaceId);

export interface ClosedWorkspace { readonly id: string; readonly name: string; readonly deletesAt: Date; readonly owners: readonly string[] }

/** Workspaces that somebody belongs to and is shut out of, because they are being deleted. */
export async function closedWorkspacesOf({ database }: Context['platform'], personId: string): Promise<readonly ClosedWorkspace[]> {
  const { rows } = await sql<{ workspace_id: string; workspace_name: string; deletes_at: Date; owners: string[] }>`select * from app.closed_memberships(${personId})`.execute(database.app);
  return rows.map((row) => ({ id: row.workspace_id, name: row.workspace_name, deletesAt: row.deletes_at, owners: row.owners }));
}

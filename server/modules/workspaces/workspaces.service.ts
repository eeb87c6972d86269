import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import { ACCESS_CHANGED, type Context, createWorkspaceKey, perform, read } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { RuleError, StaleError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { workspaceCreated, workspaceUpdated } from './workspaces.events.ts';
import { setupInput, updateWorkspaceInput } from './workspaces.input.ts';
import * as store from './workspaces.store.ts';

/** The workspace of the actor. */
export const getWorkspace = (context: Context): Promise<store.WorkspaceRow> =>
  read(context, 'workspace:read', ({ tx, workspaceId }) => store.findWorkspace(tx, workspaceId));

/** Changes name, locale, time zone and retention. Shortening the retention deletes older conversations at the next daily run. */
export function updateWorkspace(context: Context, input: z.input<typeof updateWorkspaceInput>): Promise<store.WorkspaceRow> {
  return perform(context, 'workspace:update', async (unit) => {
    const { version, ...change } = validate(updateWorkspaceInput, input);
    const { tx, workspaceId } = unit;
    const before = await store.findWorkspace(tx, workspaceId);
    const after = await store.updateWorkspace(tx, workspaceId, version, change);
    if (!after) throw new StaleError((await store.findWorkspace(tx, workspaceId)).version);
    const changed = (['name', 'locale', 'time_zone', 'retention_days'] as const).filter((column) => before[column] !== after[column]);
    await record(unit, workspaceUpdated(workspaceId, changed, after.retention_days));
    // Everybody's session carries the workspace's name, locale and time zone.
    await unit.publish(ACCESS_CHANGED);
    return after;
  });
}

const hashCode = (code: string): Buffer => createHash('sha256').update(code.trim()).digest();

/** Whether the installation has an owner. */
export async function isClaimed({ database }: Context['platform']): Promise<boolean> {
  const { rows } = await database.authPool.query<{ claimed: boolean }>('select claimed_at is not null as claimed from installation');
  return rows[0]?.claimed ?? false;
}

/** Stores the hash of a new set-up code, replacing the one before; false when the installation is claimed. */
export async function offerSetupCode({ database }: Context['platform'], code: string): Promise<boolean> {
  const { rowCount } = await database.authPool.query('update installation set setup_code_hash = $1 where claimed_at is null', [hashCode(code)]);
  return rowCount === 1;
}

/**
 * Claims a fresh installation: the owner's account, the workspace, its key and the first audit event, or none of them.
 * @throws RuleError `setup-code` when the code is wrong, `setup-claimed` when there is an owner already
 */
export async function setUp(context: Context, input: unknown): Promise<{ email: string; password: string }> {
  const { code, name, email, password, workspaceName, locale, timeZone } = validate(setupInput, input);
  if (await isClaimed(context.platform)) throw new RuleError('setup-claimed');
  const [workspaceId, personId, hashed] = [randomUUID(), randomUUID(), await context.platform.passwords.hash(password)];
  const asOwner: Context = { ...context, actor: { kind: 'setup', workspaceId, personId } };
  await perform(asOwner, 'setup', async (unit) => {
    const { rows } = await sql<{ claimed: boolean }>`select app.claim_installation(${hashCode(code)}) as claimed`.execute(unit.tx);
    if (!rows[0]?.claimed) throw new RuleError('setup-code');
    await sql`select app.create_account(${personId}, ${name}, ${email}, ${hashed})`.execute(unit.tx);
    await store.insertWorkspace(unit.tx, workspaceId, { name: workspaceName, locale, timeZone });
    await createWorkspaceKey(context.platform, unit);
    await store.insertOwner(unit.tx, workspaceId, personId);
    await record(unit, workspaceCreated(workspaceId));
  });
  return { email, password };
}

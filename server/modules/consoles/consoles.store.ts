import { type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { ConsoleRemotesTable } from '../../platform/database/schema.ts';
import type { Channels } from './channels.ts';
import type { Tally } from './health.ts';

export type ChannelRow = Selectable<ConsoleRemotesTable>;

export const channelsOf = (row: ChannelRow): Channels => ({
  stable: row.stable, heldFor: row.held_for, previous: row.previous, off: row.off,
  canary: row.canary === null ? null : { buildId: row.canary, share: row.canary_share, roles: row.canary_roles },
});

export const listChannels = (tx: Tx, workspaceId: string): Promise<ChannelRow[]> =>
  tx.selectFrom('console_remotes').selectAll().where('workspace_id', '=', workspaceId).execute();

/** The row of a remote, made if there is none, and kept from others until the transaction ends. */
export async function lockChannels(tx: Tx, workspaceId: string, remote: string): Promise<ChannelRow> {
  await tx.insertInto('console_remotes').values({ workspace_id: workspaceId, remote, stable: null, held_for: null, previous: null, canary: null, version: 0 }).onConflict((conflict) => conflict.doNothing()).execute();
  return tx.selectFrom('console_remotes').selectAll().where('workspace_id', '=', workspaceId).where('remote', '=', remote).forUpdate().executeTakeFirstOrThrow();
}

/** Of a row that is locked. */
export const saveChannels = (tx: Tx, { workspace_id, remote, version }: ChannelRow, change: Partial<Omit<ChannelRow, 'workspace_id' | 'remote' | 'version' | 'updated_at'>>): Promise<ChannelRow> =>
  tx.updateTable('console_remotes').set({ ...change, version: version + 1, updated_at: sql`now()` }).where('workspace_id', '=', workspace_id).where('remote', '=', remote).returningAll().executeTakeFirstOrThrow();

export const listPins = (tx: Tx, workspaceId: string) =>
  tx.selectFrom('console_pins').innerJoin('members', (join) => join.onRef('members.id', '=', 'console_pins.member_id').on('members.workspace_id', '=', workspaceId)).innerJoin('users', 'users.id', 'members.user_id')
    .where('console_pins.workspace_id', '=', workspaceId)
    .select(['console_pins.remote', 'console_pins.member_id', 'console_pins.build_id', 'console_pins.created_at', 'users.name', 'members.user_id']).orderBy('users.name').execute();

export type PinRow = Awaited<ReturnType<typeof listPins>>[number];

export const listPinsOf = (tx: Tx, workspaceId: string, memberId: string): Promise<{ remote: string; build_id: string }[]> =>
  tx.selectFrom('console_pins').select(['remote', 'build_id']).where('workspace_id', '=', workspaceId).where('member_id', '=', memberId).execute();

export const isMember = async (tx: Tx, workspaceId: string, memberId: string): Promise<boolean> =>
  (await tx.selectFrom('members').select('id').where('workspace_id', '=', workspaceId).where('id', '=', memberId).executeTakeFirst()) !== undefined;

export const savePin = async (tx: Tx, workspaceId: string, remote: string, memberId: string, buildId: string): Promise<void> => {
  await tx.insertInto('console_pins').values({ workspace_id: workspaceId, remote, member_id: memberId, build_id: buildId })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'remote', 'member_id']).doUpdateSet({ build_id: buildId, created_at: sql`now()` })).execute();
};

/** Whether there was one. */
export const deletePin = async (tx: Tx, workspaceId: string, remote: string, memberId: string): Promise<string | null> =>
  (await tx.deleteFrom('console_pins').where('workspace_id', '=', workspaceId).where('remote', '=', remote).where('member_id', '=', memberId).returning('build_id').executeTakeFirst())?.build_id ?? null;

export const deletePinsOn = async (tx: Tx, workspaceId: string, remote: string, buildId: string): Promise<void> => {
  await tx.deleteFrom('console_pins').where('workspace_id', '=', workspaceId).where('remote', '=', remote).where('build_id', '=', buildId).execute();
};

/** Of one person, those that haven't ended. */
export const listOverrides = (tx: Tx, workspaceId: string, userId: string) =>
  tx.selectFrom('console_overrides').select(['remote', 'address', 'ends_at']).where('workspace_id', '=', workspaceId).where('user_id', '=', userId).where('ends_at', '>', sql<Date>`now()`).orderBy('remote').execute();

export type OverrideRow = Awaited<ReturnType<typeof listOverrides>>[number];

export const saveOverride = async (tx: Tx, workspaceId: string, { userId, remote, address, endsAt }: { readonly userId: string; readonly remote: string; readonly address: string; readonly endsAt: Date }): Promise<void> => {
  await tx.insertInto('console_overrides').values({ workspace_id: workspaceId, user_id: userId, remote, address, ends_at: endsAt })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id', 'remote']).doUpdateSet({ address, ends_at: endsAt, created_at: sql`now()` })).execute();
};

/** Of one person; of one area, or of all. */
export const deleteOverrides = (tx: Tx, workspaceId: string, userId: string, remote: string | null): Promise<{ remote: string; address: string }[]> => {
  const all = tx.deleteFrom('console_overrides').where('workspace_id', '=', workspaceId).where('user_id', '=', userId).returning(['remote', 'address']);
  return (remote === null ? all : all.where('remote', '=', remote)).execute();
};

/** Everybody's that haven't ended, by name. */
export const listEverybodysOverrides = (tx: Tx, workspaceId: string) =>
  tx.selectFrom('console_overrides as o').innerJoin('members', (join) => join.onRef('members.user_id', '=', 'o.user_id').on('members.workspace_id', '=', workspaceId)).innerJoin('users', 'users.id', 'o.user_id')
    .where('o.workspace_id', '=', workspaceId).where('o.ends_at', '>', sql<Date>`now()`)
    .select(['o.remote', 'o.address', 'o.created_at', 'o.ends_at', 'o.user_id', 'members.id as member_id', 'users.name']).orderBy('o.remote').orderBy('users.name').execute();

export type EverybodysOverrideRow = Awaited<ReturnType<typeof listEverybodysOverrides>>[number];

/** The person that a member is; null for nobody of this workspace. */
export const personOf = async (tx: Tx, workspaceId: string, memberId: string): Promise<string | null> =>
  (await tx.selectFrom('members').select('user_id').where('workspace_id', '=', workspaceId).where('id', '=', memberId).executeTakeFirst())?.user_id ?? null;

/** Members by their people's ids, by name. */
export const listNames = (tx: Tx, workspaceId: string, people: readonly string[]): Promise<{ id: string; name: string }[]> =>
  tx.selectFrom('members').innerJoin('users', 'users.id', 'members.user_id').where('members.workspace_id', '=', workspaceId).where('members.user_id', 'in', people).select(['members.id', 'users.name']).orderBy('users.name').execute();

/** The workspace's own roles, by name. */
export const listOwnRoles = (tx: Tx, workspaceId: string): Promise<{ id: string; name: string }[]> =>
  tx.selectFrom('roles').select(['id', 'name']).where('workspace_id', '=', workspaceId).orderBy('name').execute();

export const memberPeople = (tx: Tx, workspaceId: string): Promise<{ user_id: string }[]> =>
  tx.selectFrom('members').select('user_id').where('workspace_id', '=', workspaceId).execute();

/** Counts by build since a moment. */
export async function tallies(tx: Tx, workspaceId: string, since: Date, remote?: string): Promise<readonly ({ readonly remote: string; readonly build_id: string } & Tally)[]> {
  let query = tx.selectFrom('console_health').where('workspace_id', '=', workspaceId).where('at', '>=', since).groupBy(['remote', 'build_id'])
    .select(['remote', 'build_id', sql<number>`sum(loads)::integer`.as('loads'), sql<number>`sum(failures)::integer`.as('failures')]);
  if (remote !== undefined) query = query.where('remote', '=', remote);
  return query.execute();
}

/** Of one build. */
export async function tally(tx: Tx, workspaceId: string, remote: string, buildId: string, since: Date): Promise<Tally> {
  const { loads, failures } = await tx.selectFrom('console_health').where('workspace_id', '=', workspaceId).where('remote', '=', remote).where('build_id', '=', buildId).where('at', '>=', since)
    .select([sql<number>`coalesce(sum(loads), 0)::integer`.as('loads'), sql<number>`coalesce(sum(failures), 0)::integer`.as('failures')]).executeTakeFirstOrThrow();
  return { loads, failures };
}

/** When a build was first heard of in a workspace. */
export async function firstSeen(tx: Tx, workspaceId: string, remote: string, buildId: string): Promise<Date | null> {
  const first = await tx.selectFrom('console_health').select('at').where('workspace_id', '=', workspaceId).where('remote', '=', remote).where('build_id', '=', buildId).orderBy('at').limit(1).executeTakeFirst();
  return first ? new Date(first.at) : null;
}

export async function count(tx: Tx, workspaceId: string, remote: string, buildId: string, at: Date, add: Tally): Promise<void> {
  await tx.insertInto('console_health').values({ workspace_id: workspaceId, remote, build_id: buildId, at, loads: Math.max(add.loads, 0), failures: Math.max(add.failures, 0) })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'remote', 'build_id', 'at']).doUpdateSet({ loads: sql`greatest(console_health.loads + ${add.loads}, 0)`, failures: sql`greatest(console_health.failures + ${add.failures}, 0)` })).execute();
}

export const forgetHealth = async (tx: Tx, workspaceId: string, before: Date): Promise<void> => {
  await tx.deleteFrom('console_health').where('workspace_id', '=', workspaceId).where('at', '<', before).execute();
};

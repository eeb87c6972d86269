import { sql } from 'kysely';
import type { Locale } from '#shared/contract/manifest.ts';
import { type Permission, decides } from '#shared/permissions/index.ts';
import type { Tx } from '../platform/database/database.ts';
import { type Place, WorkspaceKey, makeWorkspaceKey } from '../platform/keyring/keyring.ts';
import type { Platform } from '../platform/platform.ts';
import type { Notice } from '../platform/pubsub/pubsub.ts';
import type { Actor, MemberActor, Need, SystemActor, WorkspaceActor } from './actor.ts';
import { ForbiddenError } from './refusal.ts';
import { type Mode, inTransaction } from './transaction.ts';

/** Who asks, in which language, and the adapters to answer with. First argument of every use case. */
export interface Context {
  readonly platform: Platform;
  readonly actor: Actor;
  readonly locale: Locale;
}

/** One transaction of a use case: the database, the actor it runs for, the workspace's key, and what commits with it. */
export interface Unit<Who extends WorkspaceActor = WorkspaceActor> {
  readonly tx: Tx;
  readonly actor: Who;
  readonly workspaceId: string;
  /** The workspace's data key; read once a transaction, unwrapped once a process. */
  key(): Promise<WorkspaceKey>;
  /** Tells every process, when the transaction commits. Ids only: at most 7 kB. */
  publish(topic: string, payload?: Omit<Notice, 'topic' | 'workspaceId'>): Promise<void>;
  /** Adds a job that starts when the transaction commits; a second one with the same key replaces the first while it waits. */
  enqueue(task: string, payload: Record<string, unknown>, uniqueKey?: string): Promise<void>;
}

const unwrapped = new WeakMap<Platform, Map<string, { readonly wrapped: string; readonly key: WorkspaceKey }>>();

const openKey = async (platform: Platform, workspaceId: string, tx: Tx): Promise<WorkspaceKey> => {
  const row = await tx.selectFrom('workspace_keys').select('wrapped').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow();
  const cache = unwrapped.get(platform) ?? new Map<string, { wrapped: string; key: WorkspaceKey }>();
  unwrapped.set(platform, cache);
  const wrapped = row.wrapped.toString('base64');
  const known = cache.get(workspaceId);
  if (known?.wrapped === wrapped) return known.key;
  const key = new WorkspaceKey(workspaceId, await platform.masterKey.unwrap(workspaceId, row.wrapped));
  cache.set(workspaceId, { wrapped, key });
  return key;
};

/** Forgets the key of a workspace that is no more. */
export function forgetWorkspaceKey(platform: Platform, workspaceId: string): void {
  unwrapped.get(platform)?.delete(workspaceId);
}

/** Makes and stores the data key of a new workspace. */
export async function createWorkspaceKey(platform: Platform, { tx, workspaceId }: Unit): Promise<void> {
  const wrapped = await platform.masterKey.wrap(workspaceId, makeWorkspaceKey());
  await tx.insertInto('workspace_keys').values({ workspace_id: workspaceId, wrapped }).execute();
}

/**
 * The first line of every use case: decides the permission and opens the transaction.
 * @throws UnauthenticatedError | ForbiddenError
 */
export const perform = <Result>(context: Context, need: Need, work: (unit: Unit) => Promise<Result>): Promise<Result> => run(context, need, 'read write', work);

/** {@link perform} for use cases that change nothing: the database refuses changes, and the answer needn't wait for a commit. */
export const read = <Result>(context: Context, need: Need, work: (unit: Unit) => Promise<Result>): Promise<Result> => run(context, need, 'read only', work);

function run<Result>(context: Context, need: Need, mode: Mode, work: (unit: Unit) => Promise<Result>): Promise<Result> {
  return inTransaction(context.platform.database, context.actor, need, mode, async (tx, actor) => {
    let key: Promise<WorkspaceKey> | null = null;
    return work({
      tx, actor, workspaceId: actor.workspaceId,
      key: () => (key ??= openKey(context.platform, actor.workspaceId, tx)),
      async publish(topic, payload = {}) {
        await sql`select pg_notify('isatis', ${JSON.stringify({ ...payload, topic, workspaceId: actor.workspaceId })})`.execute(tx);
      },
      async enqueue(task, payload, uniqueKey) {
        await sql`select app.enqueue(${task}, ${JSON.stringify({ ...payload, workspaceId: actor.workspaceId })}::json, ${uniqueKey ?? null})`.execute(tx);
      },
    });
  });
}

/** {@link perform} for use cases that only a person can ask for: the unit's actor is a member. */
export function performAsMember<Result>(context: Context, need: Need, work: (unit: Unit<MemberActor>) => Promise<Result>): Promise<Result> {
  return perform(context, need, (unit) => {
    if (unit.actor.kind !== 'member') throw new TypeError(`${need} is for members`);
    return work(unit as Unit<MemberActor>);
  });
}

/** A context in which the product itself does one named piece of work in a workspace. */
export const asSystem = (platform: Platform, workspaceId: string, task: string): Context & { readonly actor: SystemActor } =>
  ({ platform, actor: { kind: 'system', workspaceId, task }, locale: 'en' });

/** {@link asSystem} for what is done on the word of the workspace's identity provider: it may make members and end them. */
export const asDirectory = (platform: Platform, workspaceId: string, task: 'sso' | 'scim', locale: Context['locale'] = 'en'): Context & { readonly actor: SystemActor } =>
  ({ platform, actor: { kind: 'system', workspaceId, task, directory: true }, locale });

/** Whether the actor holds a permission, somewhere at least: for `viewerCan…` fields and for hiding what is not theirs to see. */
export const holds = (actor: Actor, permission: Need): boolean =>
  actor.kind === 'member' && (actor.permissions as ReadonlySet<string>).has(permission);

/** Whether the actor holds a permission on one object, known by its ids: an agent's own, or those of a document's tags. */
export const holdsOn = (actor: Actor, permission: Permission, ids: readonly string[]): boolean =>
  holds(actor, permission) && (actor.kind !== 'member' || !actor.narrowing?.has(permission) || decides(actor.customRole ?? actor.role, actor.grants, permission, actor.at, ids));

/**
 * Demands a permission on one object; the product itself and visitors are left to the database.
 * @throws ForbiddenError
 */
export function demandOn({ actor, workspaceId }: Pick<Unit, 'actor' | 'workspaceId'>, permission: Permission, ids: readonly string[]): void {
  if (actor.kind === 'member' && !holdsOn(actor, permission, ids)) throw new ForbiddenError(permission, workspaceId);
}

/** Whether the actor holds a permission everywhere: only then may they hand it out without narrowing it. */
export const holdsEverywhere = ({ permissions, narrowing }: Pick<MemberActor, 'permissions' | 'narrowing'>, permission: Permission): boolean => permissions.has(permission) && !narrowing?.has(permission);

export type { Place };

import { Kysely, type Transaction } from 'kysely';
import pg from 'pg';
import { OperatorError } from '../failure.ts';
import type { Log } from '../log/log.ts';
import { pipelinedDialect } from './driver.ts';
import type { EmbeddedDatabase } from './embedded.ts';
import { type LoginRole, migrate, rolePassword } from './migrate.ts';
import type { Schema } from './schema.ts';

/** A transaction that already carries role, workspace and permissions; only `access` makes one. */
export type Tx = Transaction<Schema>;

export interface Database {
  readonly app: Kysely<Schema>;
  readonly appPool: pg.Pool;
  readonly authPool: pg.Pool;
  /** Connection settings for what opens its own: the queue, live updates. */
  connection(role: LoginRole): pg.ClientConfig;
  close(): Promise<void>;
}

// Days stay text (`2026-11-22`): a Date would move them to another zone.
const DATE_OID = 1082;
pg.types.setTypeParser(DATE_OID, (value) => value);

// Sessions keep UTC, so that a timestamp is ISO 8601 but for its space and short zone: the engine's own parser reads it several times faster.
const TIMESTAMPTZ_OID = 1184;
const parseAnyTimestamp = pg.types.getTypeParser(TIMESTAMPTZ_OID);
const ISO_LENGTH = '2026-11-22 08:00:00+00'.length;
pg.types.setTypeParser(TIMESTAMPTZ_OID, (value) =>
  (value.length >= ISO_LENGTH && value[4] === '-' && value.endsWith('+00') ? new Date(`${value.slice(0, 10)}T${value.slice(11, -3)}Z`) : parseAnyTimestamp(value)));

/**
 * Settings of every session. One plan a statement, kept: which rows a person may see is a setting that the planner can't
 * look into, so planning anew for each value costs more than the whole list and finds the same.
 */
const SESSION_OPTIONS = '-c timezone=UTC -c plan_cache_mode=force_generic_plan';

const ownerConnection = (url: string): pg.ClientConfig => {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const ssl = searchParams.get('sslmode');
  return {
    host: searchParams.get('host') ?? decodeURIComponent(hostname), port: Number(port || 5432), user: decodeURIComponent(username), password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)) || 'isatis', ...(ssl && ssl !== 'disable' ? { ssl: { rejectUnauthorized: ssl === 'verify-full' || ssl === 'verify-ca' } } : {}),
  };
};

export interface DatabaseOptions {
  /** Another server than the embedded one. */
  readonly url: string | undefined;
  readonly embedded: Promise<EmbeddedDatabase> | null;
  /** Keys the roles' passwords. */
  readonly secret: Uint8Array;
  readonly log: Log;
}

/**
 * Opens the record: migrates, and connects with roles that neither own tables nor bypass row-level security.
 * @throws OperatorError when it can't be reached or migrated
 */
export async function openDatabase({ url, embedded, secret, log }: DatabaseOptions): Promise<Database> {
  let owner: pg.ClientConfig;
  try {
    owner = url || !embedded ? ownerConnection(url ?? '') : { ...(await embedded).address, database: 'isatis' };
    await migrate(owner, secret);
  } catch (error) {
    if (error instanceof OperatorError || !url) throw error;
    throw new OperatorError(`The database of DATABASE_URL can't be used: ${(error as Error).message}`, { cause: error });
  }
  const connection = (role: LoginRole): pg.ClientConfig => ({ ...owner, user: role, password: rolePassword(secret, role), application_name: role, options: SESSION_OPTIONS });
  const openPool = (role: LoginRole, max: number): pg.Pool => {
    const pool = new pg.Pool({ ...connection(role), max, idleTimeoutMillis: 60_000, pipeline: role === 'isatis_app' } as pg.PoolConfig);
    pool.on('error', (error) => log.warn({ error: error.message }, 'database connection lost'));
    return pool;
  };
  const appPool = openPool('isatis_app', 16);
  const authPool = openPool('isatis_auth', 4);
  const app = new Kysely<Schema>({ dialect: pipelinedDialect(appPool) });
  return {
    app, appPool, authPool, connection,
    async close() {
      await Promise.allSettled([app.destroy(), authPool.end()]);
    },
  };
}

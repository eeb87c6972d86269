import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { type CompiledQuery, type DatabaseConnection, type Dialect, type Driver, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type QueryResult, type TransactionSettings } from 'kysely';
import pg from 'pg';

/** Values of `set_config(name, value, true)` that the next transaction begins with. */
export type LocalSettings = Readonly<Record<string, string>>;

const settingsOfNextTransaction = new AsyncLocalStorage<LocalSettings>();

/** Runs `open`, which begins a transaction, so that the transaction starts with these settings. */
export const withLocalSettings = <Result>(settings: LocalSettings, open: () => Promise<Result>): Promise<Result> => settingsOfNextTransaction.run(settings, open);

const NAMED_LIMIT = 500;
const names = new Map<string, string>();

/** Statements are prepared once a connection under a name made of their text; rare ones past the limit are not. */
const nameOf = (text: string): string | undefined => {
  const known = names.get(text);
  if (known || names.size >= NAMED_LIMIT) return known;
  const name = createHash('sha1').update(text).digest('base64url');
  names.set(text, name);
  return name;
};

const ROWS_CHANGED = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

class PooledConnection implements DatabaseConnection {
  readonly client: pg.PoolClient;
  /** The beginning travels with the first statement; a failure of it makes that statement fail too. */
  begun: Promise<unknown> | null = null;
  readOnly = false;
  constructor(client: pg.PoolClient) {
    this.client = client;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { command, rowCount, rows } = await this.client.query({ text: sql, values: [...parameters], ...(parameters.length > 0 ? { name: nameOf(sql) } : {}) });
    return ROWS_CHANGED.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0), rows: rows as Row[] } : { rows: rows as Row[] };
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('streaming is not used');
  }
}

const beginning = ({ accessMode }: TransactionSettings, settings: LocalSettings | undefined): string => {
  const pairs = Object.entries(settings ?? {}).map(([name, value]) => `set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, true)`);
  return `begin${accessMode ? ` ${accessMode}` : ''};${pairs.length > 0 ? ` select ${pairs.join(', ')};` : ''}`;
};

/**
 * Kysely's driver over a pool of pipelining connections: `begin` and the row-level security settings go out
 * together with the first statement, and a reading transaction is answered before its `commit` is.
 */
class PipelinedDriver implements Driver {
  readonly #pool: pg.Pool;
  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PooledConnection> {
    return new PooledConnection(await this.#pool.connect());
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const pooled = connection as PooledConnection;
    pooled.readOnly = settings.accessMode === 'read only';
    // One write for `begin` and the statement after it, which is sent before this turn of promises is over.
    const { stream } = (pooled.client as unknown as { readonly connection: { readonly stream: Writable } }).connection;
    stream.cork();
    process.nextTick(() => stream.uncork());
    pooled.begun = pooled.client.query(beginning(settings, settingsOfNextTransaction.getStore()));
    pooled.begun.catch(() => undefined);
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const pooled = connection as PooledConnection;
    const committed = pooled.client.query('commit');
    if (pooled.readOnly) {
      // Nothing was changed that a failure could lose; the next user of the connection waits in line behind it.
      committed.catch(() => undefined);
      await pooled.begun;
      return;
    }
    await pooled.begun;
    const { command } = await committed;
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back');
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as PooledConnection).client.query('rollback');
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    (connection as PooledConnection).client.release();
  }

  async destroy(): Promise<void> {
    await this.#pool.end();
  }
}

/** PostgreSQL for Kysely over {@link PipelinedDriver}; the pool's connections must be made with `pipeline: true`. */
export const pipelinedDialect = (pool: pg.Pool): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new PipelinedDriver(pool),
  createIntrospector: (database) => new PostgresIntrospector(database),
  createQueryCompiler: () => new PostgresQueryCompiler(),
});

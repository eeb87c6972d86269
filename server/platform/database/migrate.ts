import { createHash, createHmac } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import product from '../../../package.json' with { type: 'json' };
import { OperatorError } from '../failure.ts';

const folder = path.join(import.meta.dirname, 'migrations');

/** Login roles of the running product; their passwords derive from the master key and are stored nowhere. */
export const loginRoles = ['isatis_app', 'isatis_auth', 'isatis_worker'] as const;
export type LoginRole = (typeof loginRoles)[number];
export const rolePassword = (secret: Uint8Array, role: LoginRole): string => createHmac('sha256', secret).update(`role:${role}`).digest('base64url');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const remember = 'insert into app.migrations (name, checksum) values ($1, $2) on conflict do nothing';
const queueVersion = product.dependencies['graphile-worker'];

interface Migration { readonly name: string; readonly sql: string; readonly checksum: string }

const readMigrations = async (): Promise<Migration[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(names.map(async (name) => {
    const sql = await readFile(path.join(folder, name), 'utf8');
    return { name, sql, checksum: sha256(sql) };
  }));
};

/** The queue's own tables keep to the house's rule: forced row-level security, one role. */
const sealQueue = `
do $$
declare target record;
begin
  grant usage on schema graphile_worker to isatis_worker;
  grant select, insert, update, delete on all tables in schema graphile_worker to isatis_worker;
  grant usage on all sequences in schema graphile_worker to isatis_worker;
  grant execute on all functions in schema graphile_worker to isatis_worker;
  for target in select c.relname from pg_class c where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind in ('r', 'p') loop
    execute format('alter table graphile_worker.%I enable row level security', target.relname);
    execute format('alter table graphile_worker.%I force row level security', target.relname);
    execute format('drop policy if exists queue on graphile_worker.%I', target.relname);
    execute format('create policy queue on graphile_worker.%I to isatis_worker using (true) with check (true)', target.relname);
  end loop;
end $$;`;

const sealLedger = `
create table if not exists app.migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now());
alter table app.migrations enable row level security;
alter table app.migrations force row level security;
drop policy if exists ledger on app.migrations;
create policy ledger on app.migrations to current_user using (true) with check (true);`;

const applied = async (client: pg.Client): Promise<Map<string, string>> => {
  const exists = await client.query<{ there: boolean }>("select to_regclass('app.migrations') is not null as there");
  if (!exists.rows[0]?.there) return new Map();
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from app.migrations');
  return new Map(rows.map((row) => [row.name, row.checksum]));
};

const UNKNOWN_DATABASE = '3D000';

/** Connects, and makes the database first where there is none yet. */
async function connect(connection: pg.ClientConfig): Promise<pg.Client> {
  const open = async (database: string | undefined): Promise<pg.Client> => {
    const client = new pg.Client({ ...connection, database });
    await client.connect();
    return client;
  };
  try {
    return await open(connection.database);
  } catch (error) {
    if ((error as { code?: string }).code !== UNKNOWN_DATABASE) throw error;
    const client = await open('postgres');
    try {
      await client.query(`create database ${pg.escapeIdentifier(connection.database ?? 'isatis')}`);
    } finally {
      await client.end();
    }
    return open(connection.database);
  }
}

async function makeQueueTables(connection: pg.ClientConfig): Promise<void> {
  const pool = new pg.Pool({ ...connection, max: 1 });
  pool.on('error', () => undefined);
  pool.on('connect', (connected) => { connected.on('error', () => undefined); });
  try {
    const { Logger, runMigrations } = await import('graphile-worker');
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) });
  } finally {
    await pool.end();
  }
}

/**
 * Brings the database to this version: each file once, all in one transaction, under a lock so that two servers
 * don't do it at the same time.
 * @throws OperatorError when an applied migration was changed since, or the database is newer than this version
 */
export async function migrate(connection: pg.ClientConfig, secret: Uint8Array): Promise<void> {
  const [client, migrations] = await Promise.all([connect(connection), readMigrations()]);
  let queue: Promise<void> | null = null;
  try {
    await client.query("select pg_advisory_lock(hashtext('isatis.migrate'))");
    const done = await applied(client);
    for (const { name, checksum } of migrations) {
      if (done.has(name) && done.get(name) !== checksum) throw new OperatorError(`The migration ${name} was changed after it was applied. Restore the file, or restore the database from a backup.`);
    }
    const unknown = [...done.keys()].filter((name) => !name.startsWith('@') && !migrations.some((migration) => migration.name === name));
    if (unknown.length > 0) throw new OperatorError(`The database was migrated by a newer version (${unknown.join(', ')}). Start that version, or restore a backup.`);
    const pending = migrations.filter(({ name }) => !done.has(name));
    const marks = { queue: `@queue:${sha256(sealQueue)}:${queueVersion}`, roles: `@roles:${sha256(loginRoles.map((role) => rolePassword(secret, role)).join())}` };
    // The queue's tables know nothing of ours: both are made at the same time.
    queue = done.has(marks.queue) ? null : makeQueueTables(connection);
    queue?.catch(() => undefined);
    if (pending.length > 0) {
      await client.query('begin');
      for (const { sql } of pending) await client.query(sql);
      await client.query(sealLedger);
      for (const { name, checksum } of pending) await client.query(remember, [name, checksum]);
      await client.query('commit');
    }
    if (!done.has(marks.roles)) {
      for (const role of loginRoles) await client.query(`alter role ${role} login password ${pg.escapeLiteral(rolePassword(secret, role))}`);
      await client.query(remember, [marks.roles, '']);
    }
    if (queue) {
      await queue;
      await client.query(sealQueue);
      await client.query(remember, [marks.queue, '']);
    }
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await queue?.catch(() => undefined);
    await client.end();
  }
}

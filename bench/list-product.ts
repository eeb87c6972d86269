import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedDatabase } from '#server/platform/database/embedded.ts';
import { openMasterKey } from '#server/platform/keyring/keyring.ts';
import { claim } from './claim.ts';
import { freePort, says, start } from './processes.ts';

/** A product of its own with an owner who is signed in and a long list of documents. */
export interface ListProduct {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connection: pg.ClientConfig;
  close(): Promise<void>;
}

export async function startListProduct(documents: number): Promise<ListProduct> {
  const data = await mkdtemp(path.join(os.tmpdir(), 'isatis-bench-'));
  const database = await startEmbeddedDatabase(data, (await openMasterKey(data)).derive('database'));
  const connection = { ...database.address, database: 'isatis' };
  const { host, user, password } = connection;
  const port = await freePort();
  const product = start('scripts/run.mjs', ['start', '--data', path.join(data, 'product'), '--port', String(port)], {
    DATABASE_URL: `postgres://${user}:${encodeURIComponent(password)}@localhost:${connection.port}/isatis?host=${encodeURIComponent(host)}`, LOG_LEVEL: 'error',
  });
  const admin = new pg.Client({ ...database.address, database: 'postgres' });
  await admin.connect();
  await admin.query('create database isatis');
  await admin.end();
  const origin = `http://localhost:${port}`;
  const [, code = ''] = await says(/setup#code=([\w-]+)/, product);
  const cookie = (await claim(origin, code)).map(({ name, value }) => `${name}=${value}`).join('; ');
  const owner = new pg.Client(connection);
  await owner.connect();
  const { rows: [workspace] } = await owner.query<{ workspace_id: string }>('select workspace_id from workspaces');
  await owner.query(`insert into documents (workspace_id, id, name, format, size, status, storage_key, created_by, created_at, updated_at)
    select w.workspace_id, gen_random_uuid(), 'Document ' || n, 'md', n, 'ready', 'bench/' || n, m.user_id, now() - n * interval '1 minute', now()
    from generate_series(1, ${documents}) n, workspaces w join members m using (workspace_id)`);
  await owner.query('vacuum analyze documents');
  await owner.end();
  return {
    url: `${origin}/graphql`, connection, headers: { 'content-type': 'application/json', cookie, origin, 'x-isatis-workspace': workspace?.workspace_id ?? '' },
    async close() {
      await product.stop();
      await database.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import autocannon, { type Outcome } from 'autocannon';
import pg from 'pg';
import { startEmbeddedDatabase } from '#server/platform/database/embedded.ts';
import { openMasterKey } from '#server/platform/keyring/keyring.ts';
import type { Figure } from '../figure.ts';
import { answers, freePort, says, start } from '../processes.ts';

const DOCUMENTS = 100_000;
const REQUESTS = 1500;
const CONNECTIONS = 8;
const QUERY = 'query List { documents(first: 50) { edges { cursor node { id name status size createdAt createdBy } } pageInfo { hasNextPage endCursor } } }';

/** Requests a second over loopback, by a bounded number of them; every answer must be the right one. */
async function load(url: string, headers: Record<string, string>): Promise<number> {
  const check = await (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query: QUERY }) })).json() as { data?: { documents: { edges: unknown[] } } };
  if (check.data?.documents.edges.length !== 50) throw new Error(`not a list of 50: ${JSON.stringify(check).slice(0, 400)}`);
  const began = performance.now();
  let last = began;
  const { non2xx, errors } = await new Promise<Outcome>((resolve, reject) => {
    const running = autocannon({ url, method: 'POST', headers, body: JSON.stringify({ query: QUERY }), amount: REQUESTS, connections: CONNECTIONS }, (error, outcome) => (error ? reject(error) : resolve(outcome)));
    // It reports the end on its next full second; the last answer is when it was.
    running.on('response', () => { last = performance.now(); });
  });
  if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} refusals, ${errors} errors`);
  return (REQUESTS * 1000) / (last - began);
}

async function setUp(origin: string, setupCode: string): Promise<string> {
  const response = await fetch(`${origin}/auth/setup`, {
    method: 'POST', headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ code: setupCode, name: 'Owner', email: 'owner@example.com', password: randomUUID(), workspaceName: 'Bench', locale: 'en', timeZone: 'UTC' }),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
}

/** The first page of a list out of a hundred thousand, as the console asks for it. */
export const graphqlList: Figure = {
  name: 'graphql.list', unit: 'requests/s', against: 'bare mercurius with jit, the same fields of the same rows by one query, nothing guarded', goal: { ratio: 1, is: 'at least' },
  async prepare() {
    const data = await mkdtemp(path.join(os.tmpdir(), 'isatis-bench-'));
    const database = await startEmbeddedDatabase(data, (await openMasterKey(data)).derive('database'));
    const connection = { ...database.address, database: 'isatis' };
    const { host, user, password } = connection;
    const [port, barePort] = [await freePort(), await freePort()];
    const productData = path.join(data, 'product');
    const product = start('scripts/run.mjs', ['start', '--data', productData, '--port', String(port)], {
      DATABASE_URL: `postgres://${user}:${encodeURIComponent(password)}@localhost:${connection.port}/isatis?host=${encodeURIComponent(host)}`, LOG_LEVEL: 'error',
    });
    const admin = new pg.Client({ ...database.address, database: 'postgres' });
    await admin.connect();
    await admin.query('create database isatis');
    await admin.end();
    const origin = `http://localhost:${port}`;
    const [, code = ''] = await says(/setup#code=([\w-]+)/, product);
    const cookie = await setUp(origin, code);
    const owner = new pg.Client(connection);
    await owner.connect();
    const { rows: [workspace] } = await owner.query<{ workspace_id: string }>('select workspace_id from workspaces');
    await owner.query(`insert into documents (workspace_id, id, name, format, size, status, storage_key, created_by, created_at, updated_at)
      select w.workspace_id, gen_random_uuid(), 'Document ' || n, 'md', n, 'ready', 'bench/' || n, m.user_id, now() - n * interval '1 minute', now()
      from generate_series(1, ${DOCUMENTS}) n, workspaces w join members m using (workspace_id)`);
    await owner.query('vacuum analyze documents');
    await owner.end();
    const bare = start('bench/floors/graphql.ts', [JSON.stringify({ url: connection, workspaceId: workspace?.workspace_id, port: barePort })]);
    await answers(`http://localhost:${barePort}/health`, bare);
    const json = { 'content-type': 'application/json' };
    return {
      ours: () => load(`${origin}/graphql`, { ...json, cookie, origin, 'x-isatis-workspace': workspace?.workspace_id ?? '' }),
      floor: () => load(`http://localhost:${barePort}/graphql`, json),
      async close() {
        await Promise.all([product.stop(), bare.stop()]);
        await database.stop();
        await rm(data, { recursive: true, force: true });
      },
    };
  },
};

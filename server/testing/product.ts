import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { type RunningServer, type StartOptions, startServer } from '../main.ts';
import { TEMPLATE } from './global-setup.ts';
import { quickPasswords } from './passwords.ts';

/** What an operation answered: shaped by the test's own query, which the test itself looks into. */
export type Answer = any;

export interface GraphResult { readonly data: Record<string, Answer> | null; readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[] }

let addresses = 0;
/** A network address that nobody else has: what counts tries by address counts each browser apart. */
const freshAddress = (): string => {
  addresses += 1;
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
};

/** A browser of its own, at an address of its own: keeps its cookies, speaks to one product. */
export class Browser {
  readonly url: string;
  readonly address = freshAddress();
  cookie = '';
  workspaceId: string | null = null;
  constructor(url: string) {
    this.url = url;
  }

  async fetch(address: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookie) headers.set('cookie', this.cookie);
    if (this.workspaceId) headers.set('x-isatis-workspace', this.workspaceId);
    if (!headers.has('origin')) headers.set('origin', this.url);
    if (!headers.has('x-forwarded-for')) headers.set('x-forwarded-for', this.address);
    const response = await fetch(new URL(address, this.url), { redirect: 'manual', ...init, headers });
    const cookies = new Map(this.cookie.split('; ').filter(Boolean).map((pair) => [pair.split('=')[0], pair]));
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const [name] = pair.split('=');
      if (/max-age=0/i.test(set)) cookies.delete(name);
      else cookies.set(name, pair);
    }
    this.cookie = [...cookies.values()].join('; ');
    return response;
  }

  /** With what it opens a socket. */
  get socketHeaders(): Record<string, string> {
    return { cookie: this.cookie, origin: this.url };
  }

  post(address: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.fetch(address, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  }

  async graphql(query: string, variables: Record<string, unknown> = {}): Promise<GraphResult> {
    return (await (await this.post('/graphql', { query, variables })).json()) as GraphResult;
  }

  /** The data of an operation that must succeed. */
  async ask(query: string, variables: Record<string, unknown> = {}): Promise<Record<string, Answer>> {
    const { data, errors } = await this.graphql(query, variables);
    if (errors || !data) throw new Error(JSON.stringify(errors));
    return data;
  }
}

export interface Product extends AsyncDisposable {
  readonly server: RunningServer;
  readonly url: string;
  readonly dataDir: string;
  browser(): Browser;
  /** A new workspace and a browser in which its owner is signed in. */
  createWorkspace(options?: { readonly name?: string; readonly timeZone?: string }): Promise<{ readonly owner: Browser; readonly workspaceId: string; readonly email: string; readonly password: string }>;
  /** Runs SQL as the role that owns the tables, past row-level security: to look at what is stored, or to age it. */
  sql<Row extends pg.QueryResultRow = Record<string, Answer>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** What it was started with, to start it again on the same data after `server.close()`. */
  readonly settings: StartOptions;
  /** Connection settings of this product's own database as the owning role. */
  readonly connection: pg.ClientConfig;
}

export const PASSWORD = 'correct horse battery';

/** Starts the whole product on a database of its own; ends it with `await using` or `[Symbol.asyncDispose]()`. */
export async function startProduct(environment: Record<string, string> = {}, options: Pick<StartOptions, 'ai' | 'demo'> = {}): Promise<Product> {
  const { keyFolder, ...cluster } = inject('cluster');
  const database = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ ...cluster, database: 'postgres' });
  await admin.connect();
  await admin.query(`create database ${database} template ${TEMPLATE}`);
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'isatis-product-'));
  await copyFile(path.join(keyFolder, 'master.key'), path.join(dataDir, 'master.key'));
  const connection = { ...cluster, database };
  const url = `postgres://${cluster.user}:${encodeURIComponent(cluster.password)}@localhost:${cluster.port}/${database}?host=${encodeURIComponent(cluster.host)}`;
  const settings: StartOptions = {
    dataDir, port: 0, passwords: quickPasswords,
    // No name server answers at the discard port: tests ask none but their own.
    environment: { LOG_LEVEL: 'error', TRUST_PROXY: 'true', SSO_DNS_SERVERS: '127.0.0.1:9', DATABASE_URL: url, ...environment },
  };
  const server = await startServer({ ...settings, ...options });
  const owner = new pg.Pool({ ...connection, max: 2 });
  // Dropping the database may be faster than a connection's own goodbye.
  owner.on('error', () => undefined);
  owner.on('connect', (client) => { client.on('error', () => undefined); });
  const sql: Product['sql'] = async (text, values = []) => (await owner.query(text, [...values])).rows as never;
  return {
    server, settings, dataDir, connection, sql, url: server.url,
    browser: () => new Browser(server.url),
    async createWorkspace({ name = 'Acme', timeZone = 'UTC' } = {}) {
      const browser = new Browser(server.url);
      const code = randomUUID();
      await sql('update installation set claimed_at = null, setup_code_hash = sha256(convert_to($1, $2))', [code, 'UTF8']);
      const email = `owner-${randomUUID()}@example.com`;
      const response = await browser.post('/auth/setup', { code, name: 'Olivia Owner', email, password: PASSWORD, workspaceName: name, locale: 'en', timeZone });
      if (!response.ok) throw new Error(`set-up answered ${response.status}: ${await response.text()}`);
      const { viewer } = await browser.ask('{ viewer { membership { workspace { id } } } }');
      browser.workspaceId = viewer.membership.workspace.id;
      return { owner: browser, workspaceId: viewer.membership.workspace.id, email, password: PASSWORD };
    },
    async [Symbol.asyncDispose]() {
      await server.close();
      await owner.end();
      await admin.query(`drop database ${database} with (force)`);
      await admin.end();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedDatabase } from '../platform/database/embedded.ts';
import { migrate } from '../platform/database/migrate.ts';
import { openMasterKey } from '../platform/keyring/keyring.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The one PostgreSQL of the run: tests make databases of their own from its template. */
    cluster: { readonly host: string; readonly port: number; readonly user: string; readonly password: string; readonly keyFolder: string };
  }
}

export const TEMPLATE = 'isatis_template';

/** Starts one PostgreSQL for all test files and migrates a template that each test's database is copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'isatis-test-'));
  const masterKey = await openMasterKey(folder);
  const secret = masterKey.derive('database');
  const server = await startEmbeddedDatabase(folder, secret);
  const client = new pg.Client({ ...server.address, database: 'postgres' });
  await client.connect();
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  await migrate({ ...server.address, database: TEMPLATE }, secret);
  project.provide('cluster', { ...server.address, keyFolder: folder });
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

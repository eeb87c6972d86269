import { mkdirSync } from 'node:fs';
import { type EmbeddedDatabase, launchEmbeddedDatabase } from './database/embedded.ts';
import { type DataLock, lockDataFolder } from './database/lock.ts';
import { type MasterKey, openMasterKey } from './keyring/keyring.ts';

/** What everything else stands on: the data folder, held by this process, its key, and the database server in it. */
export interface Foundation {
  readonly lock: DataLock;
  readonly masterKey: MasterKey;
  /** The embedded PostgreSQL, once it takes connections; null where `DATABASE_URL` names another. */
  readonly embedded: Promise<EmbeddedDatabase> | null;
  /** Stops the database and lets go of the folder; a second call does nothing. */
  close(): Promise<void>;
}

/**
 * Takes the data folder and sets its PostgreSQL going, without waiting for it. Imports next to nothing, so that it can
 * be called before the rest of the server is loaded: both take about as long.
 * @throws OperatorError when the folder is in use, or the database can't be started
 */
export async function layFoundation(dataDir: string, databaseUrl: string | undefined): Promise<Foundation> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = await lockDataFolder(dataDir);
  try {
    const masterKey = await openMasterKey(dataDir);
    const embedded = databaseUrl ? null : await launchEmbeddedDatabase(dataDir, masterKey.derive('database'));
    embedded?.ready.catch(() => undefined);
    let closing: Promise<void> | null = null;
    return {
      lock, masterKey, embedded: embedded?.ready ?? null,
      close: () => (closing ??= (async () => {
        await embedded?.stop();
        await lock.release();
      })()),
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

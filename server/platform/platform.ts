import path from 'node:path';
import type { AiService } from '#ai/contract.ts';
import type { Config } from '../config.ts';
import { type Database, openDatabase } from './database/database.ts';
import type { DataLock } from './database/lock.ts';
import { type Foundation, layFoundation } from './foundation.ts';
import type { MasterKey } from './keyring/keyring.ts';
import { type Log, openLog } from './log/log.ts';
import { type Mailer, openMailer } from './mail/mail.ts';
import type { Passwords } from './passwords.ts';
import { type PubSub, openPubSub } from './pubsub/pubsub.ts';
import { type Storage, folderStorage } from './storage/storage.ts';

/** The adapters to everything outside the process. */
export interface Platform {
  readonly config: Config;
  /** Address people reach the product at, without a slash at the end. */
  readonly publicUrl: () => string;
  readonly log: Log;
  readonly database: Database;
  readonly masterKey: MasterKey;
  readonly storage: Storage;
  readonly mailer: Mailer;
  readonly pubsub: PubSub;
  readonly ai: AiService;
  readonly passwords: Passwords;
}

export interface OpenPlatform extends Platform {
  readonly lock: DataLock;
  setPublicUrl(url: string): void;
  close(): Promise<void>;
}

export type Step = (name: 'database' | 'ai', state: 'start' | 'done') => void;

export interface Adapters {
  /** Opens the AI service. */
  readonly openAi: (options: { indexDirectory: string }) => Promise<AiService>;
  readonly passwords: Passwords;
  /** Of the same data folder, if it was laid already. */
  readonly foundation?: Foundation | undefined;
}

/** Opens all adapters; what was opened is closed again if a later one fails, the foundation included. */
export async function openPlatform(config: Config, { openAi, passwords, foundation }: Adapters, step: Step = () => undefined): Promise<OpenPlatform> {
  const log = openLog(config.LOG_LEVEL);
  const closing: (() => Promise<unknown> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const end of closing.toReversed()) await Promise.resolve(end()).catch((error: unknown) => log.warn({ error: String(error) }, 'did not close cleanly'));
    closing.length = 0;
  };
  try {
    const ground = foundation ?? await layFoundation(config.dataDir, config.DATABASE_URL);
    closing.push(() => ground.close());
    const { lock, masterKey, embedded } = ground;
    step('database', 'start');
    step('ai', 'start');
    const opening = openAi({ indexDirectory: path.join(config.dataDir, 'index') }).then((opened) => {
      closing.push(() => opened.close());
      step('ai', 'done');
      return opened;
    });
    opening.catch(() => undefined);
    const database = await openDatabase({ url: config.DATABASE_URL, embedded, secret: masterKey.derive('database'), log });
    closing.push(() => database.close());
    step('database', 'done');
    const pubsub = await openPubSub(database.connection('isatis_app'), log);
    closing.push(() => pubsub.close());
    const mailer = openMailer({ smtpUrl: config.SMTP_URL, from: config.MAIL_FROM, dataDir: config.dataDir });
    closing.push(() => mailer.close());
    let publicUrl = config.PUBLIC_URL?.replace(/\/+$/, '') ?? '';
    return {
      config, log, database, masterKey, mailer, pubsub, passwords, lock, close,
      ai: await opening,
      storage: folderStorage(path.join(config.dataDir, 'files')),
      publicUrl: () => publicUrl,
      setPublicUrl(url) { publicUrl ||= url; },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

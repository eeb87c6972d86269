import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '../failure.ts';

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

const encrypt = (key: Uint8Array, associated: string, plain: Uint8Array): Buffer => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(associated));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body]);
};

const decrypt = (key: Uint8Array, associated: string, sealed: Uint8Array): Buffer => {
  if (sealed[0] !== VERSION || sealed.length < 1 + NONCE_BYTES + TAG_BYTES) throw new Error('sealed value of an unknown form');
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const tag = sealed.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(associated)).setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES + TAG_BYTES)), decipher.final()]);
};

/** Where a sealed value lives; opened anywhere else it is refused. */
export interface Place { readonly table: string; readonly row: string; readonly column: string }

/** The data key of one workspace. Never leaves the process unwrapped. */
export class WorkspaceKey {
  readonly #key: Uint8Array;
  readonly #workspaceId: string;
  constructor(workspaceId: string, key: Uint8Array) {
    this.#workspaceId = workspaceId;
    this.#key = key;
  }

  #bind({ table, row, column }: Place): string {
    return `${this.#workspaceId}/${table}/${row}/${column}`;
  }

  /** AES-256-GCM: 1 byte of version, 12 of nonce, 16 of tag, then the ciphertext. */
  seal(place: Place, plain: string | Uint8Array): Buffer {
    return encrypt(this.#key, this.#bind(place), typeof plain === 'string' ? Buffer.from(plain) : plain);
  }

  /** @throws when the value was sealed for another place or was changed */
  open(place: Place, sealed: Uint8Array): Buffer {
    return decrypt(this.#key, this.#bind(place), sealed);
  }

  openText(place: Place, sealed: Uint8Array): string {
    return this.open(place, sealed).toString('utf8');
  }

  /** Keyed hash, to recognise a value without keeping it. */
  mac(purpose: string, value: string): Buffer {
    return createHmac('sha256', this.#key).update(`${purpose}\0${value}`).digest();
  }
}

/** Wraps the workspaces' keys. A file in the data folder by default. */
export interface MasterKey {
  wrap(workspaceId: string, key: Uint8Array): Promise<Buffer>;
  unwrap(workspaceId: string, wrapped: Uint8Array): Promise<Buffer>;
  /** A key for one purpose of the installation (cookie signing, database passwords), derived and never stored. */
  derive(purpose: string): Buffer;
}

const fileMasterKey = (secret: Buffer): MasterKey => ({
  wrap: (workspaceId, key) => Promise.resolve(encrypt(secret, `workspace-key/${workspaceId}`, key)),
  unwrap: (workspaceId, wrapped) => Promise.resolve(decrypt(secret, `workspace-key/${workspaceId}`, wrapped)),
  derive: (purpose) => createHmac('sha256', secret).update(`derive/${purpose}`).digest(),
});

/**
 * Opens the master key of a data folder, making it on the first start.
 * @throws OperatorError when the file is there and is no key: a new one would make everything unreadable
 */
export async function openMasterKey(dataDir: string): Promise<MasterKey> {
  const file = path.join(dataDir, 'master.key');
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`);
    await handle.sync();
    await handle.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64');
  if (secret.length !== KEY_BYTES) throw new OperatorError(`${file} is not a master key. Restore it from a backup: without it nothing in this folder can be read.`);
  await chmod(file, 0o600);
  return fileMasterKey(secret);
}

/** A fresh data key. */
export const makeWorkspaceKey = (): Buffer => randomBytes(KEY_BYTES);

/** Whether two secrets are the same, in time that tells nothing. */
export const sameSecret = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);

import { createHash, randomUUID } from 'node:crypto';
import type { Passwords } from '../platform/passwords.ts';

const digest = (salt: string, password: string): string => createHash('sha256').update(`${salt}:${password}`).digest('hex');

/** Keeps passwords in no time, for tests that sign in hundreds of people; `platform/passwords.test.ts` tries the real way. */
export const quickPasswords: Passwords = {
  hash: (password) => {
    const salt = randomUUID();
    return Promise.resolve(`${salt}:${digest(salt, password)}`);
  },
  verify: (hash, password) => {
    const [salt = '', expected] = hash.split(':');
    return Promise.resolve(digest(salt, password) === expected);
  },
};

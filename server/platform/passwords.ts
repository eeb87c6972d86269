import { hashPassword, verifyPassword } from '@better-auth/utils/password';

/** How passwords are kept: as a hash that says nothing about them and is slow to guess at. */
export interface Passwords {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

/** scrypt with 32 MiB a hash (N = 16384, r = 16), outside the thread that serves. */
export const scrypt: Passwords = { hash: hashPassword, verify: verifyPassword };

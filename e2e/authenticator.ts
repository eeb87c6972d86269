import { codeAt, stepAt } from '#server/auth/totp.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const bytesOf = (secret: string): Buffer => {
  const bits = Array.from(secret, (letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};
const used = new Map<string, number>();

/** A code of the app that wasn't used yet: the present one, or the next, which clocks that differ may show already. */
export function codeOf(secret: string): string {
  const step = Math.max((used.get(secret) ?? 0) + 1, stepAt(new Date()));
  used.set(secret, step);
  return codeAt(bytesOf(secret), step);
}

import { codeAt, stepAt } from '../auth/totp.ts';
import { type Browser, PASSWORD, type Product } from './product.ts';

const fromBase32 = (text: string): Buffer => {
  const bits = Array.from(text, (letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};

/** The code that an authenticator app shows now, with the last one that was used put out of the way: tests don't wait for the next. */
export async function codeOf(product: Product, email: string, secret: string): Promise<string> {
  await product.sql('update second_factors set last_step = 0 where user_id = (select id from users where email = $1)', [email]);
  return codeAt(fromBase32(secret), stepAt(new Date()));
}

/** Turns the second step on, by the way everybody does. */
export async function addSecondFactor(_product: Product, browser: Browser, password = PASSWORD): Promise<{ secret: string; backupCodes: string[] }> {
  const { secret } = (await (await browser.post('/auth/account/second-factor', { password })).json()) as { secret: string };
  const confirmed = await browser.post('/auth/account/second-factor/confirm', { code: codeAt(fromBase32(secret), stepAt(new Date())) });
  if (!confirmed.ok) throw new Error(`confirming answered ${confirmed.status}: ${await confirmed.text()}`);
  const { backupCodes } = (await confirmed.json()) as { backupCodes: string[] };
  return { secret, backupCodes };
}

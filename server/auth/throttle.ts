import { WorkspaceKey } from '../platform/keyring/keyring.ts';
import type { Platform } from '../platform/platform.ts';

/** How tries are slowed: so many are free within the window, then each waits twice as long as the one before. Seconds. */
interface Pace { readonly window: number; readonly free: number; readonly wait: number; readonly longest: number }

const MINUTE = 60;
const HOUR = 60 * MINUTE;

const paces = {
  /** From one network address, right or wrong. */
  address: { window: MINUTE, free: 10, wait: MINUTE, longest: MINUTE },
  /** For one account from one network address. */
  'account-at-address': { window: HOUR, free: 10, wait: 30, longest: 15 * MINUTE },
  /** For one account from anywhere: many addresses together gain nothing. */
  account: { window: HOUR, free: 30, wait: 5, longest: MINUTE },
  /** From a device on which the person signed in before. The others can't slow it. */
  device: { window: HOUR, free: 10, wait: 30, longest: 15 * MINUTE },
  /** Codes of the second step. */
  'code': { window: HOUR, free: 10, wait: 30, longest: 15 * MINUTE },
  'code-device': { window: HOUR, free: 10, wait: 30, longest: 15 * MINUTE },
  /** Passwords asked for again by somebody who is signed in. */
  'password-again': { window: HOUR, free: 10, wait: 30, longest: 15 * MINUTE },
  /** Mails with a link to a new password. */
  'reset-address': { window: MINUTE, free: 5, wait: MINUTE, longest: MINUTE },
  'reset-account': { window: HOUR, free: 5, wait: 5 * MINUTE, longest: 15 * MINUTE },
} as const satisfies Readonly<Record<string, Pace>>;

/** What is counted: a kind, and whose. */
export interface Counter { readonly kind: keyof typeof paces; readonly of: string }

/** Too many tries. Says nothing of whether what is tried exists. */
export class TooManyTriesError extends Error {
  override readonly name = 'TooManyTriesError';
}

const keyOf = (platform: Platform, { kind, of }: Counter): Buffer => new WorkspaceKey('installation', platform.masterKey.derive('sign-in-tries')).mac(kind, of);

// The row is taken before anything is compared: a hundred tries at once count as a hundred.
const TAKE = `
  insert into sign_in_tries as t (key, count, started_at, last_at) values ($1, 1, now(), now())
  on conflict (key) do update set
    count = case when t.started_at <= now() - make_interval(secs => $2) then 1 else t.count + 1 end,
    started_at = case when t.started_at <= now() - make_interval(secs => $2) then now() else t.started_at end, last_at = now()
  where t.started_at <= now() - make_interval(secs => $2) or t.count < $3
    or t.last_at <= now() - make_interval(secs => least($5, $4 * power(2, least(t.count - $3, 20))))`;

/**
 * Counts one try for each counter, and refuses it when one of them must wait.
 * @throws TooManyTriesError
 */
export async function countTry(platform: Platform, counters: readonly Counter[]): Promise<void> {
  for (const counter of counters) {
    const { window, free, wait, longest } = paces[counter.kind];
    const { rowCount } = await platform.database.authPool.query(TAKE, [keyOf(platform, counter), window, free, wait, longest]);
    if (rowCount === 0) throw new TooManyTriesError('too many tries');
  }
}

/** Forgets tries that turned out right. */
export async function forgetTries(platform: Platform, counters: readonly Counter[]): Promise<void> {
  await platform.database.authPool.query('delete from sign_in_tries where key = any($1)', [counters.map((counter) => keyOf(platform, counter))]);
}

/** Deletes what counts for nothing any more: challenges and sessions that ended, with what is kept of the company's, and tries outside every window. */
export async function sweep({ database }: Platform): Promise<void> {
  await database.authPool.query("with gone as (delete from sign_in_challenges where expires_at < now()), ended as (delete from sessions where expires_at < now()) delete from sign_in_tries where last_at < now() - interval '2 hours'");
  await database.authPool.query('select app.forget_abandoned_company_sessions()');
}

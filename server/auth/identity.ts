import type pg from 'pg';
import type { Platform } from '../platform/platform.ts';

/** Runs queries as authentication, which alone reaches people's identities: one, or several that commit together. */
export type Identity = Pick<pg.ClientBase, 'query'>;

/** One transaction on the identity tables; nothing of it stays when it throws. */
export async function inIdentity<Result>({ database }: Platform, work: (identity: Identity) => Promise<Result>): Promise<Result> {
  const client = await database.authPool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** What a person does to how they sign in; has a sentence `audit.account.<event>`. */
export type AccountEvent = 'name-changed' | 'password-changed' | 'password-set' | 'sessions-ended' | 'second-factor-on' | 'second-factor-off' | 'backup-codes-made' | 'backup-code-used' | 'passkey-added' | 'passkey-removed';

/** Writes an event into the audit log of each workspace of the person, in the transaction of the change, and tells open consoles. */
export async function recordAccountEvent(identity: Identity, personId: string, event: AccountEvent, details: Readonly<Record<string, string | number>> = {}): Promise<void> {
  await identity.query('select app.record_account_event($1, $2, $3::jsonb)', [personId, `account.${event}`, JSON.stringify(details)]);
}

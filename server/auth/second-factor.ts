import type { Platform } from '../platform/platform.ts';
import { RuleError, ValidationError } from '../platform/failure.ts';
import { WorkspaceKey } from '../platform/keyring/keyring.ts';
import { type Identity, inIdentity, recordAccountEvent } from './identity.ts';
import { makeBackupCode, makeTotpSecret, matchingStep, plainCode, toBase32, totpUri } from './totp.ts';

const BACKUP_CODES = 10;

// Of a person, not of a workspace: sealed with a key of the installation.
const keyOf = (platform: Platform): WorkspaceKey => new WorkspaceKey('installation', platform.masterKey.derive('second-factors'));
const placeOf = (personId: string) => ({ table: 'second_factors', row: personId, column: 'secret_sealed' });
/** Keyed: from a stolen table alone no code can be tried. */
const hashCode = (platform: Platform, personId: string, code: string): Buffer => keyOf(platform).mac(`backup-code/${personId}`, plainCode(code));

interface StoredFactor { readonly secret_sealed: Buffer; readonly confirmed_at: Date | null; readonly last_step: string }

const lockFactor = async (identity: Identity, personId: string): Promise<StoredFactor | undefined> =>
  (await identity.query<StoredFactor>('select secret_sealed, confirmed_at, last_step from second_factors where user_id = $1 for update', [personId])).rows[0];

const secretOf = (platform: Platform, personId: string, { secret_sealed: sealed }: StoredFactor): Buffer => keyOf(platform).open(placeOf(personId), sealed);

export interface SecondFactorState { readonly since: Date | null; readonly backupCodesLeft: number; readonly demandedBy: readonly string[] }

export async function secondFactorOf({ database }: Platform, personId: string): Promise<SecondFactorState> {
  const { rows: [row] } = await database.authPool.query<{ since: Date | null; left: number; demanded_by: string[] }>(
    `select second_factor_since as since, (select count(*)::int from backup_codes b where b.user_id = u.id and b.used_at is null) as left,
       array(select app.demanding_workspaces(u.id)) as demanded_by from users u where u.id = $1`, [personId]);
  return { since: row?.since ?? null, backupCodesLeft: row?.left ?? 0, demandedBy: row?.demanded_by ?? [] };
}

/** Makes a secret to be put into an authenticator app. It counts for nothing before {@link confirmSecondFactor}. */
export async function beginSecondFactor(platform: Platform, personId: string, email: string): Promise<{ readonly uri: string; readonly secret: string }> {
  const secret = makeTotpSecret();
  return inIdentity(platform, async (identity) => {
    if ((await lockFactor(identity, personId))?.confirmed_at) throw new RuleError('second-factor-on');
    await identity.query('insert into second_factors (user_id, secret_sealed) values ($1, $2) on conflict (user_id) do update set secret_sealed = excluded.secret_sealed, last_step = 0, created_at = now()',
      [personId, keyOf(platform).seal(placeOf(personId), secret)]);
    return { uri: totpUri(secret, email), secret: toBase32(secret) };
  });
}

async function replaceBackupCodes(platform: Platform, identity: Identity, personId: string): Promise<readonly string[]> {
  const codes = Array.from({ length: BACKUP_CODES }, makeBackupCode);
  await identity.query('delete from backup_codes where user_id = $1', [personId]);
  await identity.query('insert into backup_codes (user_id, code_hash) select $1, unnest($2::bytea[])', [personId, codes.map((code) => hashCode(platform, personId, code))]);
  return codes;
}

const wrongCode = (): ValidationError => new ValidationError([{ path: 'code', code: 'wrong-code' }]);

/** Takes a code once: of the app, or one of those on paper. Which of the two it was, or null. */
async function takeCode(platform: Platform, identity: Identity, personId: string, code: string, confirming = false): Promise<'app' | 'backup' | null> {
  const factor = await lockFactor(identity, personId);
  if (!factor || (factor.confirmed_at === null) !== confirming) return null;
  const step = matchingStep(secretOf(platform, personId, factor), plainCode(code), Number(factor.last_step), new Date());
  if (step !== null) {
    await identity.query('update second_factors set last_step = $2, confirmed_at = coalesce(confirmed_at, now()) where user_id = $1', [personId, step]);
    return 'app';
  }
  if (confirming) return null;
  const { rowCount } = await identity.query('update backup_codes set used_at = now() where user_id = $1 and code_hash = $2 and used_at is null', [personId, hashCode(platform, personId, code)]);
  return rowCount ? 'backup' : null;
}

/**
 * Turns the second factor on, by a code that proves that the app has the secret.
 * @returns the backup codes, shown now and never again
 */
export const confirmSecondFactor = (platform: Platform, personId: string, code: string): Promise<readonly string[]> => inIdentity(platform, async (identity) => {
  if ((await takeCode(platform, identity, personId, code, true)) === null) throw wrongCode();
  await identity.query('update users set second_factor_since = now() where id = $1', [personId]);
  const codes = await replaceBackupCodes(platform, identity, personId);
  await recordAccountEvent(identity, personId, 'second-factor-on');
  return codes;
});

/** New backup codes; the old ones are void. */
export const renewBackupCodes = (platform: Platform, personId: string, code: string): Promise<readonly string[]> => inIdentity(platform, async (identity) => {
  if ((await takeCode(platform, identity, personId, code)) === null) throw wrongCode();
  const codes = await replaceBackupCodes(platform, identity, personId);
  await recordAccountEvent(identity, personId, 'backup-codes-made');
  return codes;
});

export const endSecondFactor = (platform: Platform, personId: string, code: string): Promise<void> => inIdentity(platform, async (identity) => {
  if ((await takeCode(platform, identity, personId, code)) === null) throw wrongCode();
  await identity.query('delete from second_factors where user_id = $1', [personId]);
  await identity.query('delete from backup_codes where user_id = $1', [personId]);
  await identity.query('update users set second_factor_since = null where id = $1', [personId]);
  await recordAccountEvent(identity, personId, 'second-factor-off');
});

/** The second step of signing in, within the transaction that opens the session. */
export async function passesSecondStep(platform: Platform, identity: Identity, personId: string, code: string): Promise<boolean> {
  const taken = await takeCode(platform, identity, personId, code);
  if (taken === 'backup') await recordAccountEvent(identity, personId, 'backup-code-used');
  return taken !== null;
}

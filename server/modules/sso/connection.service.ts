import { type Context, type Place, type Unit, perform } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { RuleError, StaleError, ValidationError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { hostOf } from './claims.ts';
import { type Provider, type ProviderProblem, tryProvider } from './oidc.ts';
import { ensureKey } from './saml-keys.service.ts';
import { readCertificate, readMetadata } from './saml-metadata.ts';
import { connectionRemoved, connectionSaved, connectionTested } from './sso.events.ts';
import { MOST_CERTIFICATES, saveConnectionInput, saveSamlConnectionInput, samlProviderInput, testConnectionInput } from './sso.input.ts';
import * as store from './sso.store.ts';

const placeOf = (workspaceId: string): Place => ({ table: 'sso_connections', row: workspaceId, column: 'secret_sealed' });

/** The last four characters of a secret long enough to lose them. */
const SHOWN = 4;
const LONG_ENOUGH = 12;
const endingOf = (secret: string): string => (secret.length >= LONG_ENOUGH ? secret.slice(-SHOWN) : '');

/** A stored OpenID connection with its secret, for signing somebody in; null when it is none. */
export async function opened(unit: Unit, { issuer, client_id: clientId, secret_sealed: sealed }: store.ConnectionRow): Promise<Provider | null> {
  return clientId === null || sealed === null ? null : { issuer, clientId, clientSecret: (await unit.key()).openText(placeOf(unit.workspaceId), sealed) };
}

/** The secret to use with an issuer; the stored one goes only where it was stored for. */
async function secretFor(unit: Unit, stored: store.ConnectionRow | undefined, { clientSecret, issuer }: { readonly clientSecret: string | null; readonly issuer: string }): Promise<string> {
  if (clientSecret !== null) return clientSecret;
  const before = stored && (await opened(unit, stored));
  if (!before) throw new ValidationError([{ path: 'clientSecret', code: 'required' }]);
  if (new URL(before.issuer).origin !== new URL(issuer).origin) throw new ValidationError([{ path: 'clientSecret', code: 'secret-for-new-issuer' }]);
  return before.clientSecret;
}

async function replace({ tx, workspaceId }: Unit, version: number | null, changed: (before: store.ConnectionRow | undefined) => Promise<store.ConnectionChange> | store.ConnectionChange): Promise<store.ConnectionRow> {
  const before = await store.findConnection(tx, workspaceId);
  if (before && version !== before.version) throw new StaleError(before.version);
  if (!before && version !== null) throw new RuleError('sso-connection-none');
  const change = await changed(before);
  const after = await (before ? store.updateConnection(tx, workspaceId, before.version, change) : store.insertConnection(tx, workspaceId, change));
  if (!after) throw new StaleError((await store.findConnection(tx, workspaceId))?.version ?? 1);
  return after;
}

/** Stores how people sign in by OpenID Connect; the secret is sealed. `version` is the one that was read, null when there was none. */
export function saveConnection(context: Context, input: unknown): Promise<store.ConnectionRow> {
  return perform(context, 'security:manage', async (unit) => {
    const { version, ...wanted } = validate(saveConnectionInput, input);
    const { workspaceId } = unit;
    const after = await replace(unit, version, async (before) => {
      const secret = await secretFor(unit, before, wanted);
      return { protocol: 'oidc', label: wanted.label, issuer: wanted.issuer, client_id: wanted.clientId, secret_sealed: (await unit.key()).seal(placeOf(workspaceId), secret), secret_ending: endingOf(secret), sign_on_url: null, sign_out_url: null, certificates: [] };
    });
    await record(unit, connectionSaved(workspaceId, { host: hostOf(after.issuer), protocol: 'OpenID Connect', secretReplaced: wanted.clientSecret !== null }));
    return after;
  });
}

/**
 * Stores how people sign in by SAML 2.0: as the provider's metadata says, or as it was typed; certificates that are left
 * out stay.
 */
export function saveSamlConnection(context: Context, input: unknown): Promise<store.ConnectionRow> {
  return perform(context, 'security:manage', async (unit) => {
    const { version, label, metadata, entityId, signOnUrl, signOutUrl, certificates } = validate(saveSamlConnectionInput, input);
    const { workspaceId } = unit;
    let first = false;
    const after = await replace(unit, version, (before) => {
      first = before?.protocol !== 'saml';
      const read = metadata === null ? { entityId, signOnUrl, signOutUrl, certificates: certificates.length > 0 ? certificates : (before?.certificates ?? []) } : readMetadata(metadata);
      if (typeof read === 'string') throw new ValidationError([{ path: 'metadata', code: read }]);
      const usable = read.certificates.map(readCertificate);
      // An old key beside a good one would be the way in for whoever broke it.
      const path = metadata === null ? 'certificates' : 'metadata';
      if (usable.length === 0) throw new ValidationError([{ path, code: 'required' }]);
      if (usable.length > MOST_CERTIFICATES) throw new ValidationError([{ path, code: 'saml-many-certificates', params: { count: MOST_CERTIFICATES } }]);
      const kept = usable.filter((one) => one !== null);
      if (kept.length < usable.length) throw new ValidationError([{ path, code: 'saml-certificate' }]);
      const provider = metadata === null ? validate(samlProviderInput, read) : validateMetadata(read);
      for (const which of ['signOnUrl', 'signOutUrl'] as const) {
        const address = provider[which];
        if (address !== null && new URL(address).protocol !== 'https:' && !context.platform.config.SSO_PRIVATE_NETWORK) throw new ValidationError([{ path: metadata === null ? which : 'metadata', code: 'saml-https' }]);
      }
      return { protocol: 'saml', label, issuer: provider.entityId, client_id: null, secret_sealed: null, secret_ending: null, sign_on_url: provider.signOnUrl, sign_out_url: provider.signOutUrl, certificates: kept };
    });
    // Who connected theirs before there were keys makes the first one knowingly: signed requests are news to that provider.
    if (first) await ensureKey(unit);
    await record(unit, connectionSaved(workspaceId, { host: hostOf(after.issuer), protocol: 'SAML', secretReplaced: metadata !== null || certificates.length > 0 }));
    return after;
  });
}

function validateMetadata(read: unknown) {
  const { success, data } = samlProviderInput.safeParse(read);
  if (!success) throw new ValidationError([{ path: 'metadata', code: 'saml-metadata' }]);
  return data;
}

/** Asks a provider whether it would work, with the settings as they were typed; null: it would. Nothing is stored but that it was asked. */
export async function testConnection(context: Context, input: unknown): Promise<ProviderProblem | null> {
  const provider = await perform(context, 'security:manage', async (unit): Promise<Provider> => {
    const { issuer, clientId, clientSecret } = validate(testConnectionInput, input);
    return { issuer, clientId, clientSecret: await secretFor(unit, await store.findConnection(unit.tx, unit.workspaceId), { clientSecret, issuer }) };
  });
  // Outside a transaction: a provider may take its time.
  const problem = await tryProvider(context.platform, provider);
  await perform(context, 'security:manage', (unit) => record(unit, connectionTested(unit.workspaceId, { host: hostOf(provider.issuer), ok: problem === null })));
  return problem;
}

/** Forgets the provider and its secret; everybody signs in with a password from then on. */
export function removeConnection(context: Context): Promise<void> {
  return perform(context, 'security:manage', async (unit) => {
    const gone = await store.deleteConnection(unit.tx, unit.workspaceId);
    if (!gone) throw new RuleError('sso-connection-none');
    await record(unit, connectionRemoved(unit.workspaceId, { host: hostOf(gone.issuer) }));
  });
}

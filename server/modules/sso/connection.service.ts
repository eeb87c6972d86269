import { type Context, type Place, type Unit, perform } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { RuleError, StaleError, ValidationError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { type Provider, type ProviderProblem, tryProvider } from './oidc.ts';
import { connectionRemoved, connectionSaved, connectionTested } from './sso.events.ts';
import { saveConnectionInput, testConnectionInput } from './sso.input.ts';
import * as store from './sso.store.ts';

const placeOf = (workspaceId: string): Place => ({ table: 'sso_connections', row: workspaceId, column: 'secret_sealed' });
const hostOf = (issuer: string): string => new URL(issuer).host;

/** The last four characters of a secret long enough to lose them. */
const SHOWN = 4;
const LONG_ENOUGH = 12;
const endingOf = (secret: string): string => (secret.length >= LONG_ENOUGH ? secret.slice(-SHOWN) : '');

/** A stored connection with its secret, for signing somebody in. */
export const opened = async (unit: Unit, { issuer, client_id: clientId, secret_sealed: sealed }: store.ConnectionRow): Promise<Provider> =>
  ({ issuer, clientId, clientSecret: (await unit.key()).openText(placeOf(unit.workspaceId), sealed) });

/** The secret to use with an issuer; the stored one goes only where it was stored for. */
async function secretFor(unit: Unit, stored: store.ConnectionRow | undefined, { clientSecret, issuer }: { readonly clientSecret: string | null; readonly issuer: string }): Promise<string> {
  if (clientSecret !== null) return clientSecret;
  if (!stored) throw new ValidationError([{ path: 'clientSecret', code: 'required' }]);
  if (new URL(stored.issuer).origin !== new URL(issuer).origin) throw new ValidationError([{ path: 'clientSecret', code: 'secret-for-new-issuer' }]);
  return (await opened(unit, stored)).clientSecret;
}

/** Stores how people sign in; the secret is sealed. `version` is the one that was read, null when there was none. */
export function saveConnection(context: Context, input: unknown): Promise<store.ConnectionRow> {
  return perform(context, 'security:manage', async (unit) => {
    const { version, ...wanted } = validate(saveConnectionInput, input);
    const { tx, workspaceId } = unit;
    const before = await store.findConnection(tx, workspaceId);
    if (before && version !== before.version) throw new StaleError(before.version);
    if (!before && version !== null) throw new RuleError('sso-connection-none');
    const secret = await secretFor(unit, before, wanted);
    const change = { label: wanted.label, issuer: wanted.issuer, client_id: wanted.clientId, secret_sealed: (await unit.key()).seal(placeOf(workspaceId), secret), secret_ending: endingOf(secret) };
    const after = await (before ? store.updateConnection(tx, workspaceId, before.version, change) : store.insertConnection(tx, workspaceId, change));
    if (!after) throw new StaleError((await store.findConnection(tx, workspaceId))?.version ?? 1);
    await record(unit, connectionSaved(workspaceId, { host: hostOf(after.issuer), secretReplaced: wanted.clientSecret !== null }));
    return after;
  });
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

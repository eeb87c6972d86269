import { AiUnavailable, type ProviderFailure, type ProviderSettings } from '#ai/contract.ts';
import { type Context, type Unit, perform } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { RuleError, StaleError, UnavailableError, ValidationError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { LLM_PROVIDER_CHANGED, providerRemoved, providerSaved, providerTested } from './secrets.events.ts';
import { saveProviderInput, testProviderInput } from './secrets.input.ts';
import * as store from './secrets.store.ts';

export type { ModelFailures, ProviderRow } from './secrets.store.ts';

const place = (workspaceId: string) => ({ table: 'llm_providers', row: workspaceId, column: 'key_sealed' });
const hostOf = (baseUrl: string): string => new URL(baseUrl).host;

/** What of a key may be shown: nothing of a short one, of which four characters would be too much. */
const SHOWN = 4;
const LONG_ENOUGH = 12;
const endingOf = (key: string): string => (key.length >= LONG_ENOUGH ? key.slice(-SHOWN) : '');

/** What the model failed at since it last wrote an answer; null: it works, or wasn't asked. */
export const getModelFailures = (context: Context): Promise<store.ModelFailures | null> => perform(context, 'secrets:read', ({ tx }) => store.findFailures(tx));

/** Whether the model failed at the answer before the one that is being stored. */
export const modelWasFailing = ({ tx }: Unit): Promise<boolean> => store.wasFailing(tx);

/** How to reach the workspace's model, without its key; null when none is configured. */
export const getProvider = (context: Context): Promise<store.ProviderRow | null> =>
  perform(context, 'secrets:read', async ({ tx, workspaceId }) => (await store.findProvider(tx, workspaceId)) ?? null);

/** The workspace's model with its key, for a turn; null: answer by quoting. For members who may test, visitors and the product itself. */
export async function providerFor(unit: Unit): Promise<ProviderSettings | null> {
  const row = await store.findProvider(unit.tx, unit.workspaceId);
  if (!row) return null;
  return { baseUrl: row.base_url, model: row.model, apiKey: (await unit.key()).openText(place(unit.workspaceId), row.key_sealed) };
}

/**
 * The key to use with an address. The stored one goes only where it was stored for: to have it sent to another
 * address, one has to know it.
 * @throws ValidationError on `apiKey`
 */
async function keyFor(unit: Unit, stored: store.ProviderRow | undefined, { apiKey, baseUrl }: { readonly apiKey: string | null; readonly baseUrl: string }): Promise<string> {
  if (apiKey !== null) return apiKey;
  if (!stored) throw new ValidationError([{ path: 'apiKey', code: 'required' }]);
  if (new URL(stored.base_url).origin !== new URL(baseUrl).origin) throw new ValidationError([{ path: 'apiKey', code: 'key-for-new-address' }]);
  return (await unit.key()).openText(place(unit.workspaceId), stored.key_sealed);
}

/** Stores how to reach a model; the key is sealed. `version` is the one that was read, null when there was none. */
export function saveProvider(context: Context, input: unknown): Promise<store.ProviderRow> {
  return perform(context, 'secrets:manage', async (unit) => {
    const { version, ...wanted } = validate(saveProviderInput, input);
    const { tx, workspaceId } = unit;
    const before = await store.findProvider(tx, workspaceId);
    if (before && version !== before.version) throw new StaleError(before.version);
    if (!before && version !== null) throw new RuleError('llm-provider-removed');
    const key = await keyFor(unit, before, wanted);
    const change = { base_url: wanted.baseUrl, model: wanted.model, key_sealed: (await unit.key()).seal(place(workspaceId), key), key_ending: endingOf(key) };
    const after = await (before ? store.updateProvider(tx, workspaceId, before.version, change) : store.insertProvider(tx, workspaceId, change));
    if (!after) throw new StaleError((await store.findProvider(tx, workspaceId))?.version ?? 1);
    await unit.publish(LLM_PROVIDER_CHANGED, {});
    await record(unit, providerSaved(workspaceId, hostOf(after.base_url), wanted.apiKey !== null));
    return after;
  });
}

/**
 * Asks a model for a word, with the settings as they were typed. Nothing is stored but that it was asked.
 * @returns why it failed, or null
 * @throws UnavailableError `ai`
 */
export async function testProvider(context: Context, input: unknown): Promise<ProviderFailure | null> {
  const settings = await perform(context, 'secrets:manage', async (unit): Promise<ProviderSettings> => {
    const { baseUrl, model, apiKey } = validate(testProviderInput, input);
    return { baseUrl, model, apiKey: await keyFor(unit, await store.findProvider(unit.tx, unit.workspaceId), { apiKey, baseUrl }) };
  });
  // Outside a transaction: a model may take its time.
  const answer = await context.platform.ai.testProvider(settings, new AbortController().signal).catch((error: unknown) => {
    throw error instanceof AiUnavailable ? new UnavailableError('ai', { cause: error }) : error;
  });
  await perform(context, 'secrets:manage', (unit) => record(unit, providerTested(unit.workspaceId, hostOf(settings.baseUrl), answer.ok)));
  return answer.ok ? null : answer.reason;
}

/** Forgets the model and its key; agents answer by quoting from then on. */
export function removeProvider(context: Context): Promise<void> {
  return perform(context, 'secrets:manage', async (unit) => {
    const gone = await store.deleteProvider(unit.tx, unit.workspaceId);
    if (!gone) throw new RuleError('llm-provider-none');
    await unit.publish(LLM_PROVIDER_CHANGED, {});
    await record(unit, providerRemoved(unit.workspaceId, hostOf(gone.base_url)));
  });
}

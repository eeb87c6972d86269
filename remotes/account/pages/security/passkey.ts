import { type Outcome, requestOutcome } from '#shared/data/index.ts';

/** Whether this browser can make a passkey with the messages that the server writes. */
export const knowsPasskeys = (): boolean => typeof PublicKeyCredential === 'function' && 'parseCreationOptionsFromJSON' in PublicKeyCredential;

/** Has the browser make a passkey and the server keep it. `password` null: the person has none. `turnedAway` when the person, or the device, would not. */
export async function makePasskey(name: string, password: string | null, turnedAway: string): Promise<Outcome<unknown>> {
  const options = await requestOutcome<PublicKeyCredentialCreationOptionsJSON>('/auth/account/passkeys/options', { method: 'POST', body: password === null ? {} : { password } });
  if (!options.ok) return options;
  const made = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options.value) }).catch(() => null);
  if (made === null) return { ok: false, code: 'turned-away', message: turnedAway, fields: [] };
  return requestOutcome('/auth/account/passkeys', { method: 'POST', body: { name, response: (made as PublicKeyCredential).toJSON() } });
}

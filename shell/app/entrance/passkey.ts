import { requestJson, requestOutcome } from '#shared/data/index.ts';

/** Whether this browser can be asked for a passkey with the messages that the server writes. */
export const knowsPasskeys = (): boolean => typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

/** Asks the browser for a passkey and hands its answer to the server; null when the person turned away. */
export async function signInByPasskey() {
  const options = await requestJson<PublicKeyCredentialRequestOptionsJSON>('/auth/sign-in/passkey/options', { method: 'POST', body: {} });
  const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }).catch(() => null);
  return credential === null ? null : requestOutcome('/auth/sign-in/passkey', { method: 'POST', body: (credential as PublicKeyCredential).toJSON() });
}

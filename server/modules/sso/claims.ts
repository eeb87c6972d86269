/** What a provider said of somebody, once its signature, issuer, audience and time were checked. `subject` is null where it gave no lasting name. */
export interface Claims { readonly subject: string | null; readonly issuer: string; readonly email: string | null; readonly emailVerified: boolean; readonly name: string | null }

/** The host of an issuer, or what it calls itself instead: a SAML provider's name needn't be an address. */
export const hostOf = (issuer: string): string => URL.parse(issuer.replace(/^saml:/, ''))?.host || issuer.slice(0, 100);

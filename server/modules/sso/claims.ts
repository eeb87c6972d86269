import type { ProviderSession } from './company-sessions.ts';

/** What a provider said of somebody, once its signature, issuer, audience and time were checked. `subject` is null where it gave no lasting name. */
export interface Claims {
  readonly subject: string | null;
  readonly issuer: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly name: string | null;
  /** Whether the provider says that it asked for a second factor itself. */
  readonly secondFactor: boolean;
  /** null where it gave no lasting name: then no session begins. */
  readonly session: ProviderSession | null;
}

/** How providers say that they asked for two factors: REFEDS, OpenID's phishing-resistant levels, Entra ID, and SAML's own classes that are two by their nature. */
const TWO_FACTORS: ReadonlySet<string> = new Set([
  'https://refeds.org/profile/mfa', 'phr', 'phrh', 'http://schemas.openid.net/pape/policies/2007/06/multi-factor', 'http://schemas.microsoft.com/claims/multipleauthn',
  'urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract', 'urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI',
]);

/** Whether a level of sign-in (`acr`, or an AuthnContext class) means two factors. */
export const meansTwoFactors = (level: unknown): boolean => typeof level === 'string' && TWO_FACTORS.has(level);

/** The host of an issuer, or what it calls itself instead: a SAML provider's name needn't be an address. */
export const hostOf = (issuer: string): string => URL.parse(issuer.replace(/^saml:/, ''))?.host || issuer.slice(0, 100);

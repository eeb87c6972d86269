import type { SamlConfig } from '@node-saml/node-saml';
import type { Platform } from '../../platform/platform.ts';
import { type Claims, meansTwoFactors } from './claims.ts';
import type { SamlProvider } from './saml-metadata.ts';
import { children, childrenNamed, elementsNamed, namespaces, readXml } from './saml-xml.ts';

/** Why a provider's answer was not taken; for the log. `status` is what the provider itself said. */
export class SamlError extends Error {
  override readonly name = 'SamlError';
  readonly status: string | null;
  constructor(message: string, { status = null, ...options }: ErrorOptions & { readonly status?: string | null } = {}) {
    super(message, options);
    this.status = status;
  }
}

// A third of a second to load; who signs in otherwise never needs it.
const library = () => import('@node-saml/node-saml');

const SKEW_MS = 60_000;
const OLDEST_MS = 600_000;
const LONGEST_ID = 1000;

/** What the provider has to be told. Of a workspace each, so that what is said for one is worth nothing in another. */
export function samlAddresses({ publicUrl }: Pick<Platform, 'publicUrl'>, workspaceId: string): { readonly entityId: string; readonly acs: string; readonly signOut: string } {
  const base = `${publicUrl()}/auth/sso/saml/${workspaceId}`;
  return { entityId: `${base}/metadata`, acs: `${base}/acs`, signOut: `${base}/logout` };
}

interface Known { readonly id: string; readonly createdAt: Date }

/** Who asks: a workspace, by the private key that it signs with, if it has one. */
export interface Asking { readonly platform: Platform; readonly workspaceId: string; readonly privateKey: string | null }

export async function clientOf({ platform, workspaceId, privateKey }: Asking, provider: SamlProvider, known: Known | null) {
  const { entityId, acs } = samlAddresses(platform, workspaceId);
  const { SAML, ValidateInResponseTo } = await library();
  const configuration: SamlConfig = {
    issuer: entityId, audience: entityId, callbackUrl: acs, entryPoint: provider.signOnUrl, logoutUrl: provider.signOutUrl ?? '', idpIssuer: provider.entityId, idpCert: [...provider.certificates],
    ...(privateKey === null ? {} : { privateKey }),
    // The assertion itself is signed, always: a signature around it alone would leave to chance what is read.
    wantAssertionsSigned: true, wantAuthnResponseSigned: false, signatureAlgorithm: 'sha256', acceptedClockSkewMs: SKEW_MS, maxAssertionAgeMs: OLDEST_MS,
    identifierFormat: null, disableRequestedAuthnContext: true, validateInResponseTo: ValidateInResponseTo.always, requestIdExpirationPeriodMs: OLDEST_MS,
    // Whether an answer was asked for and came once is the database's to say; see `saml-signing-in.service.ts`.
    cacheProvider: { saveAsync: () => Promise.resolve(null), getAsync: (id) => Promise.resolve(known?.id === id ? known.createdAt.toISOString() : null), removeAsync: () => Promise.resolve(null) },
  };
  return { configuration, create: (id?: string) => new SAML(id === undefined ? configuration : { ...configuration, generateUniqueId: () => id }) };
}

/** Where to send somebody who signs in. @param id of the request, which the answer names */
export async function beginSaml(asking: Asking, provider: SamlProvider, { id, relayState }: { readonly id: string; readonly relayState: string }): Promise<URL> {
  const { create } = await clientOf(asking, provider, null);
  return new URL(await create(id).getAuthorizeUrlAsync(relayState, undefined, {}));
}

const ALGORITHMS: ReadonlySet<string> = new Set([
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512', 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
  'http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2001/04/xmlenc#sha512',
  'http://www.w3.org/2001/10/xml-exc-c14n#', 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315', 'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
]);
const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** What stands around the assertion. Not signed: enough to refuse by, never to believe. */
export interface Envelope { readonly xml: string; readonly inResponseTo: string; readonly isEncrypted: boolean }

/**
 * Looks at an answer before anything of it is verified, and lets only one shape through: one response, one assertion
 * directly in it, no weak or unusual algorithm. An encrypted one has to come here again once it is open.
 * @throws SamlError | XmlError
 */
export function readEnvelope(xml: string, acs: string): Envelope {
  const response = readXml(xml);
  if (response.namespaceURI !== namespaces.protocol || response.localName !== 'Response' || response.getAttribute('Version') !== '2.0') throw new SamlError('not a response');
  const destination = response.getAttribute('Destination');
  if (destination && destination !== acs) throw new SamlError('for another destination');
  const status = childrenNamed(response, namespaces.protocol, 'Status').flatMap((one) => elementsNamed(one, namespaces.protocol, 'StatusCode')).map((code) => code.getAttribute('Value') ?? '');
  if (status[0] !== SUCCESS) throw new SamlError('the provider said no', { status: status.at(-1) ?? '' });
  const inResponseTo = response.getAttribute('InResponseTo');
  if (!inResponseTo) throw new SamlError('unsolicited');
  const direct = children(response).filter(({ localName }) => localName === 'Assertion' || localName === 'EncryptedAssertion');
  const anywhere = [...elementsNamed(response, '*', 'Assertion'), ...elementsNamed(response, '*', 'EncryptedAssertion')];
  if (direct.length !== 1 || direct[0]?.namespaceURI !== namespaces.assertion || anywhere.length !== 1) throw new SamlError('not one assertion');
  if (direct[0].localName === 'EncryptedAssertion') return { xml, inResponseTo, isEncrypted: true };
  for (const name of ['SignatureMethod', 'DigestMethod', 'CanonicalizationMethod', 'Transform']) {
    for (const used of elementsNamed(response, namespaces.signature, name)) if (!ALGORITHMS.has(used.getAttribute('Algorithm') ?? '')) throw new SamlError(`algorithm ${used.getAttribute('Algorithm') ?? ''}`);
  }
  return { xml, inResponseTo, isEncrypted: false };
}

/** XML as the library hands out what was signed: an array for each name, `$` for attributes, `_` for text. */
interface Parsed { readonly $?: Readonly<Record<string, string>>; readonly _?: string; readonly [name: string]: unknown }
const all = (element: Parsed | undefined, name: string): readonly Parsed[] => (Array.isArray(element?.[name]) ? (element[name] as readonly (Parsed | string)[]).map((one) => (typeof one === 'string' ? { _: one } : one)) : []);
const text = (element: Parsed | undefined): string | null => element?._?.trim() || null;

const confirms = (confirmation: Parsed, acs: string, { id }: Known): boolean => {
  const [data] = all(confirmation, 'SubjectConfirmationData');
  const { Recipient: recipient, InResponseTo: inResponseTo, NotOnOrAfter: until, NotBefore: from } = data?.$ ?? {};
  const now = Date.now();
  return confirmation.$?.['Method'] === 'urn:oasis:names:tc:SAML:2.0:cm:bearer' && recipient === acs && inResponseTo === id
    && until !== undefined && now - SKEW_MS < Date.parse(until) && (from === undefined || now + SKEW_MS >= Date.parse(from));
};

// As providers call them: Entra ID, Okta and Google, and the names of LDAP.
const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';
const names = {
  email: ['email', 'mail', 'emailaddress', 'useremail', 'emailaddresses', `${CLAIMS}emailaddress`, 'urn:oid:0.9.2342.19200300.100.1.3'],
  name: ['displayname', 'http://schemas.microsoft.com/identity/claims/displayname', 'urn:oid:2.16.840.1.113730.3.1.241', 'name', 'cn', 'urn:oid:2.5.4.3'],
  given: ['givenname', 'firstname', 'first_name', `${CLAIMS}givenname`, 'urn:oid:2.5.4.42'],
  family: ['surname', 'lastname', 'last_name', 'sn', `${CLAIMS}surname`, 'urn:oid:2.5.4.4'],
} as const;

const EMAIL_FORMAT = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
const TRANSIENT_FORMAT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';

/**
 * What a provider says of somebody: signature, issuer, audience, recipient, time and the request it answers checked.
 * Everything is read from what was signed.
 * @throws an error of ours or of the library when anything doesn't fit
 */
export async function verifyResponse(asking: Asking, provider: SamlProvider, { xml }: Envelope, known: Known): Promise<Claims> {
  const { create, configuration } = await clientOf(asking, provider, known);
  const { profile } = await create().validatePostResponseAsync({ SAMLResponse: Buffer.from(xml).toString('base64') });
  const assertion = (profile?.getAssertion?.() as { readonly Assertion?: Parsed } | undefined)?.Assertion;
  if (!assertion) throw new SamlError('nothing signed');
  if (text(all(assertion, 'Issuer')[0]) !== provider.entityId) throw new SamlError('another issuer');
  const [subject] = all(assertion, 'Subject');
  if (!all(subject, 'SubjectConfirmation').some((one) => confirms(one, configuration.callbackUrl, known))) throw new SamlError('not confirmed for this request');
  const statements = all(assertion, 'AuthnStatement');
  if (statements.length === 0 || statements.some(({ $ }) => $?.['SessionNotOnOrAfter'] !== undefined && Date.now() - SKEW_MS >= Date.parse($['SessionNotOnOrAfter']))) throw new SamlError('nobody signed in');
  const [nameId] = all(subject, 'NameID');
  const format = nameId?.$?.['Format'];
  const id = text(nameId);
  if (id === null || id.length > LONGEST_ID || format === TRANSIENT_FORMAT) return { subject: null, issuer: `saml:${provider.entityId}`, email: null, emailVerified: false, name: null, secondFactor: false, session: null };
  const attributes = all(assertion, 'AttributeStatement').flatMap((one) => all(one, 'Attribute'));
  const attribute = (wanted: readonly string[]): string | null => {
    for (const name of wanted) for (const one of attributes) if (one.$?.['Name']?.toLowerCase() === name) for (const value of all(one, 'AttributeValue')) if (text(value)) return text(value);
    return null;
  };
  const levels = [
    ...statements.flatMap((one) => all(one, 'AuthnContext')).flatMap((one) => all(one, 'AuthnContextClassRef')),
    ...attributes.filter(({ $ }) => $?.['Name'] === 'http://schemas.microsoft.com/claims/authnmethodsreferences').flatMap((one) => all(one, 'AttributeValue')),
  ];
  const index = statements[0]?.$?.['SessionIndex'] ?? null;
  const given = [attribute(names.given), attribute(names.family)].filter(Boolean).join(' ');
  return {
    subject: id, issuer: `saml:${provider.entityId}`, email: attribute(names.email) ?? (format === EMAIL_FORMAT ? id : null),
    // SAML has no word for it. Who is asked is the company's own provider, and only of addresses of the company's own domains.
    emailVerified: true, name: attribute(names.name) ?? (given || null), secondFactor: levels.some((level) => meansTwoFactors(text(level))), session: { index, leaving: { protocol: 'saml', session: { nameId: id, format: format ?? null, nameQualifier: nameId?.$?.['NameQualifier'] ?? null, spNameQualifier: nameId?.$?.['SPNameQualifier'] ?? null, index } } },
  };
}

import { type KeyLike, X509Certificate, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { type Asking, SamlError, clientOf, samlAddresses } from './saml.ts';
import type { SamlProvider } from './saml-metadata.ts';
import { childrenNamed, elementsNamed, namespaces, readXml } from './saml-xml.ts';

/** By what a SAML provider knows the session it began. */
export interface SamlSession { readonly nameId: string; readonly format: string | null; readonly nameQualifier: string | null; readonly spNameQualifier: string | null; readonly index: string | null }

/** A provider's demand to sign somebody out, verified. `sessions` empty: all of theirs. */
export interface LogoutRequest { readonly id: string; readonly nameId: string; readonly sessions: readonly string[] }

const LONGEST = 100_000;
const OLDEST_MS = 600_000;
const SKEW_MS = 60_000;
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const DIGESTS = new Map([[RSA_SHA256, 'sha256'], ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha512', 'sha512']]);
const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** One parameter of a query, as it was sent: what is signed is that, letter by letter. */
function rawOf(query: string, name: string): string | null {
  const found = query.split('&').filter((part) => part.startsWith(`${name}=`));
  if (found.length > 1) throw new SamlError(`${name} twice`);
  return found[0] ?? null;
}
const valueOf = (raw: string): string => decodeURIComponent(raw.slice(raw.indexOf('=') + 1).replaceAll('+', ' '));

/** The message in a query; it is packed, and may be packed to burst. */
async function unpack(raw: string): Promise<Element> {
  const packed = Buffer.from(valueOf(raw).replaceAll(' ', '+'), 'base64');
  const xml = await promisify<Buffer, { maxOutputLength: number }, Buffer>(inflateRaw)(packed, { maxOutputLength: LONGEST });
  return readXml(xml.toString('utf8'));
}

function demandSignature(query: string, message: string, certificates: readonly string[]): void {
  const [relayState, algorithm, signature] = [rawOf(query, 'RelayState'), rawOf(query, 'SigAlg'), rawOf(query, 'Signature')];
  if (!algorithm || !signature) throw new SamlError('not signed');
  const digest = DIGESTS.get(valueOf(algorithm));
  if (digest === undefined) throw new SamlError(`algorithm ${valueOf(algorithm)}`);
  const signed = Buffer.from([message, relayState, algorithm].filter((part) => part !== null).join('&'));
  const bytes = Buffer.from(valueOf(signature).replaceAll(' ', '+'), 'base64');
  const keys = certificates.map((certificate): KeyLike => new X509Certificate(Buffer.from(certificate, 'base64')).publicKey);
  if (!keys.some((key) => verify(digest, signed, key, bytes))) throw new SamlError('not the provider’s signature');
}

const text = (element: Element | undefined): string => (element?.textContent ?? '').trim();

/**
 * Reads a provider's demand to sign somebody out, sent by HTTP redirect: signed by the provider, to us, of now.
 * @param query as it was sent
 * @throws SamlError | XmlError
 */
export async function readLogoutRequest(asking: Asking, provider: SamlProvider, query: string): Promise<LogoutRequest> {
  const message = rawOf(query, 'SAMLRequest');
  if (!message) throw new SamlError('no request');
  demandSignature(query, message, provider.certificates);
  const request = await unpack(message);
  if (request.namespaceURI !== namespaces.protocol || request.localName !== 'LogoutRequest' || request.getAttribute('Version') !== '2.0') throw new SamlError('not a logout request');
  if (text(childrenNamed(request, namespaces.assertion, 'Issuer')[0]) !== provider.entityId) throw new SamlError('another issuer');
  // Signed queries may be for any of the provider's applications: the destination says for which.
  if (request.getAttribute('Destination') !== samlAddresses(asking.platform, asking.workspaceId).signOut) throw new SamlError('for another destination');
  const [issued, until, now] = [Date.parse(request.getAttribute('IssueInstant') ?? ''), request.getAttribute('NotOnOrAfter'), Date.now()];
  if (!(issued <= now + SKEW_MS && issued > now - OLDEST_MS) || (until && !(now - SKEW_MS < Date.parse(until)))) throw new SamlError('not of now');
  const [id, nameId] = [request.getAttribute('ID'), text(childrenNamed(request, namespaces.assertion, 'NameID')[0])];
  if (!id || !nameId) throw new SamlError('nobody named');
  return { id, nameId, sessions: childrenNamed(request, namespaces.protocol, 'SessionIndex').map(text) };
}

/** Whether a provider says that it signed somebody out. Nothing hangs on it but a sentence, so it needn't be signed. */
export async function saysSignedOut(query: string): Promise<boolean> {
  const message = rawOf(query, 'SAMLResponse');
  if (!message) return false;
  const response = await unpack(message);
  return elementsNamed(response, namespaces.protocol, 'StatusCode')[0]?.getAttribute('Value') === SUCCESS;
}

/** Where to send somebody who signs out here, to be signed out at the provider. */
export async function leaveSaml(asking: Asking, provider: SamlProvider, { nameId, format, nameQualifier, spNameQualifier, index }: SamlSession): Promise<URL> {
  const { create } = await clientOf(asking, provider, null);
  const optional = { ...(nameQualifier === null ? {} : { nameQualifier }), ...(spNameQualifier === null ? {} : { spNameQualifier }), ...(index === null ? {} : { sessionIndex: index }) };
  return new URL(await create().getLogoutUrlAsync({ issuer: provider.entityId, nameID: nameId, nameIDFormat: format ?? 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified', ...optional }, '', {}));
}

/**
 * Where to send the browser with the answer to a demand that was met. Signed here: the library signs another spelling of
 * spaces and brackets than it sends.
 */
export async function answerLogout(asking: Asking, provider: SamlProvider, { id }: LogoutRequest, relayState: string): Promise<URL> {
  const { create } = await clientOf({ ...asking, privateKey: null }, provider, null);
  const address = new URL(await create().getLogoutResponseUrlAsync({ ID: id } as never, '', {}, true));
  const answer = new URLSearchParams({ SAMLResponse: address.searchParams.get('SAMLResponse') ?? '', ...(relayState === '' ? {} : { RelayState: relayState }), ...(asking.privateKey === null ? {} : { SigAlg: RSA_SHA256 }) });
  const sent = [answer.toString()];
  if (asking.privateKey !== null) sent.push(new URLSearchParams({ Signature: sign('sha256', Buffer.from(answer.toString()), asking.privateKey).toString('base64') }).toString());
  address.searchParams.delete('SAMLResponse');
  address.search = [address.search.slice(1), ...sent].filter(Boolean).join('&');
  return address;
}

/** What the provider wants to have back with the answer. */
export const relayStateOf = (query: string): string => {
  const raw = rawOf(query, 'RelayState');
  return raw === null ? '' : valueOf(raw);
};

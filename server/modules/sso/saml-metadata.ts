import { X509Certificate } from 'node:crypto';
import { childrenNamed, elementsNamed, namespaces, readXml } from './saml-xml.ts';

/** A SAML 2.0 identity provider. The certificates are base64 of DER; a response has to be signed by one of them. */
export interface SamlProvider { readonly entityId: string; readonly signOnUrl: string; /** null: people stay signed in there. */ readonly signOutUrl: string | null; readonly certificates: readonly string[] }

/** Why a description of a provider can't be used. Names the sentence `field.<problem>`. */
export type MetadataProblem = 'saml-metadata' | 'saml-many' | 'saml-no-provider' | 'saml-no-redirect' | 'saml-no-certificate';

const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';

/** What a provider's own metadata says that is needed of it. */
export function readMetadata(xml: string): SamlProvider | MetadataProblem {
  let root: Element;
  try {
    root = readXml(xml);
  } catch {
    return 'saml-metadata';
  }
  if (root.namespaceURI !== namespaces.metadata) return 'saml-metadata';
  const entities = root.localName === 'EntityDescriptor' ? [root] : elementsNamed(root, namespaces.metadata, 'EntityDescriptor');
  const providers = entities.filter((entity) => childrenNamed(entity, namespaces.metadata, 'IDPSSODescriptor').length > 0);
  const [entity] = providers;
  if (!entity) return 'saml-no-provider';
  const descriptors = childrenNamed(entity, namespaces.metadata, 'IDPSSODescriptor').filter((one) => (one.getAttribute('protocolSupportEnumeration') ?? '').split(/\s+/).includes(namespaces.protocol));
  if (providers.length > 1 || descriptors.length > 1) return 'saml-many';
  const [descriptor] = descriptors;
  if (!descriptor) return 'saml-no-provider';
  const addressOf = (service: string): string | null => childrenNamed(descriptor, namespaces.metadata, service).find((one) => one.getAttribute('Binding') === REDIRECT)?.getAttribute('Location')?.trim() || null;
  const signOnUrl = addressOf('SingleSignOnService');
  if (!signOnUrl) return 'saml-no-redirect';
  const certificates = childrenNamed(descriptor, namespaces.metadata, 'KeyDescriptor').filter((key) => key.getAttribute('use') !== 'encryption')
    .flatMap((key) => elementsNamed(key, namespaces.signature, 'X509Certificate').map((found) => (found.textContent ?? '').replace(/\s+/g, '')));
  if (certificates.length === 0) return 'saml-no-certificate';
  return { entityId: entity.getAttribute('entityID') ?? '', signOnUrl, signOutUrl: addressOf('SingleLogoutService'), certificates: [...new Set(certificates)] };
}

const LEAST_BITS = 2048;

/** A certificate as it is stored, from PEM or bare base64; null when it is none or its key isn't RSA of 2048 bits at least. */
export function readCertificate(text: string): string | null {
  try {
    const { raw, publicKey } = new X509Certificate(Buffer.from(text.replace(/-----[A-Z ]+-----|\s+/g, ''), 'base64'));
    return publicKey.asymmetricKeyType === 'rsa' && (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_BITS ? raw.toString('base64') : null;
  } catch {
    return null;
  }
}

/** What a person recognises a certificate by. */
export function describeCertificate(certificate: string): { readonly fingerprint: string; readonly validUntil: Date } {
  const { fingerprint256: fingerprint, validToDate: validUntil } = new X509Certificate(Buffer.from(certificate, 'base64'));
  return { fingerprint, validUntil };
}

/** A certificate as providers take it in a field or a file. */
export const pemOf = (certificate: string): string => `-----BEGIN CERTIFICATE-----\n${certificate.match(/.{1,64}/g)?.join('\n') ?? ''}\n-----END CERTIFICATE-----\n`;

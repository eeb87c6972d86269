import type { Platform } from '../../platform/platform.ts';
import { samlAddresses } from './saml.ts';
import { namespaces } from './saml-xml.ts';
import type { SamlKeyRow } from './sso.store.ts';

const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const ENCRYPTION = ['http://www.w3.org/2009/xmlenc11#aes256-gcm', 'http://www.w3.org/2009/xmlenc11#aes128-gcm', 'http://www.w3.org/2001/04/xmlenc#aes256-cbc', 'http://www.w3.org/2001/04/xmlenc#aes128-cbc'];
const KEY_TRANSPORT = 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p';

const describeKey = (use: 'signing' | 'encryption', certificate: string, algorithms: readonly string[] = []): string =>
  `<md:KeyDescriptor use="${use}"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>${algorithms.map((one) => `<md:EncryptionMethod Algorithm="${one}"/>`).join('')}</md:KeyDescriptor>`;

/**
 * Our own metadata, to be given to a provider: the current key and the next to know us by, the current one to encrypt to.
 * Without keys it is made of the workspace's id alone, and says nothing of whether there is one.
 */
export function ownMetadata(platform: Pick<Platform, 'publicUrl'>, workspaceId: string, keys: readonly Pick<SamlKeyRow, 'stage' | 'certificate'>[]): string {
  const { entityId, acs, signOut } = samlAddresses(platform, workspaceId);
  const signing = keys.filter(({ stage }) => stage !== 'former').map(({ certificate }) => describeKey('signing', certificate));
  const encryption = keys.filter(({ stage }) => stage === 'current').map(({ certificate }) => describeKey('encryption', certificate, [...ENCRYPTION, KEY_TRANSPORT]));
  return `<?xml version="1.0"?>
<md:EntityDescriptor xmlns:md="${namespaces.metadata}" xmlns:ds="${namespaces.signature}" entityID="${entityId}" ID="_${workspaceId}">
  <md:SPSSODescriptor protocolSupportEnumeration="${namespaces.protocol}" AuthnRequestsSigned="${signing.length > 0}" WantAssertionsSigned="true">
    ${[...signing, ...encryption].join('\n    ')}
    <md:SingleLogoutService Binding="${REDIRECT}" Location="${signOut}"/>
    <md:AssertionConsumerService index="1" isDefault="true" Binding="${POST}" Location="${acs}"/>
  </md:SPSSODescriptor>
</md:EntityDescriptor>
`;
}

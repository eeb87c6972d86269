import { constants, createDecipheriv, privateDecrypt } from 'node:crypto';
import { childrenNamed, elementsNamed, namespaces, readXml } from './saml-xml.ts';

/** An assertion that no key of ours opens, or that was encrypted in a way that isn't taken. Never says which. */
export class EncryptionError extends Error {
  override readonly name = 'EncryptionError';
}

const [XENC, XENC11] = ['http://www.w3.org/2001/04/xmlenc#', 'http://www.w3.org/2009/xmlenc11#'];
const CIPHERS = new Map([
  [`${XENC}aes128-cbc`, 'aes-128-cbc'], [`${XENC}aes256-cbc`, 'aes-256-cbc'], [`${XENC11}aes128-gcm`, 'aes-128-gcm'], [`${XENC11}aes256-gcm`, 'aes-256-gcm'],
] as const);
type Cipher = typeof CIPHERS extends Map<string, infer Name> ? Name : never;
/** OAEP's digest, where its mask is of the same; RSA of PKCS #1 v1.5 isn't taken. */
const OAEP = new Map([[`${XENC}rsa-oaep-mgf1p http://www.w3.org/2000/09/xmldsig#sha1 `, 'sha1'], [`${XENC11}rsa-oaep ${XENC}sha256 ${XENC11}mgf1sha256`, 'sha256']]);

const [BLOCK, NONCE, TAG] = [16, 12, 16];

function decipher(name: Cipher, key: Buffer, data: Buffer): string {
  if (name === 'aes-128-gcm' || name === 'aes-256-gcm') {
    const opener = createDecipheriv(name, key, data.subarray(0, NONCE), { authTagLength: TAG }).setAuthTag(data.subarray(-TAG));
    return Buffer.concat([opener.update(data.subarray(NONCE, -TAG)), opener.final()]).toString('utf8');
  }
  const opener = createDecipheriv(name, key, data.subarray(0, BLOCK)).setAutoPadding(false);
  const padded = Buffer.concat([opener.update(data.subarray(BLOCK)), opener.final()]);
  // XML encryption says how long the padding is in the last byte, and leaves the others to chance.
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > BLOCK) throw new EncryptionError('padding');
  return padded.subarray(0, -padding).toString('utf8');
}

const one = (found: readonly Element[]): Element => {
  const [element, ...others] = found;
  if (!element || others.length > 0) throw new EncryptionError('not one element');
  return element;
};
const algorithmOf = (element: Element | undefined): string => element?.getAttribute('Algorithm') ?? '';
const valueOf = (element: Element): Buffer => Buffer.from(one(childrenNamed(one(childrenNamed(element, XENC, 'CipherData')), XENC, 'CipherValue')).textContent ?? '', 'base64');

function contentKey(encryptedKey: Element, privateKeys: readonly string[]): Buffer {
  const method = one(childrenNamed(encryptedKey, XENC, 'EncryptionMethod'));
  const [algorithm, digest, mask] = [algorithmOf(method), algorithmOf(childrenNamed(method, namespaces.signature, 'DigestMethod')[0]), algorithmOf(childrenNamed(method, XENC11, 'MGF')[0])];
  const oaepHash = OAEP.get(`${algorithm} ${digest || 'http://www.w3.org/2000/09/xmldsig#sha1'} ${mask}`);
  if (oaepHash === undefined) throw new EncryptionError('key transport');
  const sealed = valueOf(encryptedKey);
  for (const key of privateKeys) {
    try {
      return privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, sealed);
    } catch { /* meant for another of our keys, perhaps */ }
  }
  throw new EncryptionError('no key fits');
}

/** Puts one text in the place of an element that stands once. By searching alone: what strangers send may be made to keep an expression busy. */
function exchange(xml: string, tagName: string, by: string): string {
  const [opening, closing] = [`<${tagName}`, `</${tagName}`];
  const [from, to] = [xml.indexOf(opening), xml.lastIndexOf(closing)];
  const end = xml.indexOf('>', to);
  if (from < 0 || to < from || end < 0 || xml.includes(opening, from + 1) || xml.indexOf(closing) !== to) throw new EncryptionError('not one element');
  return xml.slice(0, from) + by + xml.slice(end + 1);
}

/**
 * Puts an answer's assertion in the place of the encrypted one. Encrypted says nothing of who wrote it: what comes out is
 * looked at exactly as if it had come so.
 * @param xml a response with one encrypted assertion
 * @throws EncryptionError | XmlError
 */
export function decryptAssertion(xml: string, privateKeys: readonly string[]): string {
  try {
    const encrypted = one(elementsNamed(readXml(xml), namespaces.assertion, 'EncryptedAssertion'));
    const data = one(childrenNamed(encrypted, XENC, 'EncryptedData'));
    const name = CIPHERS.get(algorithmOf(one(childrenNamed(data, XENC, 'EncryptionMethod'))) as never);
    if (name === undefined) throw new EncryptionError('cipher');
    const plain = decipher(name, contentKey(one(elementsNamed(encrypted, XENC, 'EncryptedKey')), privateKeys), valueOf(data)).replace(/^\s*<\?xml[^>]*\?>/, '');
    return exchange(xml, encrypted.tagName, plain);
  } catch (error) {
    throw error instanceof EncryptionError ? error : new EncryptionError('not decrypted', { cause: error });
  }
}

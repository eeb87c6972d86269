import { type KeyObject, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const [SEQUENCE, SET] = [0x30, 0x31];
const identifier = (...bytes: readonly number[]): Buffer => der(0x06, Buffer.from(bytes));
const SHA256_WITH_RSA = der(SEQUENCE, identifier(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b), der(0x05));
const time = (at: Date): Buffer => der(0x18, Buffer.from(`${at.toISOString().replace(/\D/g, '').slice(0, 14)}Z`));

export interface KeyPair { readonly privateKey: string; readonly certificate: string }

/** A self-signed certificate (base64 of DER) and its key (PEM). */
export function makeCertificate(name: string, bits = 2048): KeyPair {
  const { privateKey }: { privateKey: KeyObject } = generateKeyPairSync('rsa', { modulusLength: bits });
  const subject = der(SEQUENCE, der(SET, der(SEQUENCE, identifier(0x55, 0x04, 0x03), der(0x0c, Buffer.from(name)))));
  const validity = der(SEQUENCE, time(new Date('2020-01-01')), time(new Date('2120-01-01')));
  const about = der(SEQUENCE, der(0x02, Buffer.from([1])), SHA256_WITH_RSA, subject, validity, subject, createPublicKey(privateKey).export({ type: 'spki', format: 'der' }));
  const certificate = der(SEQUENCE, about, SHA256_WITH_RSA, der(0x03, Buffer.from([0]), sign('sha256', about, privateKey)));
  return { privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, certificate: certificate.toString('base64') };
}

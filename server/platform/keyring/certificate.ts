import { type KeyObject, createPublicKey, randomBytes, sign } from 'node:crypto';

const LONG = 128;
const BYTE = 256;
const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < LONG ? [length] : length < BYTE ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const [SEQUENCE, SET] = [0x30, 0x31];
const identifier = (...bytes: readonly number[]): Buffer => der(0x06, Buffer.from(bytes));
const SHA256_WITH_RSA = der(SEQUENCE, identifier(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b), der(0x05));
const COMMON_NAME = identifier(0x55, 0x04, 0x03);
const LAST_OF_SHORT_YEARS = 2049;
// Years are written with two digits until 2049, with four after it (RFC 5280).
const time = (at: Date): Buffer => {
  const digits = `${at.toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
  return at.getUTCFullYear() > LAST_OF_SHORT_YEARS ? der(0x18, Buffer.from(digits)) : der(0x17, Buffer.from(digits.slice(2)));
};
const SERIAL_BYTES = 16;

/**
 * A self-signed certificate of an RSA key, as base64 of DER. Node makes none itself; this is the least that SAML's providers
 * take: they know the key and look at nothing but its dates.
 */
export function certify(name: string, privateKey: KeyObject, { from, until }: { readonly from: Date; readonly until: Date }): string {
  const subject = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(0x0c, Buffer.from(name)))));
  const validity = der(SEQUENCE, time(from), time(until));
  // Positive, and without a leading nought.
  const serial = der(0x02, Buffer.from([0x01]), randomBytes(SERIAL_BYTES - 1));
  const about = der(SEQUENCE, serial, SHA256_WITH_RSA, subject, validity, subject, createPublicKey(privateKey).export({ type: 'spki', format: 'der' }));
  return der(SEQUENCE, about, SHA256_WITH_RSA, der(0x03, Buffer.from([0]), sign('sha256', about, privateKey))).toString('base64');
}

import { generateKeyPairSync } from 'node:crypto';
import { certify } from '../platform/keyring/certificate.ts';

export interface KeyPair { readonly privateKey: string; readonly certificate: string }

/** A self-signed certificate (base64 of DER) and its key (PEM). */
export function makeCertificate(name: string, bits = 2048): KeyPair {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return { privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), certificate: certify(name, privateKey, { from: new Date('2020-01-01'), until: new Date('2120-01-01') }) };
}

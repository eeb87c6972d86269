import { X509Certificate, createCipheriv, publicEncrypt, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../testing/certificate.ts';
import { Companies, type Form, SAVE_SAML, personOf } from '../../testing/company.ts';
import type { Browser } from '../../testing/product.ts';
import { decryptAssertion } from './saml-encryption.ts';
import { pemOf } from './saml-metadata.ts';

let companies: Companies;
beforeAll(async () => {
  companies = await Companies.start();
});
afterAll(() => companies[Symbol.asyncDispose]());

const KEYS = '{ singleSignOn { samlKeys { stage certificate fingerprint validUntil } } }';
const keysOf = async (owner: Browser) => (await owner.ask(KEYS)).singleSignOn.samlKeys as { stage: string; certificate: string; fingerprint: string }[];
const change = async (owner: Browser, which: 'prepareSamlKey' | 'switchSamlKey') => (await owner.ask(`mutation { ${which} { __typename ... on UserError { code } } }`))[which] as { __typename: string; code?: string };
const metadataOf = async (workspaceId: string) => (await companies.product.browser().fetch(`/auth/sso/saml/${workspaceId}/metadata`)).text();
const certificatesIn = (metadata: string, use: string): string[] => [...metadata.matchAll(new RegExp(`use="${use}".*?<ds:X509Certificate>([^<]+)<`, 'gs'))].map(([, certificate]) => pemOf(certificate ?? ''));

describe('a workspace’s own keys', () => {
  it('are made with the first SAML provider, and told by page and metadata; the private half is sealed', async () => {
    const { owner, workspaceId } = await companies.create();
    const [key, ...others] = await keysOf(owner);
    expect(others).toEqual([]);
    const certificate = new X509Certificate(key?.certificate ?? '');
    expect(certificate.subject).toBe(`CN=Isatis ${workspaceId}`);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    const metadata = await metadataOf(workspaceId);
    expect(metadata).toContain('AuthnRequestsSigned="true"');
    expect([certificatesIn(metadata, 'signing'), certificatesIn(metadata, 'encryption')]).toEqual([[key?.certificate], [key?.certificate]]);
    const [stored] = await companies.product.sql('select private_sealed from saml_keys where workspace_id = $1', [workspaceId]);
    expect(stored?.['private_sealed']).toBeInstanceOf(Buffer);
    expect(String(stored?.['private_sealed'])).not.toContain('PRIVATE KEY');
    expect((await owner.ask(SAVE_SAML, { input: { label: 'Guado', metadata: companies.provider.metadata, version: 1 } })).saveSamlConnection.version).toBe(2);
    expect(await keysOf(owner)).toEqual([key]);
  });

  it('don’t begin with a mere change of a connection from before there were any', async () => {
    const { owner, workspaceId } = await companies.create();
    await companies.product.sql('delete from saml_keys where workspace_id = $1', [workspaceId]);
    expect((await owner.ask(SAVE_SAML, { input: { label: 'Guado & figli', metadata: companies.provider.metadata, version: 1 } })).saveSamlConnection.version).toBe(2);
    expect(await keysOf(owner)).toEqual([]);
    expect(await change(owner, 'prepareSamlKey')).toEqual({ __typename: 'ChangedSamlKeys' });
    expect(await keysOf(owner)).toMatchObject([{ stage: 'current' }]);
  });

  it('are changed in two steps: told first, used then', async () => {
    const { owner, workspaceId, domain } = await companies.create();
    const [first] = await keysOf(owner);
    expect(await change(owner, 'switchSamlKey')).toMatchObject({ code: 'saml-key-no-next' });
    expect(await change(owner, 'prepareSamlKey')).toEqual({ __typename: 'ChangedSamlKeys' });
    expect(await change(owner, 'prepareSamlKey')).toMatchObject({ code: 'saml-key-next' });
    const [, next] = await keysOf(owner);
    const told = await metadataOf(workspaceId);
    expect([certificatesIn(told, 'signing'), certificatesIn(told, 'encryption')]).toEqual([[first?.certificate, next?.certificate], [first?.certificate]]);
    // Encrypted before the change, opened after it.
    const waiting = await companies.start(domain);
    const answer = await companies.provider.answer(waiting.address, personOf(domain), { encrypts: true });
    expect(await change(owner, 'switchSamlKey')).toEqual({ __typename: 'ChangedSamlKeys' });
    expect(await keysOf(owner)).toMatchObject([{ stage: 'current', fingerprint: next?.fingerprint }, { stage: 'former', fingerprint: first?.fingerprint }]);
    expect(certificatesIn(await metadataOf(workspaceId), 'signing')).toEqual([next?.certificate]);
    expect(await companies.follow(waiting.browser, await companies.send(answer))).toBe('/');
    companies.provider.readAgain();
    expect((await companies.signIn(domain, personOf(domain), { twist: { encrypts: true } })).ended).toBe('/');
    const { auditEvents } = await owner.ask('{ auditEvents(first: 20) { edges { node { summary } } } }');
    const said = (auditEvents.edges as { node: { summary: string } }[]).map(({ node }) => node.summary);
    expect(said).toContain('Olivia Owner changed to the next key for sign-in by SAML.');
    expect(said.filter((summary) => summary.endsWith('made a key for sign-in by SAML.'))).toHaveLength(2);
  });
});

describe('requests', () => {
  it('are signed, as a provider demands that takes no others', async () => {
    const { domain } = await companies.create({ label: 'Guado', metadata: companies.provider.metadata.replace('WantAuthnRequestsSigned="false"', 'WantAuthnRequestsSigned="true"') });
    companies.provider.demandsSignature = true;
    try {
      expect((await companies.signIn(domain, personOf(domain))).ended).toBe('/');
      const { address } = await companies.start(domain);
      const unsigned = new URL(address);
      unsigned.searchParams.delete('Signature');
      await expect(companies.provider.answer(unsigned.href, personOf(domain))).rejects.toThrow('ERR_');
      await expect(companies.provider.answer(address.replace(/RelayState=./, 'RelayState=_'), personOf(domain))).rejects.toThrow('ERR_');
    } finally {
      companies.provider.demandsSignature = false;
    }
  });
});

describe('encrypted assertions', () => {
  const rewritten = (change: (xml: string) => string) => ({ action, fields }: Form): Form => ({ action, fields: { ...fields, SAMLResponse: Buffer.from(change(Buffer.from(fields['SAMLResponse'] ?? '', 'base64').toString())).toString('base64') } });
  let domain: string;
  beforeAll(async () => {
    ({ domain } = await companies.create());
  });
  const failing = async (how: Parameters<Companies['signIn']>[2]): Promise<string> => (await companies.signIn(domain, personOf(domain), how)).ended;

  it('sign people in', async () => {
    const ada = personOf(domain);
    const { browser, ended } = await companies.signIn(domain, ada, { twist: { encrypts: true }, change: rewritten((xml) => {
      if (!xml.includes('EncryptedAssertion') || xml.includes(ada.nameId)) throw new Error('not encrypted');
      return xml;
    }) });
    expect(ended).toBe('/');
    expect((await browser.ask('{ viewer { name } }')).viewer.name).toBe('Ada Azzurra');
  });

  it('are held to all that open ones are: signature, audience, recipient, time', async () => {
    const encrypts = true;
    const ended = await Promise.all([
      failing({ twist: { encrypts, keys: makeCertificate('somebody else') } }), failing({ twist: { encrypts, audience: 'https://elsewhere.example' } }), failing({ twist: { encrypts, recipient: 'https://elsewhere.example/acs' } }),
      failing({ twist: { encrypts, until: new Date(Date.now() - 3_600_000).toISOString() } }), failing({ twist: { encrypts, algorithm: 'rsa-sha1' } }), failing({ twist: { encrypts, signs: 'message' } }),
    ]);
    expect(ended).toEqual(Array(6).fill('/sign-in?sso=failed'));
  });

  it('are refused alike where they are changed, doubled or encrypted otherwise', async () => {
    const changed = (change: (xml: string) => string) => failing({ twist: { encrypts: true }, change: rewritten(change) });
    const element = /<saml:EncryptedAssertion[\s\S]*<\/saml:EncryptedAssertion>/;
    const ended = await Promise.all([
      changed((xml) => xml.replace(/(<(?:\w+:)?CipherValue>)(.)/g, (_, tag: string, first: string) => `${tag}${first === 'A' ? 'B' : 'A'}`)),
      changed((xml) => xml.replace(element, (found) => found + found)), changed((xml) => xml.replace('rsa-oaep-mgf1p', 'rsa-1_5')), changed((xml) => xml.replace(/aes\d+-(cbc|gcm)/, 'tripledes-cbc')),
      changed((xml) => xml.replace(/<(\w+:)?EncryptedKey[\s\S]*EncryptedKey>/, '')),
    ]);
    expect(ended).toEqual(Array(5).fill('/sign-in?sso=failed'));
  });

  const { privateKey, certificate } = makeCertificate('ours');
  const [xenc, xenc11] = ['http://www.w3.org/2001/04/xmlenc#', 'http://www.w3.org/2009/xmlenc11#'];
  const sealed = (cipher: 'aes-128-gcm' | 'aes-256-cbc', transport: string, oaepHash: 'sha1' | 'sha256', plain: string, around: { readonly before?: string; readonly after?: string } = {}): string => {
    const [key, nonce] = [randomBytes(cipher === 'aes-128-gcm' ? 16 : 32), randomBytes(cipher === 'aes-128-gcm' ? 12 : 16)];
    const sealer = createCipheriv(cipher, key, nonce);
    const body = Buffer.concat([nonce, sealer.update(plain), sealer.final(), ...('getAuthTag' in sealer && cipher === 'aes-128-gcm' ? [(sealer as ReturnType<typeof createCipheriv> & { getAuthTag(): Buffer }).getAuthTag()] : [])]);
    const value = (bytes: Buffer) => `<x:CipherData><x:CipherValue>${bytes.toString('base64')}</x:CipherValue></x:CipherData>`;
    const algorithm = cipher === 'aes-128-gcm' ? `${xenc11}aes128-gcm` : `${xenc}aes256-cbc`;
    return `<Response xmlns="urn:oasis:names:tc:SAML:2.0:protocol">${around.before ?? ''}<EncryptedAssertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><x:EncryptedData xmlns:x="${xenc}"><x:EncryptionMethod Algorithm="${algorithm}"/>${value(body)}</x:EncryptedData>`
      + `<x:EncryptedKey xmlns:x="${xenc}">${transport}${value(publicEncrypt({ key: pemOf(certificate), oaepHash }, key))}</x:EncryptedKey></EncryptedAssertion>${around.after ?? ''}</Response>`;
  };

  const newer = `<x:EncryptionMethod Algorithm="${xenc11}rsa-oaep"><DigestMethod xmlns="http://www.w3.org/2000/09/xmldsig#" Algorithm="${xenc}sha256"/><MGF xmlns="${xenc11}" Algorithm="${xenc11}mgf1sha256"/></x:EncryptionMethod>`;
  const older = `<x:EncryptionMethod Algorithm="${xenc}rsa-oaep-mgf1p"/>`;

  it('may be of either cipher and either way to carry the key', () => {
    const plain = '<?xml version="1.0"?><Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion">$& $1</Assertion>';
    const opened = '<Response xmlns="urn:oasis:names:tc:SAML:2.0:protocol"><Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion">$& $1</Assertion></Response>';
    const keys = [makeCertificate('another').privateKey, privateKey];
    expect(decryptAssertion(sealed('aes-256-cbc', older, 'sha1', plain), keys)).toBe(opened);
    expect(decryptAssertion(sealed('aes-128-gcm', newer, 'sha256', plain), keys)).toBe(opened);
    expect(() => decryptAssertion(sealed('aes-128-gcm', newer, 'sha256', plain), keys.slice(0, 1))).toThrow('no key fits');
  });

  it('are refused where a comment has their name, however often', () => {
    const noise = `<!--${'<EncryptedAssertion '.repeat(9000)}-->`;
    const held = (around: Parameters<typeof sealed>[4]) => () => decryptAssertion(sealed('aes-128-gcm', newer, 'sha256', '<Assertion/>', around), [privateKey]);
    for (const around of [{ before: noise }, { after: noise }, { after: '<!--</EncryptedAssertion>-->' }]) expect(held(around)).toThrow('not one element');
  });

  it('are tried once: a refused one ends the request that it answers', async () => {
    const { address, browser } = await companies.start(domain);
    const good = await companies.provider.answer(address, personOf(domain), { encrypts: true });
    const spoilt = rewritten((xml) => xml.replace(/(<(?:\w+:)?CipherValue>)(.)/, (_, tag: string, first: string) => `${tag}${first === 'A' ? 'B' : 'A'}`))(good);
    expect(await companies.follow(browser, await companies.send(spoilt))).toBe('/sign-in?sso=failed');
    expect(await companies.follow(browser, await companies.send(good))).toBe('/sign-in?sso=expired');
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../testing/certificate.ts';
import { Companies, type Form, SAVE_SAML, personOf } from '../../testing/company.ts';
import { type Browser, type Product, startProduct } from '../../testing/product.ts';
import type { SamlPerson, SamlProvider, Twist } from '../../testing/saml-provider.ts';

let companies: Companies;
let product: Product;
let provider: SamlProvider;
beforeAll(async () => {
  companies = await Companies.start();
  ({ product, provider } = companies);
});
afterAll(() => companies[Symbol.asyncDispose]());

const PROBLEM = '__typename ... on UserError { code message } ... on ValidationError { fields { path message } }';
const byMetadata = (changes: Record<string, unknown> = {}) => ({ label: 'Guado', metadata: provider.metadata, ...changes });
const byHand = (changes: Record<string, unknown> = {}) => ({ label: 'Guado', entityId: provider.entityId, signOnUrl: provider.signOnUrl, certificates: [provider.keys.certificate], ...changes });
const pem = (certificate: string): string => `-----BEGIN CERTIFICATE-----\n${certificate.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`;

const company = (input?: unknown) => companies.create(input);
const start = (...given: Parameters<Companies['start']>) => companies.start(...given);
const send = (form: Form) => companies.send(form);
const follow = (browser: Browser, address: string) => companies.follow(browser, address);
const signIn = (...given: Parameters<Companies['signIn']>) => companies.signIn(...given);
const rewritten = (change: (xml: string) => string) => ({ action, fields }: Form): Form => {
  const xml = Buffer.from(fields['SAMLResponse'] ?? '', 'base64').toString();
  const changed = change(xml);
  if (changed === xml) throw new Error(`nothing was changed in ${xml}`);
  return { action, fields: { ...fields, SAMLResponse: Buffer.from(changed).toString('base64') } };
};

describe('a SAML provider', () => {
  it('is connected by its metadata, and shown with its certificates', async () => {
    const { owner } = await product.createWorkspace();
    const { saveSamlConnection } = await owner.ask(SAVE_SAML, { input: byMetadata() });
    expect(saveSamlConnection).toMatchObject({ protocol: 'saml', label: 'Guado', issuer: provider.entityId, clientId: null, signOnUrl: provider.signOnUrl, certificates: [{ fingerprint: expect.stringMatching(/^(..:){31}..$/), validUntil: '2120-01-01T00:00:00.000Z' }], version: 1 });
    const second = makeCertificate('next year’s');
    expect((await owner.ask(SAVE_SAML, { input: byHand({ label: 'Guado & figli', certificates: [pem(provider.keys.certificate), second.certificate], version: 1 }) })).saveSamlConnection).toMatchObject({ label: 'Guado & figli', certificates: [{}, {}], version: 2 });
    expect((await owner.ask(SAVE_SAML, { input: byHand({ certificates: [], version: 2 }) })).saveSamlConnection.certificates.length).toBe(2);
    expect((await owner.ask(SAVE_SAML, { input: byHand({ version: 2 }) })).saveSamlConnection).toMatchObject({ __typename: 'StaleError' });
  });

  it('is refused with the reason where its description can’t be used', async () => {
    const { owner } = await product.createWorkspace();
    const problem = async (input: unknown): Promise<string> => (await owner.ask(SAVE_SAML, { input })).saveSamlConnection.fields?.map(({ path, message }: { path: string; message: string }) => `${path}: ${message}`).join() ?? 'taken';
    const metadata = (change: (xml: string) => string) => problem(byMetadata({ metadata: change(provider.metadata) }));
    const told = await Promise.all([
      metadata(() => 'no XML at all'), metadata((xml) => `<!DOCTYPE x [<!ENTITY a "aaaa">]>${xml.replace(/^<\?.*?\?>/, '')}`), metadata(() => `${'<a>'.repeat(500)}${'</a>'.repeat(500)}`),
      metadata((xml) => xml.replaceAll('IDPSSODescriptor', 'SPSSODescriptor')),
      metadata((xml) => xml.replaceAll('HTTP-Redirect', 'HTTP-POST')), metadata((xml) => xml.replace(/<KeyDescriptor.*<\/KeyDescriptor>/s, '')),
      problem(byHand({ certificates: ['bm90IGE='] })), problem(byHand({ certificates: [makeCertificate('weak', 1024).certificate] })), problem(byHand({ certificates: [] })), problem(byHand({ signOnUrl: 'javascript:alert(1)' })), problem(byHand({ entityId: '' })),
    ]);
    expect(told).toMatchInlineSnapshot(`
      [
        "metadata: This isn’t the SAML 2.0 metadata of an identity provider. Paste the whole XML, from <EntityDescriptor …> to its end.",
        "metadata: This isn’t the SAML 2.0 metadata of an identity provider. Paste the whole XML, from <EntityDescriptor …> to its end.",
        "metadata: This isn’t the SAML 2.0 metadata of an identity provider. Paste the whole XML, from <EntityDescriptor …> to its end.",
        "metadata: This describes no SAML 2.0 identity provider. Paste the provider’s metadata, not the one of an application.",
        "metadata: This provider offers no sign-on by HTTP redirect, which Isatis needs. Turn it on there.",
        "metadata: There is no certificate in this metadata. Without one no answer could be verified.",
        "certificates: This isn’t a certificate with an RSA key of at least 2048 bits. Paste it from -----BEGIN CERTIFICATE----- to the end.",
        "certificates: This isn’t a certificate with an RSA key of at least 2048 bits. Paste it from -----BEGIN CERTIFICATE----- to the end.",
        "certificates: This can’t be empty.",
        "signOnUrl: This isn’t a web address that starts with https:// or http://.",
        "entityId: This can’t be empty.,entityId: This value can’t be used.",
      ]
    `);
  });

  it('signs people in over https alone, unless the installation allows otherwise', async () => {
    await using strict = await startProduct({ LOG_LEVEL: 'silent' });
    const { owner } = await strict.createWorkspace();
    expect((await owner.ask(SAVE_SAML, { input: byHand() })).saveSamlConnection.fields).toMatchObject([{ path: 'signOnUrl', message: expect.stringContaining('https://') }]);
    expect((await owner.ask(SAVE_SAML, { input: byHand({ signOnUrl: 'https://id.guado.example/saml?tenant=1' }) })).saveSamlConnection).toMatchObject({ version: 1 });
  });

  it('takes the place of an OpenID provider, whose secret goes', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const oidc = { label: 'Guado', issuer: 'https://id.guado.example', clientId: 'isatis', clientSecret: 'secret-0123456789' };
    const saveOidc = (input: unknown) => owner.ask(`mutation ($input: SaveSsoConnectionInput!) { saveSsoConnection(input: $input) { ${PROBLEM} ... on SsoConnection { protocol version } } }`, { input });
    await saveOidc(oidc);
    await owner.ask(SAVE_SAML, { input: byMetadata({ version: 1 }) });
    expect(await product.sql('select protocol, client_id, secret_sealed from sso_connections where workspace_id = $1', [workspaceId])).toEqual([{ protocol: 'saml', client_id: null, secret_sealed: null }]);
    expect((await saveOidc({ ...oidc, clientSecret: null, version: 2 })).saveSsoConnection.fields).toMatchObject([{ path: 'clientSecret' }]);
    expect((await saveOidc({ ...oidc, version: 2 })).saveSsoConnection).toMatchObject({ protocol: 'oidc', version: 3 });
  });

  it('is told who we are by our metadata, which says nothing of whether a workspace is there', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { singleSignOn } = await owner.ask('{ singleSignOn { samlEntityId samlAnswerAddress } }');
    const metadataOf = async (id: string) => (await product.browser().fetch(`/auth/sso/saml/${id}/metadata`)).text();
    const xml = await metadataOf(workspaceId);
    expect(xml).toContain(`entityID="${singleSignOn.samlEntityId}"`);
    expect(xml).toContain(`Location="${singleSignOn.samlAnswerAddress}"`);
    expect(xml).toContain('WantAssertionsSigned="true"');
    const nobodys = randomUUID();
    expect(await metadataOf(nobodys)).toBe(xml.replaceAll(workspaceId, nobodys));
  });
});

describe('signing in by SAML', () => {
  it('makes a newcomer a member, leads where they wanted to go, and finds them again', async () => {
    const { owner, workspaceId, domain } = await company();
    const ada = personOf(domain);
    const { browser, ended } = await signIn(domain, ada, { next: '/knowledge' });
    expect(ended).toBe('/knowledge');
    expect((await browser.ask('{ viewer { name email membership { id role workspace { id } } } }')).viewer).toMatchObject({ name: 'Ada Azzurra', email: ada.attributes?.['email'], membership: { role: 'editor', workspace: { id: workspaceId } } });
    const again = await signIn(domain, { ...ada, attributes: { mail: `renamed@${domain}` } });
    expect((await again.browser.ask('{ viewer { name } }')).viewer.name).toBe('Ada Azzurra');
    const { auditEvents } = await owner.ask('{ auditEvents(first: 2) { edges { node { summary } } } }');
    expect(auditEvents.edges[0].node.summary).toMatch(/^Single sign-on linked Ada Azzurra to an identity of 127\.0\.0\.1:\d+\.$/);
    expect(await product.sql('select 1 from sso_requests where workspace_id = $1', [workspaceId])).toEqual([]);
  });

  it('reads address and name as providers call them', async () => {
    const { domain } = await company();
    const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';
    const viewer = async (person: SamlPerson) => (await (await signIn(domain, person)).browser.ask('{ viewer { name email } }')).viewer;
    expect(await viewer({ nameId: randomUUID(), attributes: { [`${claims}emailaddress`]: `Grace@${domain.toUpperCase()}`, [`${claims}givenname`]: 'Grace', [`${claims}surname`]: 'Guado' } })).toEqual({ name: 'Grace Guado', email: `grace@${domain}` });
    expect(await viewer({ nameId: `olga@${domain}`, format: 'emailAddress' })).toEqual({ name: 'olga', email: `olga@${domain}` });
  });

  it('lets in nobody of another domain, nobody without a lasting name, and nobody who gave up', async () => {
    const { domain } = await company();
    const ended = async (person: SamlPerson | null) => (await signIn(domain, person)).ended;
    expect(await ended(personOf('elsewhere.example'))).toBe('/sign-in?sso=domain');
    expect(await ended(personOf(domain, { format: 'transient' }))).toBe('/sign-in?sso=no-identity');
    expect(await ended(personOf(domain, { attributes: {} }))).toBe('/sign-in?sso=unverified');
    expect(await ended(null)).toBe('/sign-in?sso=cancelled');
  });

  it('takes with one key of several, and with none that was taken out', async () => {
    const second = makeCertificate('next year’s');
    const { owner, domain } = await company(byHand({ certificates: [second.certificate, provider.keys.certificate] }));
    expect((await signIn(domain, personOf(domain))).ended).toBe('/');
    expect((await signIn(domain, personOf(domain), { twist: { keys: second } })).ended).toBe('/');
    await owner.ask(SAVE_SAML, { input: byHand({ version: 1 }) });
    expect((await signIn(domain, personOf(domain), { twist: { keys: second } })).ended).toBe('/sign-in?sso=failed');
  });
});

describe('an answer that was tampered with', () => {
  const minutes = (count: number): string => new Date(Date.now() + count * 60_000).toISOString();
  const twists: readonly (readonly [string, () => Twist])[] = [
    ['signed by a stranger', () => ({ keys: makeCertificate('identity provider') })],
    ['signed around the assertion alone', () => ({ signs: 'message' })],
    ['signed with a weak algorithm', () => ({ algorithm: 'rsa-sha1' })],
    ['for another audience', () => ({ audience: 'https://other.example/metadata' })],
    ['for another recipient', () => ({ recipient: 'https://other.example/acs' })],
    ['for another destination', () => ({ destination: 'https://other.example/acs' })],
    ['of another issuer', () => ({ issuer: 'https://other.example/idp' })],
    ['that is over', () => ({ from: minutes(-10), until: minutes(-3) })],
    ['that hasn’t begun', () => ({ from: minutes(3) })],
  ];
  let domain: string;
  beforeAll(async () => {
    ({ domain } = await company());
  });
  it.each(twists)('is refused: one %s', async (_name, twist) => {
    expect((await signIn(domain, personOf(domain), { twist: twist() })).ended).toBe('/sign-in?sso=failed');
  });

  it('is allowed clocks that differ by less than a minute', async () => {
    expect((await signIn(domain, personOf(domain), { twist: { from: new Date(Date.now() + 30_000).toISOString() } })).ended).toBe('/');
    expect((await signIn(domain, personOf(domain), { twist: { from: minutes(-5), until: new Date(Date.now() - 30_000).toISOString() } })).ended).toBe('/');
  });

  const victim = 'victim';
  const forgeries: readonly (readonly [string, (xml: string) => string])[] = [
    ['unsigned', (xml) => xml.replace(/<(?:\w+:)?Signature .*<\/(?:\w+:)?Signature>/s, '')],
    ['with another name in it', (xml) => xml.replace(/(<saml:NameID[^>]*>)[^<]+/, `$1${victim}`)],
    ['with a forged assertion before the signed one', (xml) => xml.replace(/(<saml:Assertion)/, (found) => `${/<saml:Assertion.*<\/saml:Assertion>/s.exec(xml)?.[0].replace(/<(?:\w+:)?Signature .*<\/(?:\w+:)?Signature>/s, '').replace(/ID="[^"]+"/, 'ID="_forged"').replace(/(<saml:NameID[^>]*>)[^<]+/, `$1${victim}`)}${found}`)],
    ['with the signed one hidden in an extension', (xml) => {
      const signed = /<saml:Assertion.*<\/saml:Assertion>/s.exec(xml)?.[0] ?? '';
      const forged = signed.replace(/<(?:\w+:)?Signature .*<\/(?:\w+:)?Signature>/s, '').replace(/ID="[^"]+"/, 'ID="_forged"').replace(/(<saml:NameID[^>]*>)[^<]+/, `$1${victim}`);
      return xml.replace(signed, forged).replace('<samlp:Status>', `<samlp:Extensions>${signed}</samlp:Extensions><samlp:Status>`);
    }],
    ['with the signed one within a forged one', (xml) => {
      const signed = /<saml:Assertion.*<\/saml:Assertion>/s.exec(xml)?.[0] ?? '';
      const forged = signed.replace(/(<(?:\w+:)?Signature .*<\/(?:\w+:)?Signature>)/s, `$1<saml:Advice>${signed.replace(/<(?:\w+:)?Signature .*<\/(?:\w+:)?Signature>/s, '')}</saml:Advice>`).replace(/ID="[^"]+"/, 'ID="_forged"');
      return xml.replace(signed, forged);
    }],
    ['with a document type', (xml) => `<!DOCTYPE Response [<!ENTITY who "${victim}">]>${xml}`],
    ['that isn’t XML', () => 'SAML'],
    ['cut short', (xml) => xml.slice(0, xml.length / 2)],
    ['nested without end', () => `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" Version="2.0">${'<a>'.repeat(20_000)}`],
    ['to nobody’s request', (xml) => xml.replaceAll(/ InResponseTo="[^"]+"/g, '')],
  ];
  it.each(forgeries)('is refused: one %s', async (_name, forge) => {
    const ada = personOf(domain);
    expect((await signIn(domain, ada, { change: rewritten(forge) })).ended).toBe('/sign-in?sso=failed');
    expect(await product.sql('select 1 from sso_identities where subject = any($1)', [[victim, ada.nameId]])).toEqual([]);
  });

  it('can’t end an address at a comment', async () => {
    expect((await signIn(domain, personOf(domain, { attributes: { email: `ada@${domain}<!-- -->.elsewhere.example` } }))).ended).toBe('/sign-in?sso=domain');
    // One put in afterwards changes nothing: what is read is what was signed.
    const ada = personOf(domain, { nameId: `ada@${domain}.elsewhere.example`, format: 'emailAddress', attributes: {} });
    expect((await signIn(domain, ada, { change: rewritten((xml) => xml.replace('.elsewhere.example<', '<!-- -->.elsewhere.example<')) })).ended).toBe('/sign-in?sso=domain');
  });
});

describe('sign-in begun at the provider', () => {
  const begin = async (workspaceId: string, query: Record<string, string> = {}) => {
    const browser = product.browser();
    const answer = await browser.fetch(`/auth/sso/from/${workspaceId}?${new URLSearchParams(query)}`, { headers: { 'sec-fetch-site': 'cross-site', 'origin': 'https://id.guado.example' } });
    return { browser, address: answer.headers.get('location') ?? '' };
  };

  it('goes its usual way, with a request of its own, and leads where the provider says within the console', async () => {
    const { workspaceId, domain } = await company();
    const ended = async (target: string): Promise<string> => {
      const { browser, address } = await begin(workspaceId, { iss: provider.entityId, target_link_uri: target });
      expect(address.startsWith(provider.signOnUrl)).toBe(true);
      return follow(browser, await send(await provider.answer(address, personOf(domain))));
    };
    expect(await ended(`${product.url}/knowledge?q=1`)).toBe('/knowledge?q=1');
    expect(await ended('https://evil.example/knowledge')).toBe('/');
    expect(await ended('//evil.example')).toBe('/');
  });

  it('is refused from another provider, and where there is none', async () => {
    const { workspaceId } = await company();
    expect((await begin(workspaceId, { iss: 'https://evil.example' })).address).toBe('/sign-in?sso=failed');
    const { workspaceId: without } = await product.createWorkspace();
    for (const where of [without, randomUUID(), 'nowhere']) expect((await begin(where)).address).toBe('/sign-in?sso=expired');
  });
});

describe('an answer’s way back', () => {
  it('is taken once, also of many at the same moment', async () => {
    const { domain } = await company();
    const { browser, address } = await start(domain);
    const form = await provider.answer(address, personOf(domain));
    const sent = await Promise.all([1, 2, 3, 4].map(() => send(form)));
    expect(sent.filter((where) => where === '/sign-in?sso=expired').length).toBe(3);
    const way = sent.find((where) => where.startsWith('/auth/')) ?? '';
    const again = product.browser();
    again.cookie = browser.cookie;
    expect(await follow(browser, way)).toBe('/');
    expect(await follow(again, way)).toBe('/sign-in?sso=expired');
    expect(await send(form)).toBe('/sign-in?sso=expired');
  });

  it('ends in the browser that asked and no other', async () => {
    const { domain } = await company();
    const { browser, address } = await start(domain);
    const way = await send(await provider.answer(address, personOf(domain)));
    expect(await follow(product.browser(), way)).toBe('/sign-in?sso=expired');
    const other = await start(domain);
    expect(await follow(other.browser, way)).toBe('/sign-in?sso=expired');
    expect(await follow(browser, way)).toBe('/');
  });

  it('carries the state that was given along', async () => {
    const { domain } = await company();
    const changed = ({ action, fields }: Form): Form => ({ action, fields: { ...fields, RelayState: 'somebody else’s' } });
    expect((await signIn(domain, personOf(domain), { change: changed })).ended).toBe('/sign-in?sso=expired');
    expect((await signIn(domain, personOf(domain), { change: ({ action, fields }) => ({ action, fields: { SAMLResponse: fields['SAMLResponse'] ?? '' } }) })).ended).toBe('/sign-in?sso=failed');
  });

  it('is worth nothing in another workspace of the same provider', async () => {
    const [{ domain }, { workspaceId: other }] = [await company(), await company()];
    const { address } = await start(domain);
    const { action, fields } = await provider.answer(address, personOf(domain));
    expect(await send({ action: action.replace(/saml\/[^/]+/, `saml/${other}`), fields })).toBe('/sign-in?sso=failed');
  });

  it('is refused after ten minutes, and after the provider was changed', async () => {
    const { owner, workspaceId, domain } = await company();
    const late = await provider.answer((await start(domain)).address, personOf(domain));
    await product.sql("update sso_requests set expires_at = now() - interval '1 second' where workspace_id = $1", [workspaceId]);
    expect(await send(late)).toBe('/sign-in?sso=expired');
    const { browser, address } = await start(domain);
    const way = await send(await provider.answer(address, personOf(domain)));
    await owner.ask('mutation { removeSsoConnection { __typename } }');
    expect(await follow(browser, way)).toBe('/sign-in?sso=expired');
  });

  it('is the one thing that another site may make a browser post', async () => {
    const { workspaceId } = await company();
    const post = async (path: string) => (await fetch(`${product.url}${path}`, { method: 'POST', redirect: 'manual', headers: { 'origin': 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' }, body: 'SAMLResponse=x&RelayState=y' })).status;
    expect(await post(`/auth/sso/saml/${workspaceId}/acs`)).toBe(303);
    for (const path of ['/auth/sso/start', '/auth/sso/options', `/auth/sso/saml/${workspaceId}/acs/more`, `/auth/sso/saml/${workspaceId}/metadata`, '/auth/sso/saml/finish', '/auth/sign-in/email', '/graphql']) expect(await post(path)).toBe(403);
    expect((await fetch(`${product.url}/auth/sso/saml/${workspaceId}/acs`, { method: 'POST', redirect: 'manual', headers: { 'origin': 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' }, body: 'x'.repeat(400_000) })).status).toBe(413);
  });
});

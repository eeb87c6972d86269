import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inflateRawSync } from 'node:zlib';
import { IdentityProvider, ServiceProvider, setSchemaValidator } from 'samlify';
import { type KeyPair, makeCertificate } from './certificate.ts';

/** Somebody whom the provider knows. */
export interface SamlPerson {
  readonly nameId: string;
  readonly format?: 'persistent' | 'transient' | 'emailAddress';
  readonly attributes?: Readonly<Record<string, string>>;
  /** What the provider calls the session. */
  readonly session?: string;
  /** How they signed in there: an AuthnContext class. */
  readonly context?: string;
}

/** What is said otherwise than it should be; dates are ISO. */
export interface Twist {
  readonly audience?: string;
  readonly recipient?: string;
  readonly destination?: string;
  readonly issuer?: string;
  readonly inResponseTo?: string;
  readonly from?: string;
  readonly until?: string;
  readonly algorithm?: 'rsa-sha256' | 'rsa-sha1';
  readonly keys?: KeyPair;
  readonly signs?: 'assertion' | 'message';
  /** Encrypts the assertion to us. */
  readonly encrypts?: boolean;
}

export interface SamlProvider extends AsyncDisposable {
  readonly entityId: string;
  readonly metadata: string;
  readonly signOnUrl: string;
  readonly keys: KeyPair;
  /** Whether it takes requests only that we signed. */
  demandsSignature: boolean;
  /** Reads our metadata anew, as an administrator there would after a change. */
  readAgain(): void;
  /** Takes our demand to sign somebody out, signature checked: who, which session, and the address that answers it. */
  takeLogout(address: string): Promise<{ readonly nameId: string; readonly sessionIndex: string | undefined; readonly answer: string }>;
  /** Where a browser is sent when somebody signs out there. */
  demandLogout(entityId: string, person: SamlPerson, how?: { readonly keys?: KeyPair; readonly sessionIndex?: string; readonly relayState?: string }): Promise<string>;
  /** Whom we demanded to be signed out. */
  readonly signedOut: string[];
  /** Who is at the keyboard: signs in without being asked. null: they give up. */
  person: SamlPerson | null;
  /** Answers the request in an address: the form that a browser would send. */
  answer(address: string, person: SamlPerson | null, twist?: Twist): Promise<{ readonly action: string; readonly fields: Readonly<Record<string, string>> }>;
}

// The peer leaves XML schemas to a validator of one's own; what matters here is what it signs.
setSchemaValidator({ validate: () => Promise.resolve('unchecked') });

const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const ALGORITHMS = { 'rsa-sha256': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', 'rsa-sha1': 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' } as const;
const FORMATS = { persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent', transient: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient', emailAddress: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' } as const;
const PASSWORD = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';
const NAMESPACES = 'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"';
const MINUTES = 5;

const plain = (text: string): string => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');

/** What of an address its signature is of, letter by letter. */
const signedPart = (address: string): string => new URL(address).search.slice(1).split('&').filter((part) => /^(SAMLRequest|SAMLResponse|RelayState|SigAlg)=/.test(part)).join('&');

const issuerOf = (query: Readonly<Record<string, string>>): string => /<(?:\w+:)?Issuer[^>]*>([^<]+)</.exec(inflateRawSync(Buffer.from(query['SAMLRequest'] ?? '', 'base64')).toString())?.[1] ?? '';

/** A SAML 2.0 identity provider on loopback, that signs with a key of its own and reads the metadata of whoever asks. */
export async function startSamlProvider(): Promise<SamlProvider> {
  const read = new Map<string, Promise<string>>();
  const metadataOf = (entityId: string): Promise<string> => {
    const known = read.get(entityId) ?? fetch(entityId).then((answer) => answer.text());
    read.set(entityId, known);
    return known;
  };
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [entityId, signOnUrl, keys] = [`${base}/metadata`, `${base}/sign-on`, makeCertificate('identity provider')];
  const idpWith = ({ privateKey, certificate }: KeyPair, algorithm: keyof typeof ALGORITHMS, { encrypts = false, demands = false } = {}) => IdentityProvider({
    entityID: entityId, privateKey, signingCert: certificate, requestSignatureAlgorithm: ALGORITHMS[algorithm], singleSignOnService: [{ Binding: REDIRECT, Location: signOnUrl }], singleLogoutService: [{ Binding: REDIRECT, Location: `${base}/sign-out` }], wantAuthnRequestsSigned: demands,
    nameIDFormat: Object.values(FORMATS), isAssertionEncrypted: encrypts,
  });

  const answer: SamlProvider['answer'] = async (address, person, { algorithm = 'rsa-sha256', keys: own = keys, signs = 'assertion', encrypts = false, ...twist } = {}) => {
    const query = Object.fromEntries(new URL(address).searchParams);
    const idp = idpWith(own, algorithm, { encrypts, demands: state.demandsSignature });
    const ours = await metadataOf(issuerOf(query));
    const sp = ServiceProvider({ metadata: signs === 'assertion' ? ours : ours.replace(/WantAssertionsSigned="true"/, 'WantAssertionsSigned="false"'), ...(signs === 'message' ? { wantMessageSigned: true } : {}) });
    const { extract } = await idp.parseLoginRequest(sp, 'redirect', { query, octetString: signedPart(address) });
    const { request } = extract as { request: { id: string; assertionConsumerServiceUrl: string } };
    const [now, soon] = [new Date().toISOString(), new Date(Date.now() + MINUTES * 60_000).toISOString()];
    const acs = request.assertionConsumerServiceUrl;
    const [from, until, to] = [twist.from ?? now, twist.until ?? soon, twist.inResponseTo ?? request.id];
    const heading = (id: string): string => `${NAMESPACES} ID="${id}" Version="2.0" IssueInstant="${now}"`;
    const envelope = (status: string, content: string): string =>
      `<samlp:Response ${heading(`_${randomUUID()}`)} Destination="${twist.destination ?? acs}" InResponseTo="${to}"><saml:Issuer>${entityId}</saml:Issuer><samlp:Status>${status}</samlp:Status>${content}</samlp:Response>`;
    const fieldsOf = (encoded: string) => ({ action: acs, fields: { SAMLResponse: encoded, RelayState: query['RelayState'] ?? '' } });
    if (!person) {
      const denied = '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:RequestDenied"/></samlp:StatusCode>';
      return fieldsOf(Buffer.from(envelope(denied, '')).toString('base64'));
    }
    const attributes = Object.entries(person.attributes ?? {}).map(([name, value]) => `<saml:Attribute Name="${plain(name)}"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`).join('');
    const assertion = `<saml:Assertion ${heading(`_${randomUUID()}`)}><saml:Issuer>${twist.issuer ?? entityId}</saml:Issuer>`
      + `<saml:Subject><saml:NameID Format="${FORMATS[person.format ?? 'persistent']}">${person.nameId}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="${until}" Recipient="${twist.recipient ?? acs}" InResponseTo="${to}"/></saml:SubjectConfirmation></saml:Subject>`
      + `<saml:Conditions NotBefore="${from}" NotOnOrAfter="${until}"><saml:AudienceRestriction><saml:Audience>${twist.audience ?? sp.entityMeta.getEntityID()}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`
      + `<saml:AuthnStatement AuthnInstant="${now}"${person.session === undefined ? '' : ` SessionIndex="${person.session}"`}><saml:AuthnContext><saml:AuthnContextClassRef>${person.context ?? PASSWORD}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`
      + `${attributes ? `<saml:AttributeStatement>${attributes}</saml:AttributeStatement>` : ''}</saml:Assertion>`;
    const made = envelope('<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/>', assertion);
    const { context } = await idp.createLoginResponse(sp, { extract } as never, 'post', {}, { customTagReplacement: () => ({ id: '', context: made }) });
    return fieldsOf(context);
  };

  const ours = async (of: string) => ServiceProvider({ metadata: await metadataOf(of), wantLogoutRequestSigned: true, wantLogoutResponseSigned: true });
  const idpOf = (own: KeyPair) => IdentityProvider({ entityID: entityId, privateKey: own.privateKey, signingCert: own.certificate, requestSignatureAlgorithm: ALGORITHMS['rsa-sha256'], wantLogoutRequestSigned: true, singleSignOnService: [{ Binding: REDIRECT, Location: signOnUrl }], singleLogoutService: [{ Binding: REDIRECT, Location: `${base}/sign-out` }] });
  const takeLogout: SamlProvider['takeLogout'] = async (address) => {
    const query = Object.fromEntries(new URL(address).searchParams);
    const sp = await ours(issuerOf(query));
    const request = await idpOf(keys).parseLogoutRequest(sp, 'redirect', { query, octetString: signedPart(address) });
    const { nameID, sessionIndex } = request.extract as { nameID: string; sessionIndex?: string };
    const { context } = idpOf(keys).createLogoutResponse(sp, request as never, 'redirect', query['RelayState'] ?? '');
    return { nameId: nameID, sessionIndex, answer: context };
  };
  const demandLogout: SamlProvider['demandLogout'] = async (of, person, { keys: own = keys, sessionIndex, relayState = '' } = {}) =>
    idpOf(own).createLogoutRequest(await ours(of), 'redirect', { logoutNameID: person.nameId, ...(sessionIndex === undefined ? {} : { sessionIndex }) }, relayState).context;

  const state: SamlProvider = {
    entityId, signOnUrl, keys, demandsSignature: false, signedOut: [], person: null, answer, readAgain: () => read.clear(), takeLogout, demandLogout,
    metadata: idpWith(keys, 'rsa-sha256').getMetadata(),
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
  server.on('request', (request, response) => {
    const asked = new URL(request.url ?? '', base);
    if (asked.pathname === '/sign-out') {
      void takeLogout(asked.href).then(({ nameId, answer: back }) => {
        state.signedOut.push(nameId);
        response.writeHead(303, { location: back }).end();
      }, (error: unknown) => response.writeHead(500).end(String(error)));
      return;
    }
    void answer(asked.href, state.person).then(({ action, fields }) => {
      const inputs = Object.entries(fields).map(([name, value]) => `<input type="hidden" name="${name}" value="${plain(value)}">`).join('');
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><title>Signing in</title><form method="post" action="${plain(action)}">${inputs}</form><script>document.forms[0].submit()</script>`);
    }, (error: unknown) => response.writeHead(500).end(String(error)));
  });
  return state;
}

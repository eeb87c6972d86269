import { X509Certificate, randomUUID, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../testing/certificate.ts';
import { Companies, personOf } from '../../testing/company.ts';
import type { Browser } from '../../testing/product.ts';
import type { SamlPerson } from '../../testing/saml-provider.ts';
import { addSecondFactor, codeOf } from '../../testing/second-factor.ts';
import { pemOf } from './saml-metadata.ts';

let companies: Companies;
beforeAll(async () => {
  companies = await Companies.start();
});
afterAll(() => companies[Symbol.asyncDispose]());

const enter = async (domain: string, person: SamlPerson): Promise<Browser> => {
  const { browser, ended } = await companies.signIn(domain, person);
  expect(ended).toBe('/');
  return browser;
};
const isIn = async (browser: Browser): Promise<boolean> => (await browser.ask('{ viewer { id } }')).viewer !== null;
const signOut = async (browser: Browser) => (await (await browser.post('/auth/sign-out', {})).json()) as { success: boolean; address?: string };
const entityOf = (workspaceId: string): string => `${companies.product.url}/auth/sso/saml/${workspaceId}/metadata`;
/** Where a browser is sent from an address of ours. */
const follow = async (address: string): Promise<string> => (await companies.product.browser().fetch(address.replace(companies.product.url, ''), { headers: { 'sec-fetch-site': 'cross-site' } })).headers.get('location') ?? '';

describe('signing out here', () => {
  it('goes on to the provider with a signed demand, and comes back', async () => {
    const { domain } = await companies.create();
    const ada = personOf(domain, { session: 's-1' });
    const browser = await enter(domain, ada);
    const { success, address = '' } = await signOut(browser);
    expect(success).toBe(true);
    expect(await isIn(browser)).toBe(false);
    const { nameId, sessionIndex, answer } = await companies.provider.takeLogout(address);
    expect({ nameId, sessionIndex }).toEqual({ nameId: ada.nameId, sessionIndex: 's-1' });
    expect(await follow(answer)).toBe('/sign-in');
    await expect(companies.provider.takeLogout(address.replace(/Signature=..../, 'Signature=AAAA'))).rejects.toThrow('ERR_');
    expect(await companies.product.sql('select 1 from sso_sessions where subject = $1', [ada.nameId])).toEqual([]);
  });

  it('says so where the provider keeps somebody signed in, or says nothing that can be read', async () => {
    const { workspaceId } = await companies.create();
    const at = `/auth/sso/saml/${workspaceId}/logout`;
    const { deflateRawSync } = await import('node:zlib');
    const partly = deflateRawSync('<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"/></samlp:Status></samlp:LogoutResponse>').toString('base64');
    expect(await follow(`${at}?${new URLSearchParams({ SAMLResponse: partly })}`)).toBe('/sign-in?sso=still-there');
    expect(await follow(`${at}?SAMLResponse=none`)).toBe('/sign-in?sso=sign-out');
    expect(await follow(at)).toBe('/sign-in?sso=sign-out');
    expect(await follow('/auth/sso/saml/nobody/logout')).toBe('/sign-in?sso=sign-out');
  });

  it('stays here where the provider has no address for it, or another took its place, and for who came otherwise', async () => {
    const none = await companies.create({ label: 'Guado', metadata: companies.provider.metadata.replace(/<SingleLogoutService[^>]*>(<\/SingleLogoutService>)?/, '') });
    expect(await signOut(await enter(none.domain, personOf(none.domain)))).toEqual({ success: true });
    const changed = await companies.create();
    const browser = await enter(changed.domain, personOf(changed.domain));
    await changed.owner.ask('mutation { removeSsoConnection { __typename } }');
    expect(await signOut(browser)).toEqual({ success: true });
    expect(await signOut(none.owner)).toEqual({ success: true });
  });

  it('goes on to the provider from behind a second step, too', async () => {
    const { domain } = await companies.create();
    const ada = personOf(domain);
    const { secret } = await addSecondFactor(companies.product, await enter(domain, ada));
    const { browser } = await companies.signIn(domain, ada);
    const email = ada.attributes?.['email'] ?? '';
    expect(await (await browser.post('/auth/sign-in/code', { code: await codeOf(companies.product, email, secret) })).json()).toEqual({ signedIn: true });
    expect((await companies.provider.takeLogout((await signOut(browser)).address ?? '')).nameId).toBe(ada.nameId);
  });
});

describe('a provider’s demand', () => {
  it('ends the session that it names, or all of the person’s that it began, once; nobody else’s and none begun otherwise', async () => {
    const { owner, workspaceId, domain } = await companies.create();
    const ada = personOf(domain);
    const [first, second, grace] = [await enter(domain, { ...ada, session: 's-1' }), await enter(domain, { ...ada, session: 's-2' }), await enter(domain, personOf(domain, { session: 's-1' }))];
    await first.post('/auth/account/password', { newPassword: 'another horse battery' });
    const again = await enter(domain, { ...ada, session: 's-2' });
    const own = companies.product.browser();
    await own.post('/auth/sign-in/email', { email: ada.attributes?.['email'], password: 'another horse battery' });
    expect(await isIn(second)).toBe(false);

    const one = await companies.provider.demandLogout(entityOf(workspaceId), ada, { sessionIndex: 's-2', relayState: 'back & forth' });
    const answer = new URL(await follow(one));
    expect(answer.href.startsWith(`${new URL(companies.provider.entityId).origin}/sign-out?SAMLResponse=`)).toBe(true);
    expect([answer.searchParams.get('RelayState'), answer.searchParams.has('Signature')]).toEqual(['back & forth', true]);
    expect(await Promise.all([first, again, grace, own].map(isIn))).toEqual([true, false, true, true]);

    const all = await companies.provider.demandLogout(entityOf(workspaceId), ada);
    expect(await follow(all)).toContain('SAMLResponse=');
    expect(await Promise.all([first, grace, own].map(isIn))).toEqual([false, true, true]);
    expect(await follow(all)).toBe('/sign-in?sso=sign-out');
    const { auditEvents } = await owner.ask('{ auditEvents(first: 1) { edges { node { summary } } } }');
    expect(auditEvents.edges[0].node.summary).toMatch(/^Single sign-on signed Ada Azzurra out at the word of 127\.0\.0\.1:\d+; sessions ended: 1\.$/);
  });

  it('is answered with a signature of what is sent, letter by letter', async () => {
    const { workspaceId, domain } = await companies.create();
    const [, certificate = ''] = /<ds:X509Certificate>([^<]+)</.exec(await (await fetch(entityOf(workspaceId))).text()) ?? [];
    for (const relayState of ['back & forth ~ (again)!', 'plain', '']) {
      const address = await follow(await companies.provider.demandLogout(entityOf(workspaceId), personOf(domain), { relayState }));
      const [signed = '', signature = ''] = address.slice(address.indexOf('?') + 1).split('&Signature=');
      expect(new URLSearchParams(signed).get('RelayState') ?? '').toBe(relayState);
      expect(verify('sha256', Buffer.from(signed), new X509Certificate(pemOf(certificate)).publicKey, Buffer.from(decodeURIComponent(signature), 'base64'))).toBe(true);
    }
  });

  it('ends a sign-in, too, that waits for its second step', async () => {
    const { workspaceId, domain } = await companies.create();
    const ada = personOf(domain);
    const email = ada.attributes?.['email'] ?? '';
    const { secret } = await addSecondFactor(companies.product, await enter(domain, ada));
    const { browser, ended } = await companies.signIn(domain, ada);
    expect(ended).toBe('/sign-in?step=code');
    expect(await follow(await companies.provider.demandLogout(entityOf(workspaceId), ada))).toContain('SAMLResponse=');
    expect(await companies.product.sql('select 1 from sso_sessions where subject = $1', [ada.nameId])).toEqual([]);
    const answer = await browser.post('/auth/sign-in/code', { code: await codeOf(companies.product, email, secret) });
    expect([answer.status, ((await answer.json()) as { error: { code: string } }).error.code]).toEqual([401, 'CHALLENGE_ENDED']);
    expect(await isIn(browser)).toBe(false);
  });

  it('may come often from one address: a company’s people share theirs', async () => {
    const { workspaceId } = await companies.create();
    const browser = companies.product.browser();
    const answers = await Promise.all(Array.from({ length: 40 }, () => browser.fetch(`/auth/sso/saml/${workspaceId}/logout`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
  });

  it('is refused unsigned, signed by somebody else, changed, for another workspace, and of a person unknown it ends nothing', async () => {
    const [{ workspaceId, domain }, { workspaceId: other }] = [await companies.create(), await companies.create()];
    const ada = personOf(domain);
    const browser = await enter(domain, ada);
    const demand = (how = {}) => companies.provider.demandLogout(entityOf(workspaceId), ada, how);
    const good = await demand();
    const unsigned = new URL(good);
    for (const name of ['Signature', 'SigAlg']) unsigned.searchParams.delete(name);
    const weak = new URL(good);
    weak.searchParams.set('SigAlg', 'http://www.w3.org/2000/09/xmldsig#rsa-sha1');
    const forged = [
      unsigned.href, weak.href, await demand({ keys: makeCertificate('somebody else') }), `${good}&SAMLRequest=${new URL(await demand()).searchParams.get('SAMLRequest') ?? ''}`, `${good}&RelayState=elsewhere`,
      good.replace(workspaceId, other), good.replace(workspaceId, randomUUID()),
    ];
    expect(await Promise.all(forged.map(follow))).toEqual(forged.map(() => '/sign-in?sso=sign-out'));
    expect(await isIn(browser)).toBe(true);
    expect(await follow(await companies.provider.demandLogout(entityOf(workspaceId), personOf(domain)))).toContain('SAMLResponse=');
    expect(await isIn(browser)).toBe(true);
  });
});

describe('what is kept of company sessions', () => {
  it('goes with a session that has run out, and where nobody got in', async () => {
    const { domain } = await companies.create();
    const [out, here, never] = [personOf(domain), personOf(domain), personOf(domain)];
    for (const person of [out, here, never]) await enter(domain, person);
    const { sql } = companies.product;
    await sql("update sessions set expires_at = now() - interval '1 second' where sso_session = (select id from sso_sessions where subject = $1)", [out.nameId]);
    await sql("update sessions set sso_session = null where sso_session = (select id from sso_sessions where subject = $1)", [never.nameId]);
    await sql("update sso_sessions set created_at = now() - interval '16 minutes' where subject = any($1)", [[here.nameId, never.nameId]]);
    await sql("select graphile_worker.add_job('sweep-sign-in')");
    await expect.poll(() => sql('select subject from sso_sessions where subject = any($1)', [[out, here, never].map(({ nameId }) => nameId)])).toEqual([{ subject: here.nameId }]);
    expect(await sql('select 1 from sessions where expires_at < now()')).toEqual([]);
  });
});

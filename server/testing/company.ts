import { randomUUID } from 'node:crypto';
import { type DnsServer, startDnsServer } from './dns-server.ts';
import { type Browser, type Product, startProduct } from './product.ts';
import { type SamlPerson, type SamlProvider, type Twist, startSamlProvider } from './saml-provider.ts';

export const SAVE_SAML = `mutation ($input: SaveSamlConnectionInput!) { saveSamlConnection(input: $input) { __typename ... on UserError { code message } ... on ValidationError { fields { path message } }
  ... on SsoConnection { protocol label issuer clientId signOnUrl certificates { fingerprint validUntil } version } } }`;

/** The form that a provider's page sends. */
export type Form = Awaited<ReturnType<SamlProvider['answer']>>;
interface Way { readonly twist?: Twist; readonly change?: (form: Form) => Form; readonly next?: string | null; readonly browser?: Browser }

/** A product with a name server and a SAML provider beside it, and companies whose people sign in there. */
export class Companies implements AsyncDisposable {
  readonly product: Product;
  readonly dns: DnsServer;
  readonly provider: SamlProvider;
  constructor(product: Product, dns: DnsServer, provider: SamlProvider) {
    this.product = product;
    this.dns = dns;
    this.provider = provider;
  }

  static async start(): Promise<Companies> {
    const dns = await startDnsServer();
    return new Companies(await startProduct({ SSO_DNS_SERVERS: dns.address, SSO_PRIVATE_NETWORK: 'true', LOG_LEVEL: 'silent' }), dns, await startSamlProvider());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const one of [this.product, this.provider, this.dns]) await one[Symbol.asyncDispose]();
  }

  /** Proves a domain of its own to be a workspace's. */
  async verifyDomain(owner: Browser): Promise<string> {
    const domain = `${randomUUID().slice(0, 8)}.example`;
    const { addSsoDomain } = await owner.ask('mutation ($domain: String!) { addSsoDomain(input: { domain: $domain }) { ... on SsoDomain { id recordName recordValue } } }', { domain });
    this.dns.txt.set(addSsoDomain.recordName, [addSsoDomain.recordValue]);
    await owner.ask('mutation ($id: ID!) { verifySsoDomain(input: { id: $id }) { __typename } }', { id: addSsoDomain.id });
    return domain;
  }

  async create(input: unknown = { label: 'Guado', metadata: this.provider.metadata }): Promise<{ readonly owner: Browser; readonly workspaceId: string; readonly domain: string }> {
    const { owner, workspaceId } = await this.product.createWorkspace();
    const domain = await this.verifyDomain(owner);
    const { saveSamlConnection } = await owner.ask(SAVE_SAML, { input });
    if (saveSamlConnection.__typename !== 'SsoConnection') throw new Error(JSON.stringify(saveSamlConnection));
    return { owner, workspaceId, domain };
  }

  async start(domain: string, browser: Browser = this.product.browser(), next: string | null = null): Promise<{ readonly browser: Browser; readonly address: string }> {
    const started = await browser.post('/auth/sso/start', { email: `somebody@${domain}`, next });
    if (!started.ok) throw new Error(`starting answered ${started.status}: ${await started.text()}`);
    return { browser, address: ((await started.json()) as { address: string }).address };
  }

  /** What a browser does with the provider's form: posts it from the provider's page, without our cookies. Answers where that leads. */
  async send({ action, fields }: Form): Promise<string> {
    const headers = { 'origin': new URL(this.provider.entityId).origin, 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': this.product.browser().address };
    const answer = await fetch(action, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(fields) });
    if (answer.headers.getSetCookie().length > 0) throw new Error('a request from another site was given a cookie');
    return answer.headers.get('location') ?? `${answer.status}`;
  }

  async follow(browser: Browser, address: string): Promise<string> {
    return address.startsWith('/auth/') ? ((await browser.fetch(address)).headers.get('location') ?? '') : address;
  }

  /** Goes the whole way of a browser. Answers where it ended. */
  async signIn(domain: string, person: SamlPerson | null, { twist = {}, change = (form) => form, next = null, browser = this.product.browser() }: Way = {}): Promise<{ readonly browser: Browser; readonly ended: string }> {
    const { address } = await this.start(domain, browser, next);
    return { browser, ended: await this.follow(browser, await this.send(change(await this.provider.answer(address, person, twist)))) };
  }
}

/** Somebody whom the provider knows, with an address of the domain. */
export const personOf = (domain: string, changes: Partial<SamlPerson> = {}): SamlPerson => ({ nameId: randomUUID(), attributes: { email: `ada-${randomUUID().slice(0, 8)}@${domain}`, displayName: 'Ada Azzurra' }, ...changes });

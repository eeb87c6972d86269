import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import net, { type LookupFunction } from 'node:net';
import { buffer } from 'node:stream/consumers';

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 1_048_576;

/** An address that the product doesn't call for a workspace: private, loopback, link-local, multicast, or without encryption. */
export class EgressRefusedError extends Error {
  override readonly name = 'EgressRefusedError';
}

// Apart: an IPv4 address would also be looked for among IPv6 networks, in its mapped form.
const [inner4, inner6] = [new net.BlockList(), new net.BlockList()];
for (const [network, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24],
  ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) inner4.addSubnet(network, bits, 'ipv4');
// Only 2000::/3 is the public internet; what it holds of documentation and of tunnels that lead to IPv4 is not.
for (const [network, bits] of [['::', 3], ['4000::', 2], ['8000::', 1], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const) inner6.addSubnet(network, bits, 'ipv6');

/** Whether an IP address is on the public internet. */
export function isPublicAddress(address: string): boolean {
  const version = net.isIP(address);
  if (version === 0) return false;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return isPublicAddress(mapped);
  return version === 6 ? !inner6.check(address, 'ipv6') : !inner4.check(address, 'ipv4');
}

/** Resolves a name and refuses it unless every address is public: what is asked is what is connected to, so that a second answer of the DNS changes nothing. */
const publicLookup: LookupFunction = (hostname, options, done) => {
  dns.lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '', 4);
    if (found.length === 0 || found.some(({ address }) => !isPublicAddress(address))) return done(new EgressRefusedError(`${hostname} is not on the public internet`), '', 4);
    const [first] = found;
    if (options.all) return done(null, found);
    return done(null, first?.address ?? '', first?.family ?? 4);
  });
};

export interface EgressOptions {
  /** Whether private addresses and http are allowed. */
  readonly privateNetwork: boolean;
}

export interface EgressRequest { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string | Uint8Array | null; readonly signal?: AbortSignal | null }

/**
 * Calls an address that a workspace named: public and encrypted unless allowed otherwise, no redirects followed, 10 seconds, 1 MiB.
 * @throws EgressRefusedError when the address may not be called
 */
export async function callOut(address: string | URL, { method = 'GET', headers = {}, body = null, signal = null }: EgressRequest, { privateNetwork }: EgressOptions): Promise<Response> {
  const url = new URL(address);
  if (url.protocol !== 'https:' && !(privateNetwork && url.protocol === 'http:')) throw new EgressRefusedError(`${url.protocol} is not https:`);
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (!privateNetwork && net.isIP(literal) !== 0 && !isPublicAddress(literal)) throw new EgressRefusedError(`${literal} is not on the public internet`);
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  const request = (url.protocol === 'https:' ? https : http).request(url, {
    method, headers: { ...headers, ...(body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) }) }, signal: signal ? AbortSignal.any([limit, signal]) : limit,
    agent: false, ...(privateNetwork ? {} : { lookup: publicLookup }),
  });
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    request.on('response', resolve).on('error', reject).end(body ?? undefined);
  });
  let size = 0;
  answer.on('data', (piece: Buffer) => {
    size += piece.length;
    if (size > MAX_ANSWER_BYTES) answer.destroy(new EgressRefusedError(`${url.host} answered more than ${MAX_ANSWER_BYTES} bytes`));
  });
  const bytes = await buffer(answer);
  const status = answer.statusCode ?? 502;
  const bodiless = status === 204 || status === 205 || status === 304;
  const kept = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) if (value !== undefined) kept.set(name, Array.isArray(value) ? value.join(', ') : value);
  return new Response(bodiless ? null : new Uint8Array(bytes), { status, headers: kept });
}

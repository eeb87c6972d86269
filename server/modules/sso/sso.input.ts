import { domainToASCII } from 'node:url';
import { isIP } from 'node:net';
import { z } from 'zod';
import { email } from '../workspaces/index.ts';

const MAX_DOMAIN = 253;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const isDomain = (text: string): boolean => {
  const labels = text.split('.');
  return text.length <= MAX_DOMAIN && labels.length > 1 && labels.every((label) => LABEL.test(label)) && isIP(text) === 0;
};

/** A mail domain as DNS knows it: lower case, international names in their ASCII form. */
export const domainInput = z.object({
  domain: z.string().trim().min(1).max(MAX_DOMAIN).transform((text) => domainToASCII(text.replace(/^@/, '').replace(/\.$/, '')).toLowerCase()).refine(isDomain, { params: { code: 'domain' } }),
});

/** What comes after the `@` of an address, as it is stored of domains; null when it isn't an address. */
export function domainOf(address: string): string | null {
  const at = address.lastIndexOf('@');
  const domain = at > 0 ? domainToASCII(address.slice(at + 1)).toLowerCase() : '';
  return isDomain(domain) ? domain : null;
}

const issuer = z.string().trim().min(1).max(500).refine((text) => {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}, { params: { code: 'issuer' } });
const visible = /^[\x20-\x7e]+$/;
const secret = z.string().trim().min(1).max(1000).regex(visible).nullish().transform((given) => given ?? null);
const version = z.number().int().nullish().transform((given) => given ?? null);

export const testConnectionInput = z.object({ issuer, clientId: z.string().trim().min(1).max(300).regex(visible), clientSecret: secret });
export const saveConnectionInput = testConnectionInput.extend({ label: z.string().trim().min(1).max(60).regex(/^\P{Cc}*$/u), version });

/** As many certificates as a provider may sign with: the one it uses and those it changes to. */
export const MOST_CERTIFICATES = 5;
const LONGEST_METADATA = 50_000;
const LONGEST_CERTIFICATE = 8000;
const isWebAddress = (text: string): boolean => ['https:', 'http:'].includes(URL.parse(text)?.protocol ?? '') && URL.parse(text)?.username === '';

export const samlProviderInput = z.object({
  entityId: z.string().trim().min(1).max(500).regex(visible),
  signOnUrl: z.string().trim().min(1).max(2000).refine(isWebAddress, { params: { code: 'url' } }),
  signOutUrl: z.string().trim().min(1).max(2000).refine(isWebAddress, { params: { code: 'url' } }).nullable(),
});
const typed = (longest: number) => z.string().trim().max(longest).nullish();
export const saveSamlConnectionInput = z.object({
  label: saveConnectionInput.shape.label, version,
  /** Takes the place of what is below. */
  metadata: typed(LONGEST_METADATA).transform((xml) => xml || null),
  entityId: typed(500).transform((given) => given ?? ''), signOnUrl: typed(2000).transform((given) => given ?? ''), signOutUrl: typed(2000).transform((given) => given || null),
  certificates: z.array(z.string().max(LONGEST_CERTIFICATE)).max(MOST_CERTIFICATES).nullish().transform((given) => (given ?? []).filter((one) => one.trim() !== '')),
});

export const policyInput = z.object({ defaultRole: z.enum(['admin', 'editor']), required: z.boolean(), version });

export const optionsInput = z.object({ email });
export const startInput = z.object({ email, next: z.string().max(2000).nullish().transform((path) => path ?? null) });

const LONGEST_RESPONSE = 250_000;
/** What a provider's form sends. */
export const samlForm = z.object({ SAMLResponse: z.string().min(1).max(LONGEST_RESPONSE), RelayState: z.string().min(1).max(200) });

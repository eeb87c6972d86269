import { randomBytes } from 'node:crypto';
import { type Context, type Unit, isUuid, performAsMember } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { readTxt } from '../../platform/dns/dns.ts';
import { NotFoundError, RuleError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { domainAdded, domainRemoved, domainVerified } from './sso.events.ts';
import { domainInput } from './sso.input.ts';
import * as store from './sso.store.ts';

const TOKEN_BYTES = 20;
const VERIFIED_ELSEWHERE = 'sso_domains_verified';

/** Name and content of the DNS record that proves a domain. */
export const proofOf = ({ domain, token }: Pick<store.DomainRow, 'domain' | 'token'>) => ({ name: `_isatis.${domain}`, value: `isatis-verification=${token}` });

const found = async ({ tx, workspaceId }: Unit, id: string): Promise<store.DomainRow> => {
  const domain = isUuid(id) ? await store.findDomain(tx, workspaceId, id) : undefined;
  if (!domain) throw new NotFoundError('domain');
  return domain;
};

/** Notes a domain that is to be proved. Any workspace may; only its proof makes it theirs. */
export function addDomain(context: Context, input: unknown): Promise<store.DomainRow> {
  return performAsMember(context, 'security:manage', async (unit) => {
    const { tx, workspaceId, actor } = unit;
    const { domain } = validate(domainInput, input);
    if ((await store.listDomains(tx, workspaceId)).length >= store.MOST_DOMAINS) throw new RuleError('sso-domains-too-many', { count: store.MOST_DOMAINS });
    const added = await store.insertDomain(tx, workspaceId, { domain, token: randomBytes(TOKEN_BYTES).toString('base64url'), createdBy: actor.person.id });
    if (!added) throw new RuleError('sso-domain-there', { domain });
    await record(unit, domainAdded(added.id, domain));
    return added;
  });
}

/**
 * Looks for the proof of a domain in the DNS.
 * @throws RuleError `sso-dns-none`, `sso-dns-other`, `sso-dns-unreachable`, `sso-domain-taken`
 */
export async function verifyDomain(context: Context, id: string): Promise<store.DomainRow> {
  const wanted = await performAsMember(context, 'security:manage', (unit) => found(unit, id));
  if (wanted.verified_at) return wanted;
  const { name, value } = proofOf(wanted);
  // Outside a transaction: the DNS may take its time.
  const records = await readTxt(name, context.platform.config.SSO_DNS_SERVERS);
  if (typeof records === 'string') throw new RuleError(`sso-dns-${records}`, { name });
  if (!records.some((text) => text.trim() === value)) throw new RuleError('sso-dns-other', { name });
  try {
    return await performAsMember(context, 'security:manage', async (unit) => {
      const now = await found(unit, id);
      if (now.verified_at) return now;
      const verified = await store.markVerified(unit.tx, unit.workspaceId, id);
      await record(unit, domainVerified(id, verified.domain));
      return verified;
    });
  } catch (error) {
    if ((error as { constraint?: unknown }).constraint === VERIFIED_ELSEWHERE) throw new RuleError('sso-domain-taken', { domain: wanted.domain });
    throw error;
  }
}

/** Lets go of a domain: its people sign in with their passwords from then on. */
export function removeDomain(context: Context, id: string): Promise<{ readonly id: string }> {
  return performAsMember(context, 'security:manage', async (unit) => {
    const { domain } = await found(unit, id);
    await store.deleteDomain(unit.tx, unit.workspaceId, id);
    await record(unit, domainRemoved(id, domain));
    return { id };
  });
}

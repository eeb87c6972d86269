import { RuleError } from '../platform/failure.ts';
import type { Identity } from './identity.ts';

/** The company whose people have to sign in through it, of somebody who is bound so; null for everybody else. */
export async function bindingCompany(identity: Identity, personId: string): Promise<string | null> {
  const { rows: [row] } = await identity.query<{ company: string | null }>('select app.sso_binding($1) as company', [personId]);
  return row?.company ?? null;
}

/**
 * Refuses to begin a session for somebody whose workspace demands that they sign in through their company. Asked only
 * once whatever they came with was right: a wrong password says nothing of it.
 * @throws RuleError `sso-required`
 */
export async function refuseOtherWays(identity: Identity, personId: string): Promise<void> {
  const company = await bindingCompany(identity, personId);
  if (company !== null) throw new RuleError('sso-required', { company });
}

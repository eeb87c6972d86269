import { RuleError } from '../platform/failure.ts';
import type { Identity } from './identity.ts';

/**
 * Refuses to begin a session for somebody whose workspace demands that they sign in through their company. Asked only
 * once whatever they came with was right: a wrong password says nothing of it.
 * @throws RuleError `sso-required`
 */
export async function refuseOtherWays(identity: Identity, personId: string): Promise<void> {
  const { rows: [row] } = await identity.query<{ company: string | null }>('select app.sso_binding($1) as company', [personId]);
  if (row?.company) throw new RuleError('sso-required', { company: row.company });
}

import { ACCESS_CHANGED, type Context, type Unit, performAsMember, read } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { RuleError, StaleError } from '../../platform/failure.ts';
import * as store from './policy.store.ts';

/** What a workspace demands of its members before they get in. */
export interface SecurityPolicy { readonly workspaceId: string; readonly requiresSecondFactor: boolean; readonly version: number; readonly membersWithout: number }

const present = async ({ tx, workspaceId }: Pick<Unit, 'tx' | 'workspaceId'>, { requires_second_factor: requiresSecondFactor, version }: store.PolicyRow): Promise<SecurityPolicy> =>
  ({ workspaceId, requiresSecondFactor, version, membersWithout: await store.countWithout(tx) });

export const getSecurityPolicy = (context: Context): Promise<SecurityPolicy> =>
  read(context, 'security:manage', async (unit) => present(unit, await store.findPolicy(unit.tx, unit.workspaceId)));

/**
 * Demands a second factor of everybody, or leaves it to each. Members without one can do nothing from the next request on
 * but set it up.
 * @throws RuleError `second-factor-first` for somebody who would lock themselves out
 * @throws StaleError
 */
export function updateSecurityPolicy(context: Context, { requiresSecondFactor, version }: { readonly requiresSecondFactor: boolean; readonly version: number }): Promise<SecurityPolicy> {
  return performAsMember(context, 'security:manage', async (unit) => {
    const { tx, workspaceId, actor } = unit;
    if (requiresSecondFactor && !(await store.hasSecondFactor(tx, actor.person.id))) throw new RuleError('second-factor-first');
    const before = await store.findPolicy(tx, workspaceId);
    const saved = await store.savePolicy(tx, workspaceId, version, requiresSecondFactor);
    if (!saved) throw new StaleError((await store.findPolicy(tx, workspaceId)).version);
    const policy = await present(unit, saved);
    if (before.requires_second_factor !== requiresSecondFactor) {
      await record(unit, { action: requiresSecondFactor ? 'security.second-factor-demanded' : 'security.second-factor-optional', subject: { kind: 'workspace', id: workspaceId }, details: { without: policy.membersWithout } });
      await unit.publish(ACCESS_CHANGED);
    }
    return policy;
  });
}

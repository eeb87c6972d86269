import type { Unit } from '../../access/index.ts';
import { type Counts, VISITOR_HASH } from './counting.store.ts';

/** Figures of one agent on one day, counted elsewhere. */
export interface PastDay extends Required<Counts> { readonly day: string; readonly agentId: string }
export interface PastVisitor { readonly day: string; readonly agentId: string; readonly visitorId: string; readonly isReturning: boolean }

const AT_ONCE = 500;

/** Adds figures of the past to days that have none yet; visitors are kept as keyed hashes, as those of today are. */
export async function importFigures({ tx, workspaceId, key }: Unit, days: readonly PastDay[], visitors: readonly PastVisitor[]): Promise<void> {
  const workspaceKey = await key();
  for (let start = 0; start < days.length; start += AT_ONCE) {
    await tx.insertInto('analytics_days').values(days.slice(start, start + AT_ONCE).map(({ agentId, ...counts }) => ({ workspace_id: workspaceId, agent_id: agentId, ...counts }))).execute();
  }
  for (let start = 0; start < visitors.length; start += AT_ONCE) {
    const rows = visitors.slice(start, start + AT_ONCE).map(({ day, agentId, visitorId, isReturning }) => ({ workspace_id: workspaceId, day, agent_id: agentId, visitor_hash: workspaceKey.mac(VISITOR_HASH, visitorId), returning_visitor: isReturning }));
    await tx.insertInto('analytics_visitors').values(rows).onConflict((conflict) => conflict.doNothing()).execute();
  }
}

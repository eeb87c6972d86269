import { randomUUID } from 'node:crypto';
import type { StoredAgentConfig } from '../platform/database/schema.ts';
import type { Product } from './product.ts';

export const FALLBACK = 'I don’t know that. Write to help@example.com.';

/** An agent that is there already, published unless said otherwise: for tests of what comes after that. */
export async function addAgent(product: Pick<Product, 'sql'>, workspaceId: string, { live = true, ...given }: Partial<StoredAgentConfig> & { live?: boolean } = {}): Promise<{ readonly id: string; readonly key: string }> {
  const [id, key] = [randomUUID(), randomUUID()];
  const config = JSON.stringify({ name: 'Ada', goal: 'Help', instructions: '', tone: 'friendly', tagIds: [], fallback: FALLBACK, ...given } satisfies StoredAgentConfig);
  await product.sql('insert into agents (workspace_id, id, public_key, draft, live_version) values ($1, $2, $3, $4, $5)', [workspaceId, id, key, config, live ? 1 : null]);
  if (live) await product.sql('insert into agent_versions (workspace_id, agent_id, number, config) values ($1, $2, 1, $3)', [workspaceId, id, config]);
  return { id, key };
}

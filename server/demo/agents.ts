import { createAgent, publishAgent } from '../modules/agents/index.ts';
import type { StoredAgentConfig } from '../platform/database/schema.ts';
import type { Platform } from '../platform/platform.ts';
import { TAGS } from './knowledge.ts';
import { asDemoOwner } from './people.ts';
import { idOf } from './random.ts';

export type AgentName = 'shop' | 'workshop';

/** The agents of the sample workspace, as they are published. */
export const AGENTS: Readonly<Record<AgentName, { readonly id: string; readonly config: StoredAgentConfig }>> = {
  shop: {
    id: idOf('agent/shop'),
    config: {
      name: 'Shop desk', goal: 'Answer questions about orders, delivery, payment and returns of Tavola & Co.', tone: 'friendly', tagIds: [TAGS.shop],
      instructions: 'Give times and prices exactly as the documents state them.\nFor a single order, point to the address that handles it.',
      fallback: 'I don’t know that. Write to hello@tavola.example and a person answers within a working day.',
    },
  },
  workshop: {
    id: idOf('agent/workshop'),
    config: {
      name: 'Workshop', goal: 'Help people use, clean and repair their Alba lamp.', tone: 'concise', tagIds: [TAGS.product],
      instructions: 'Start with what the person can do at home. Mention the warranty where it may apply.',
      fallback: 'I can’t answer that from the manuals. Register a repair at tavola.example/repair and the workshop gets back to you.',
    },
  },
};

/** Creates and publishes the sample agents as the owner would, unless they are there. */
export async function publishAgents(platform: Platform): Promise<void> {
  const owner = asDemoOwner(platform);
  for (const { id, config } of Object.values(AGENTS)) {
    const { live, version } = await createAgent(owner, { id, config });
    if (!live) await publishAgent(owner, { id, version });
  }
}

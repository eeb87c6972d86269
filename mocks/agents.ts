import { tagsOf } from './knowledge.ts';
import type { AgentConfigInput, MutationCreateAgentArgs, MutationDeleteAgentArgs, MutationPublishAgentArgs, MutationUpdateAgentArgs, QueryAgentArgs, QueryAgentsArgs, SubscriptionPlaygroundArgs } from './schema-types.ts';
import type { Domain } from './types.ts';
import { type StoredAgent, type StoredVersion, type World, audit, may, need, pageOf, ruleError, staleError, validationError } from './world.ts';

const fields = ['name', 'goal', 'instructions', 'tone', 'fallback', 'tagIds'] as const;

function configAnswer(world: World, { tagIds, ...config }: AgentConfigInput) {
  return { ...config, tags: tagsOf(world, tagIds) };
}

const versionAnswer = (world: World, { config, ...version }: StoredVersion) => ({ ...version, config: configAnswer(world, config) });

function agentAnswer(world: World, agent: StoredAgent) {
  const live = agent.versions[0] ?? null;
  const changed = fields.filter((field) => !live || JSON.stringify(live.config[field]) !== JSON.stringify(agent.draft[field]));
  const { id, version, createdAt, updatedAt, publicKey } = agent;
  return {
    __typename: 'Agent' as const,
    id, version, createdAt, updatedAt, publicKey,
    draft: configAnswer(world, agent.draft),
    draftChanges: changed.map((field) => (field === 'tagIds' ? 'tags' : field)),
    live: live && versionAnswer(world, live),
    versions: agent.versions.map((one) => versionAnswer(world, one)),
    recentChats: may(world, 'analytics:read') ? [3, 5, 2, 8, 6, 9, 4] : null,
    widgetTag: live && `<script src="https://isatis.example/widget.js" data-agent="${publicKey}" async></script>`,
    demoUrl: live && `https://isatis.example/demo/${publicKey}`,
    viewerCanUpdate: may(world, 'agents:update'),
    viewerCanPublish: may(world, 'agents:publish'),
    viewerCanDelete: may(world, 'agents:delete'),
    viewerCanTest: may(world, 'agents:test'),
  };
}

function problemsOf({ name, goal }: AgentConfigInput) {
  const problems = { ...(name.trim() ? {} : { 'config.name': 'An agent needs a name.' }), ...(goal.trim() ? {} : { 'config.goal': 'Say what the agent is for.' }) };
  return Object.keys(problems).length > 0 ? validationError(problems) : null;
}

const gone = ruleError('This agent was deleted.');

/** Agents, their versions and the playground. */
export const agentsDomain = (world: World): Domain => {
  const find = (id: string): StoredAgent | undefined => world.agents.find((agent) => agent.id === id);
  return {
    query: {
      agents: ({ search, ...page }: QueryAgentsArgs) => {
        need(world, 'agents:read');
        return { ...pageOf(world.agents.filter(({ draft }) => draft.name.toLowerCase().includes(search?.toLowerCase() ?? '')), page, (agent) => agentAnswer(world, agent)), viewerCanCreate: may(world, 'agents:create') };
      },
      agent: ({ id }: QueryAgentArgs) => {
        need(world, 'agents:read');
        const agent = find(id);
        return agent ? agentAnswer(world, agent) : null;
      },
    },
    mutation: {
      createAgent: ({ input: { id, config } }: MutationCreateAgentArgs) => {
        need(world, 'agents:create');
        const problems = problemsOf(config);
        if (problems) return problems;
        const at = world.now().toISOString();
        const known = find(id);
        const agent = known ?? { id, draft: config, versions: [], version: 1, createdAt: at, updatedAt: at, publicKey: `pk_${id.slice(0, 8)}` };
        if (!known) world.agents.unshift(agent);
        return agentAnswer(world, agent);
      },
      updateAgent: ({ input: { id, config, version } }: MutationUpdateAgentArgs) => {
        need(world, 'agents:update');
        const agent = find(id);
        if (!agent) return gone;
        if (agent.version !== version) return staleError(agent.version);
        const problems = problemsOf(config);
        if (problems) return problems;
        Object.assign(agent, { draft: config, version: version + 1, updatedAt: world.now().toISOString() });
        return agentAnswer(world, agent);
      },
      publishAgent: ({ input: { id, version } }: MutationPublishAgentArgs) => {
        const viewer = need(world, 'agents:publish');
        const agent = find(id);
        if (!agent) return gone;
        if (agent.version !== version) return staleError(agent.version);
        const number = (agent.versions[0]?.number ?? 0) + 1;
        agent.versions.unshift({ id: `${id}-v${number}`, number, publishedAt: world.now().toISOString(), publishedBy: viewer.name, config: agent.draft });
        audit(world, 'agent.published', `${viewer.name} published version ${number} of an agent.`);
        return agentAnswer(world, agent);
      },
      deleteAgent: ({ input: { id } }: MutationDeleteAgentArgs) => {
        need(world, 'agents:delete');
        if (!find(id)) return gone;
        world.agents = world.agents.filter((agent) => agent.id !== id);
        return { __typename: 'DeletedAgent' as const, id };
      },
    },
    subscription: {
      async *playground({ agentId, question }: SubscriptionPlaygroundArgs) {
        need(world, 'agents:test');
        const agent = find(agentId);
        const words = question.toLowerCase().split(/\W+/).filter((word) => word.length > 3);
        const document = world.documents.find(({ sections }) => sections.some(({ text }) => words.some((word) => text.toLowerCase().includes(word))));
        const section = document?.sections.find(({ text }) => words.some((word) => text.toLowerCase().includes(word)));
        const text = section ? `${section.text} [1]` : (agent?.draft.fallback ?? '');
        for (const word of text.split(/(?<= )/)) yield { playground: { __typename: 'PlaygroundText' as const, text: word } };
        yield {
          playground: {
            __typename: 'PlaygroundDone' as const,
            text,
            outcome: section ? ('answered' as const) : ('fallback' as const),
            citations: document && section ? [{ number: 1, documentId: document.id, documentName: document.name, heading: section.headings.join(' › '), quote: section.text, sectionId: section.id }] : [],
            trace: { firstTokenMs: 40, inputTokens: null, model: null, outputTokens: null, providerFailure: null, retrieveMs: 6, totalMs: 180, retrieved: section ? [{ sectionId: section.id, score: 3.2 }] : [] },
          },
        };
      },
    },
  };
};

import type { MutationSaveLlmProviderArgs, MutationTestLlmProviderArgs, MutationUpdateSecurityPolicyArgs, MutationUpdateWorkspaceArgs, QueryAuditEventsArgs } from './schema-types.ts';
import type { Domain } from './types.ts';
import { type World, audit, may, need, pageOf, ruleError, staleError, validationError } from './world.ts';

/** The workspace, as the schema says it. */
export const workspaceAnswer = (world: World) => ({ __typename: 'Workspace' as const, ...world.workspace, deletesAt: world.workspace.deletesAt ?? null, viewerCanDelete: may(world, 'workspace:delete'), viewerCanTransfer: may(world, 'workspace:transfer'), viewerCanUpdate: may(world, 'workspace:update') });
const providerAnswer = (world: World) => world.provider && { __typename: 'LlmProvider' as const, ...world.provider, failures: world.provider.failures ?? null, viewerCanManage: may(world, 'secrets:manage') };
const policyAnswer = (world: World) => ({ __typename: 'SecurityPolicy' as const, id: world.workspace.id, ...world.policy, membersWithout: world.people.length - (world.account.secondFactor.since === null ? 0 : 1) });
const isAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** Workspace, language model and audit log. */
export const settingsDomain = (world: World): Domain => ({
  query: {
    workspace: () => {
      need(world, 'workspace:read');
      return workspaceAnswer(world);
    },
    llmProvider: () => {
      need(world, 'secrets:read');
      return providerAnswer(world);
    },
    securityPolicy: () => {
      need(world, 'security:manage');
      return policyAnswer(world);
    },
    auditEvents: (page: QueryAuditEventsArgs) => {
      need(world, 'audit:read');
      const { length } = world.audit;
      return { ...pageOf(world.audit, page, (event) => ({ ...event, details: '{}', hash: event.id.padEnd(64, '0').slice(0, 64), sequence: length - world.audit.indexOf(event) })), chainIntact: true };
    },
  },
  mutation: {
    updateSecurityPolicy: ({ input: { requiresSecondFactor, version } }: MutationUpdateSecurityPolicyArgs) => {
      need(world, 'security:manage');
      if (version !== world.policy.version) return staleError(world.policy.version);
      if (requiresSecondFactor && world.account.secondFactor.since === null) return ruleError('Set up a second step for yourself first; otherwise you would lock yourself out.');
      world.policy = { requiresSecondFactor, version: version + 1 };
      return policyAnswer(world);
    },
    updateWorkspace: ({ input: { version, ...values } }: MutationUpdateWorkspaceArgs) => {
      need(world, 'workspace:update');
      if (version !== world.workspace.version) return staleError(world.workspace.version);
      const problems = { ...(values.name.trim() ? {} : { name: 'A workspace needs a name.' }), ...(values.retentionDays >= 1 && values.retentionDays <= 3650 ? {} : { retentionDays: 'Between 1 and 3650 days.' }) };
      if (Object.keys(problems).length > 0) return validationError(problems);
      Object.assign(world.workspace, values, { version: version + 1 });
      audit(world, 'workspace.updated', 'The workspace was changed.');
      world.topics.publish('viewerChanged', null);
      return workspaceAnswer(world);
    },
    saveLlmProvider: ({ input: { baseUrl, model, apiKey, version } }: MutationSaveLlmProviderArgs) => {
      need(world, 'secrets:manage');
      if (!isAddress(baseUrl)) return validationError({ baseUrl: 'Write an address that begins with https://.' });
      if (world.provider && version !== world.provider.version) return staleError(world.provider.version);
      if (!world.provider && !apiKey) return validationError({ apiKey: 'A key is needed.' });
      world.provider = { baseUrl, model, keyEnding: apiKey?.slice(-4) ?? world.provider?.keyEnding ?? '', version: (world.provider?.version ?? 0) + 1, updatedAt: world.now().toISOString() };
      const saved = providerAnswer(world);
      return saved ?? ruleError('Nothing was saved.');
    },
    testLlmProvider: ({ input: { baseUrl, model } }: MutationTestLlmProviderArgs) => {
      need(world, 'secrets:manage');
      if (!isAddress(baseUrl)) return validationError({ baseUrl: 'Write an address that begins with https://.' });
      return { __typename: 'LlmProviderTest' as const, ok: true, message: `${model} answered.` };
    },
    removeLlmProvider: () => {
      need(world, 'secrets:manage');
      world.provider = null;
      return { __typename: 'RemovedLlmProvider' as const, ok: true };
    },
  },
  subscription: {
    async *llmProviderChanged() {
      for await (const _ of world.topics.listen('llmProviderChanged')) yield { llmProviderChanged: { provider: providerAnswer(world) } };
    },
  },
});

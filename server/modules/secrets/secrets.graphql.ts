import { holds } from '../../access/index.ts';
import { builder } from '../../graphql/builder.ts';
import { failures } from '../../graphql/errors.ts';
import { sentence } from '../../messages/index.ts';
import { LLM_PROVIDER_CHANGED } from './secrets.events.ts';
import { type ModelFailures, type ProviderRow, getModelFailures, getProvider, removeProvider, saveProvider, testProvider } from './secrets.service.ts';

const LlmProviderFailures = builder.objectRef<ModelFailures & { readonly model: string }>('LlmProviderFailures').implement({
  description: 'What the model failed at since it last wrote an answer, of the last seven days. Those answers were quoted instead.',
  fields: (t) => ({
    answers: t.exposeInt('answers'),
    since: t.expose('since', { type: 'DateTime' }),
    message: t.string({ description: 'Why it failed at the latest, and what to do.', resolve: ({ reason, model }, _args, { locale }) => sentence(locale, `provider.${reason}`, { model }) }),
  }),
});
const LlmProvider = builder.objectRef<ProviderRow>('LlmProvider').implement({
  fields: (t) => ({
    baseUrl: t.exposeString('base_url'),
    model: t.exposeString('model'),
    keyEnding: t.exposeString('key_ending', { description: 'The last four characters; empty of a short key.' }),
    version: t.exposeInt('version'),
    updatedAt: t.expose('updated_at', { type: 'DateTime' }),
    failures: t.field({
      type: LlmProviderFailures, nullable: true, description: 'null: it works, or wasn’t asked since it was set.',
      resolve: async ({ model }, _args, context) => {
        const failed = await getModelFailures(context);
        return failed && { ...failed, model };
      },
    }),
    viewerCanManage: t.boolean({ resolve: (_provider, _args, { actor }) => holds(actor, 'secrets:manage') }),
  }),
});

builder.queryField('llmProvider', (t) => t.field({ type: LlmProvider, nullable: true, permission: 'secrets:read', resolve: (_root, _args, context) => getProvider(context) }));

const LlmProviderChange = builder.objectRef<{ provider: ProviderRow | null }>('LlmProviderChange').implement({ fields: (t) => ({ provider: t.expose('provider', { type: LlmProvider, nullable: true }) }) });
builder.subscriptionField('llmProviderChanged', (t) => t.field({
  type: LlmProviderChange, permission: 'secrets:read', description: 'The language model began to fail at answers, writes them again, or was set otherwise.',
  subscribe: (_root, _args, { platform, actor, signal }) => platform.pubsub.subscribe(LLM_PROVIDER_CHANGED, actor.kind === 'member' ? actor.workspaceId : '', signal),
  resolve: async (_notice, _args, context) => ({ provider: await getProvider(context) }),
}));

const SaveLlmProviderInput = builder.inputType('SaveLlmProviderInput', {
  description: '`apiKey` null keeps the stored one.',
  fields: (t) => ({ baseUrl: t.string(), model: t.string(), apiKey: t.string({ required: false }), version: t.int({ required: false }) }),
});
builder.mutationField('saveLlmProvider', (t) => t.field({
  type: LlmProvider, permission: 'secrets:manage', errors: { types: failures.all }, args: { input: t.arg({ type: SaveLlmProviderInput }) },
  resolve: (_root, { input }, context) => saveProvider(context, input),
}));

const LlmProviderTest = builder.objectRef<{ ok: boolean; message: string }>('LlmProviderTest').implement({ fields: (t) => ({ ok: t.exposeBoolean('ok'), message: t.exposeString('message') }) });
const TestLlmProviderInput = builder.inputType('TestLlmProviderInput', { fields: (t) => ({ baseUrl: t.string(), model: t.string(), apiKey: t.string({ required: false }) }) });
builder.mutationField('testLlmProvider', (t) => t.field({
  type: LlmProviderTest, permission: 'secrets:manage', errors: { types: failures.checked }, args: { input: t.arg({ type: TestLlmProviderInput }) },
  resolve: async (_root, { input }, context) => {
    const failure = await testProvider(context, input);
    return { ok: failure === null, message: sentence(context.locale, `provider.${failure ?? 'ok'}`, { model: input.model }) };
  },
}));

const RemovedLlmProvider = builder.objectRef<{ ok: boolean }>('RemovedLlmProvider').implement({ fields: (t) => ({ ok: t.exposeBoolean('ok') }) });
builder.mutationField('removeLlmProvider', (t) => t.field({
  type: RemovedLlmProvider, permission: 'secrets:manage', errors: { types: failures.rule },
  resolve: async (_root, _args, context) => {
    await removeProvider(context);
    return { ok: true };
  },
}));

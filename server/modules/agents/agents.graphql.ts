import type { TurnEvent } from '#ai/contract.ts';
import { holds, holdsOn } from '../../access/index.ts';
import { builder } from '../../graphql/builder.ts';
import { asks, defineConnection } from '../../graphql/connections.ts';
import { failures } from '../../graphql/errors.ts';
import { AuthorEnum, CitationType, OutcomeEnum, TagType, TurnTraceType } from '../../graphql/shared-types.ts';
import { countDocumentsOfTag } from '../knowledge/index.ts';
import { tones } from './agents.input.ts';
import { type AgentView, type ConfigView, type VersionView, createAgent, deleteAgent, differences, getAgent, listAgents, listVersions, publishAgent, updateAgent } from './agents.service.ts';
import { playground } from './playground.service.ts';

const Tone = builder.enumType('Tone', { values: tones });

const AgentConfig = builder.objectRef<ConfigView>('AgentConfig').implement({
  fields: (t) => ({
    name: t.exposeString('name'),
    goal: t.exposeString('goal'),
    instructions: t.exposeString('instructions'),
    tone: t.expose('tone', { type: Tone }),
    fallback: t.exposeString('fallback'),
    tags: t.field({ type: [TagType], resolve: ({ tags }, _args, context) => tags.map((tag) => ({ ...tag, documentCount: () => countDocumentsOfTag(context, tag.id) })) }),
  }),
});

const AgentVersion = builder.objectRef<VersionView>('AgentVersion').implement({
  fields: (t) => ({
    id: t.id({ resolve: ({ agentId, number }) => `${agentId}/${number}` }),
    number: t.exposeInt('number'),
    config: t.expose('config', { type: AgentConfig }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime' }),
    publishedBy: t.exposeString('publishedBy', { nullable: true }),
  }),
});

const AgentType = builder.objectRef<AgentView>('Agent').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    draft: t.expose('draft', { type: AgentConfig }),
    draftChanges: t.stringList({ description: 'Names of the draft’s fields that differ from the live version; all of them when nothing is live.', resolve: ({ draft, live }) => differences(live?.config ?? null, draft) }),
    live: t.expose('live', { type: AgentVersion, nullable: true }),
    versions: t.field({ type: [AgentVersion], description: 'Newest first.', resolve: ({ id }, _args, context) => listVersions(context, id) }),
    recentChats: t.intList({ nullable: true, description: 'Chats in the last 7 days, oldest day first; null without analytics:read.', resolve: ({ recentChats }) => recentChats && [...recentChats] }),
    publicKey: t.exposeString('public_key', { description: 'What the widget’s script tag names the agent by.' }),
    widgetTag: t.string({
      nullable: true, description: 'The tag to paste into a site; null until something is live.',
      resolve: ({ live, public_key }, _args, { platform }) => (live ? `<script src="${platform.publicUrl()}/widget.js" data-agent="${public_key}" async></script>` : null),
    }),
    demoUrl: t.string({ nullable: true, description: 'Page of this product that carries the widget; null until something is live.', resolve: ({ live, public_key }, _args, { platform }) => (live ? `${platform.publicUrl()}/demo/${public_key}` : null) }),
    createdAt: t.expose('created_at', { type: 'DateTime' }),
    updatedAt: t.expose('updated_at', { type: 'DateTime' }),
    version: t.exposeInt('version'),
    viewerCanUpdate: t.boolean({ resolve: ({ id }, _args, { actor }) => holdsOn(actor, 'agents:update', [id]) }),
    viewerCanPublish: t.boolean({ resolve: ({ id }, _args, { actor }) => holdsOn(actor, 'agents:publish', [id]) }),
    viewerCanTest: t.boolean({ resolve: ({ id }, _args, { actor }) => holdsOn(actor, 'agents:test', [id]) }),
    viewerCanDelete: t.boolean({ resolve: ({ id }, _args, { actor }) => holdsOn(actor, 'agents:delete', [id]) }),
  }),
});
const AgentConnection = defineConnection('Agent', AgentType, (t) => ({ viewerCanCreate: t.boolean({ resolve: (_list, _args, { actor }) => holds(actor, 'agents:create') }) }));

builder.queryField('agents', (t) => t.field({
  type: AgentConnection, permission: 'agents:read', args: { first: t.arg.int({ required: false }), after: t.arg.string({ required: false }), search: t.arg.string({ required: false, description: 'In the name of the draft.' }) },
  resolve: async (_root, args, context, info) => ({ ...(await listAgents(context, args, asks(info, 'totalCount'))), after: Boolean(args.after) }),
}));
builder.queryField('agent', (t) => t.field({ type: AgentType, nullable: true, permission: 'agents:read', args: { id: t.arg.id() }, resolve: (_root, { id }, context) => getAgent(context, id) }));

const AgentConfigInput = builder.inputType('AgentConfigInput', {
  fields: (t) => ({ name: t.string(), goal: t.string(), instructions: t.string(), tone: t.field({ type: Tone }), tagIds: t.idList(), fallback: t.string() }),
});
const CreateAgentInput = builder.inputType('CreateAgentInput', {
  description: '`id` is a UUID made by the client: a second submit of the same form creates nothing more.',
  fields: (t) => ({ id: t.id(), config: t.field({ type: AgentConfigInput }) }),
});
builder.mutationField('createAgent', (t) => t.field({
  type: AgentType, permission: 'agents:create', errors: { types: failures.checked }, args: { input: t.arg({ type: CreateAgentInput }) },
  resolve: (_root, { input }, context) => createAgent(context, input),
}));

const UpdateAgentInput = builder.inputType('UpdateAgentInput', { fields: (t) => ({ id: t.id(), config: t.field({ type: AgentConfigInput }), version: t.int() }) });
builder.mutationField('updateAgent', (t) => t.field({
  type: AgentType, permission: 'agents:update', errors: { types: failures.all }, args: { input: t.arg({ type: UpdateAgentInput }) },
  resolve: (_root, { input }, context) => updateAgent(context, input),
}));

const PublishAgentInput = builder.inputType('PublishAgentInput', { fields: (t) => ({ id: t.id(), version: t.int() }) });
builder.mutationField('publishAgent', (t) => t.field({
  type: AgentType, permission: 'agents:publish', errors: { types: failures.stale }, args: { input: t.arg({ type: PublishAgentInput }) },
  resolve: (_root, { input }, context) => publishAgent(context, input),
}));

const DeletedAgent = builder.objectRef<{ id: string }>('DeletedAgent').implement({ fields: (t) => ({ id: t.exposeID('id') }) });
const DeleteAgentInput = builder.inputType('DeleteAgentInput', { fields: (t) => ({ id: t.id() }) });
builder.mutationField('deleteAgent', (t) => t.field({
  type: DeletedAgent, permission: 'agents:delete', errors: { types: failures.rule }, args: { input: t.arg({ type: DeleteAgentInput }) },
  resolve: async (_root, { input }, context) => ({ id: await deleteAgent(context, input.id) }),
}));

const PlaygroundMessageInput = builder.inputType('PlaygroundMessageInput', { fields: (t) => ({ author: t.field({ type: AuthorEnum }), text: t.string() }) });
const PlaygroundText = builder.objectRef<Extract<TurnEvent, { type: 'text' }>>('PlaygroundText').implement({ description: 'A piece to append.', fields: (t) => ({ text: t.exposeString('text') }) });
const PlaygroundDone = builder.objectRef<Extract<TurnEvent, { type: 'done' }>>('PlaygroundDone').implement({
  description: 'The whole answer; its text replaces all pieces.',
  fields: (t) => ({
    text: t.exposeString('text'),
    outcome: t.expose('outcome', { type: OutcomeEnum }),
    citations: t.field({ type: [CitationType], resolve: ({ citations }) => [...citations] }),
    trace: t.expose('trace', { type: TurnTraceType }),
  }),
});
const PlaygroundEvent = builder.unionType('PlaygroundEvent', { types: [PlaygroundText, PlaygroundDone], resolveType: ({ type }) => (type === 'text' ? PlaygroundText : PlaygroundDone) });

builder.subscriptionField('playground', (t) => t.field({
  type: PlaygroundEvent, permission: 'agents:test', description: 'Answers one question with the draft of an agent. Nothing is kept.',
  args: { agentId: t.arg.id(), question: t.arg.string(), history: t.arg({ type: [PlaygroundMessageInput], required: false }) },
  subscribe: (_root, { agentId, question, history }, context) => playground(context, context.signal, { agentId, question, history: history ?? [] }) as never,
  resolve: (event) => event as TurnEvent,
}));

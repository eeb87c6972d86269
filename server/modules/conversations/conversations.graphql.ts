import { builder } from '../../graphql/builder.ts';
import { asks, defineConnection } from '../../graphql/connections.ts';
import { AuthorEnum, CitationType, OutcomeEnum, TurnTraceType } from '../../graphql/shared-types.ts';
import { CONVERSATION_CHANGED } from './conversations.events.ts';
import { type Conversation, type Message, conversationOfEvent, getConversation, listConversations, listMessages } from './conversations.service.ts';

const ChannelEnum = builder.enumType('Channel', { values: ['widget', 'demo'] as const });
const FeedbackEnum = builder.enumType('Feedback', { values: ['up', 'down'] as const });

const MessageType = builder.objectRef<Message>('Message').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    at: t.expose('at', { type: 'DateTime' }),
    author: t.expose('author', { type: AuthorEnum }),
    text: t.exposeString('text'),
    citations: t.field({ type: [CitationType], resolve: ({ citations }) => [...citations] }),
    outcome: t.expose('outcome', { type: OutcomeEnum, nullable: true, description: 'Null for visitors’ messages and for answers the visitor stopped.' }),
    feedback: t.expose('feedback', { type: FeedbackEnum, nullable: true }),
    trace: t.expose('trace', { type: TurnTraceType, nullable: true }),
  }),
});
const MessageConnection = defineConnection('Message', MessageType);

const ConversationType = builder.objectRef<Conversation>('Conversation').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    agentId: t.exposeID('agent_id'),
    agentName: t.exposeString('agent_name'),
    agentVersion: t.exposeInt('agent_version'),
    channel: t.expose('channel', { type: ChannelEnum }),
    excerpt: t.exposeString('excerpt', { description: 'The visitor’s first message, shortened.' }),
    messageCount: t.exposeInt('message_count'),
    feedbackUp: t.exposeInt('feedback_up'),
    feedbackDown: t.exposeInt('feedback_down'),
    startedAt: t.expose('started_at', { type: 'DateTime' }),
    lastMessageAt: t.expose('last_message_at', { type: 'DateTime' }),
    visitorId: t.exposeID('visitor_id'),
    messages: t.field({
      type: MessageConnection, args: { after: t.arg.string({ required: false }), first: t.arg.int({ required: false }) },
      resolve: async ({ id, message_count }, args, context) => ({ page: await listMessages(context, id, args), totalCount: message_count, after: Boolean(args.after) }),
    }),
  }),
});
const ConversationConnection = defineConnection('Conversation', ConversationType);

builder.queryField('conversations', (t) => t.field({
  type: ConversationConnection, permission: 'conversations:read', description: 'Newest message first. A search looks for words said in the newest 2,000 conversations.',
  args: {
    agentId: t.arg.id({ required: false }), channel: t.arg({ type: ChannelEnum, required: false }), feedback: t.arg({ type: FeedbackEnum, required: false }),
    search: t.arg.string({ required: false }), first: t.arg.int({ required: false }), after: t.arg.string({ required: false }),
  },
  resolve: async (_root, args, context, info) => ({ ...(await listConversations(context, args, asks(info, 'totalCount'))), after: Boolean(args.after) }),
}));

builder.queryField('conversation', (t) => t.field({
  type: ConversationType, nullable: true, permission: 'conversations:read', args: { id: t.arg.id() },
  resolve: (_root, { id }, context) => getConversation(context, id),
}));

builder.subscriptionField('conversationChanged', (t) => t.field({
  type: ConversationType, permission: 'conversations:read', description: 'A conversation is new or has a new message or feedback.',
  subscribe: (_root, _args, { platform, actor, signal }) => platform.pubsub.subscribe(CONVERSATION_CHANGED, actor.kind === 'member' ? actor.workspaceId : '', signal),
  resolve: (notice, _args, context) => conversationOfEvent(context, String((notice as { conversationId?: unknown }).conversationId)),
}));

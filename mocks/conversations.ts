import type { QueryConversationArgs, QueryConversationsArgs } from './schema-types.ts';
import type { Domain } from './types.ts';
import { type StoredConversation, type StoredMessage, type World, need, pageOf } from './world.ts';

function messageAnswer(world: World, message: StoredMessage) {
  const { sectionId, answered, ...plain } = message;
  const document = world.documents.find(({ sections }) => sections.some(({ id }) => id === sectionId));
  const section = document?.sections.find(({ id }) => id === sectionId);
  const isAnswer = message.author === 'agent';
  return {
    ...plain,
    outcome: isAnswer ? (answered ? ('answered' as const) : ('fallback' as const)) : null,
    citations: document && section ? [{ number: 1, documentId: document.id, documentName: document.name, heading: section.headings.join(' › '), quote: section.text, sectionId: section.id }] : [],
    trace: isAnswer ? { firstTokenMs: 38, inputTokens: null, model: null, outputTokens: null, providerFailure: null, retrieveMs: 5, totalMs: 190, retrieved: section ? [{ sectionId: section.id, score: 2.7 }] : [] } : null,
  };
}

function conversationAnswer(world: World, conversation: StoredConversation) {
  const { messages, ...plain } = conversation;
  const agent = world.agents.find(({ id }) => id === conversation.agentId);
  return {
    ...plain,
    agentName: agent?.draft.name ?? '',
    excerpt: messages[0]?.text ?? '',
    feedbackUp: messages.filter(({ feedback }) => feedback === 'up').length,
    feedbackDown: messages.filter(({ feedback }) => feedback === 'down').length,
    lastMessageAt: messages.at(-1)?.at ?? conversation.startedAt,
    messageCount: messages.length,
    messages: (page: { first?: number | null; after?: string | null }) => pageOf(messages, page, (message) => messageAnswer(world, message)),
  };
}

/** What visitors and agents wrote. */
export const conversationsDomain = (world: World): Domain => ({
  query: {
    conversations: ({ agentId, channel, feedback, search, ...page }: QueryConversationsArgs) => {
      need(world, 'conversations:read');
      const wanted = (search ?? '').toLowerCase();
      const found = world.conversations
        .filter((one) => (!agentId || one.agentId === agentId) && (!channel || one.channel === channel) && (!feedback || one.messages.some((message) => message.feedback === feedback)) && (!wanted || one.messages.some(({ text }) => text.toLowerCase().includes(wanted))))
        .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
      return pageOf(found, page, (one) => conversationAnswer(world, one));
    },
    conversation: ({ id }: QueryConversationArgs) => {
      need(world, 'conversations:read');
      const conversation = world.conversations.find((one) => one.id === id);
      return conversation ? conversationAnswer(world, conversation) : null;
    },
  },
  subscription: {
    async *conversationChanged() {
      need(world, 'conversations:read');
      for await (const { id } of world.topics.listen('conversationChanged')) {
        const conversation = world.conversations.find((one) => one.id === id);
        if (conversation) yield { conversationChanged: conversationAnswer(world, conversation) };
      }
    },
  },
});

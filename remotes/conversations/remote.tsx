import { defineRemote } from '#shared/contract/index.ts';
import { lazyPage } from '#shared/ui/index.ts';
import { ConversationAgentsDocument, ConversationsDocument } from './gql/graphql.ts';
import { firstConversations } from './pages/conversations/list/first-conversations.ts';

const LatestCard = lazyPage(() => import('./slots/latest-card.tsx'));
const OfAgent = lazyPage(() => import('./slots/of-agent.tsx'));
const ConversationsPage = lazyPage(() => import('./pages/conversations/conversations-page.tsx'));

export default defineRemote({
  id: 'conversations',
  // One route for both: opening a conversation must not start the list anew.
  routes: () => [{ path: ':conversationId?', element: <ConversationsPage /> }],
  slots: { 'home.cards': { latest: LatestCard }, 'agent.actions': { 'of-agent': OfAgent } },
  prefetch: ({ session }, ask) => {
    ask(ConversationsDocument, firstConversations);
    if (session.permissions.has('agents:read')) ask(ConversationAgentsDocument, {});
    return ConversationsPage.fetch();
  },
  messages: (locale) => (locale === 'it' ? import('./messages/it.json') : import('./messages/en.json')).then((file) => file.default),
});

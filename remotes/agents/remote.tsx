import { defineRemote } from '#shared/contract/index.ts';
import { lazyPage } from '#shared/ui/index.ts';
import { AgentsDocument } from './gql/graphql.ts';
import { firstAgents } from './pages/list/first-agents.ts';

const AgentsPage = lazyPage(() => import('./pages/list/agents-page.tsx'));
const CreatePage = lazyPage(() => import('./pages/create/create-page.tsx'));
const AgentPage = lazyPage(() => import('./pages/editor/agent-page.tsx'));
const ReleaseColumn = lazyPage(() => import('./slots/release-column.tsx'));

export default defineRemote({
  id: 'agents',
  routes: () => [
    { path: '', element: <AgentsPage /> },
    { path: 'new', element: <CreatePage /> },
    { path: ':agentId', element: <AgentPage /> },
  ],
  slots: { 'analytics.agents.columns': { release: ReleaseColumn } },
  prefetch: (_shell, ask) => {
    ask(AgentsDocument, firstAgents);
    return AgentsPage.fetch();
  },
  messages: (locale) => (locale === 'it' ? import('./messages/it.json') : import('./messages/en.json')).then((file) => file.default),
});

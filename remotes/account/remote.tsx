import { defineRemote } from '#shared/contract/index.ts';
import { lazyPage } from '#shared/ui/index.ts';

const TokensPage = lazyPage(() => import('./pages/tokens/tokens-page.tsx'));

export default defineRemote({
  id: 'account',
  routes: () => [
    { path: 'tokens', element: <TokensPage key="mine" whose="mine" /> },
    { path: 'tokens/workspace', element: <TokensPage key="all" whose="all" /> },
  ],
  messages: (locale) => (locale === 'it' ? import('./messages/it.json') : import('./messages/en.json')).then((file) => file.default),
});

import { defineRemote } from '#shared/contract/index.ts';
import { lazyPage } from '#shared/ui/index.ts';

const ProfilePage = lazyPage(() => import('./pages/profile/profile-page.tsx'));
const SecurityPage = lazyPage(() => import('./pages/security/security-page.tsx'));
const SessionsPage = lazyPage(() => import('./pages/sessions/sessions-page.tsx'));
const TokensPage = lazyPage(() => import('./pages/tokens/tokens-page.tsx'));

export default defineRemote({
  id: 'account',
  routes: () => [
    { path: '', element: <ProfilePage /> },
    { path: 'security', element: <SecurityPage /> },
    { path: 'sessions', element: <SessionsPage /> },
    { path: 'tokens', element: <TokensPage key="mine" whose="mine" /> },
    { path: 'tokens/workspace', element: <TokensPage key="all" whose="all" /> },
  ],
  messages: (locale) => (locale === 'it' ? import('./messages/it.json') : import('./messages/en.json')).then((file) => file.default),
});

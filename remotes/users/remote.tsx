import { defineRemote } from '#shared/contract/index.ts';
import { lazyPage } from '#shared/ui/index.ts';

const MembersPage = lazyPage(() => import('./pages/members/members-page.tsx'));
const InvitationsPage = lazyPage(() => import('./pages/invitations/invitations-page.tsx'));

export default defineRemote({
  id: 'users',
  routes: () => [
    { path: '', element: <MembersPage /> },
    // A member opens over the list, which stays where it is.
    { path: 'members/:memberId', element: <MembersPage /> },
    { path: 'invitations', element: <InvitationsPage /> },
  ],
  messages: (locale) => (locale === 'it' ? import('./messages/it.json') : import('./messages/en.json')).then((file) => file.default),
});

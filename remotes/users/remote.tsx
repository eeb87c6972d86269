import { defineRemote } from '#shared/contract/index.ts';
import { lazyPage } from '#shared/ui/index.ts';
import { MembersDocument } from './gql/graphql.ts';
import { firstMembers } from './pages/members/first-members.ts';

const MembersPage = lazyPage(() => import('./pages/members/members-page.tsx'));
const InvitationsPage = lazyPage(() => import('./pages/invitations/invitations-page.tsx'));
const RolesPage = lazyPage(() => import('./pages/roles/roles-page.tsx'));
const RolePage = lazyPage(() => import('./pages/roles/role-page.tsx'));
const RequestsPage = lazyPage(() => import('./pages/requests/requests-page.tsx'));
const ReviewsPage = lazyPage(() => import('./pages/reviews/reviews-page.tsx'));
const ReviewPage = lazyPage(() => import('./pages/reviews/review-page.tsx'));

export default defineRemote({
  id: 'users',
  routes: () => [
    { path: '', element: <MembersPage /> },
    // A member opens over the list, which stays where it is.
    { path: 'members/:memberId', element: <MembersPage /> },
    { path: 'invitations', element: <InvitationsPage /> },
    { path: 'roles', element: <RolesPage /> },
    { path: 'roles/:roleId', element: <RolePage /> },
    { path: 'requests', element: <RequestsPage /> },
    { path: 'reviews', element: <ReviewsPage /> },
    { path: 'reviews/:reviewId', element: <ReviewPage /> },
  ],
  prefetch: ({ session }, ask) => {
    ask(MembersDocument, firstMembers(session.permissions.has('roles:read')));
    return MembersPage.fetch();
  },
  messages: (locale) => (locale === 'it' ? import('./messages/it.json') : import('./messages/en.json')).then((file) => file.default),
});

import { Suspense } from 'react';
import { Outlet, type RouteObject, useRoutes } from 'react-router';
import { NotFound, PageSkeleton, lazyPage } from '#shared/ui/index.ts';
import { RemoteArea } from '../federation/remote-area.tsx';
import { SlotGuests } from '../federation/slot-guests.tsx';
import { Frame } from '../navigation/frame.tsx';

const Home = lazyPage(() => import('./home/home.tsx'));
const SignIn = lazyPage(() => import('./entrance/sign-in.tsx'));
const SetUp = lazyPage(() => import('./entrance/set-up.tsx'));
const AcceptInvitation = lazyPage(() => import('./entrance/accept-invitation.tsx'));
const OwnershipPage = lazyPage(() => import('../workspaces/ownership-page.tsx'));
const OverridePage = lazyPage(() => import('../overrides/override-page.tsx'));
const SetUpSecondFactor = lazyPage(() => import('./entrance/set-up-second-factor.tsx'));
const ResetPassword = lazyPage(() => import('./entrance/reset-password.tsx'));

const routes: RouteObject[] = [
  { path: '/sign-in', element: <SignIn /> },
  { path: '/setup', element: <SetUp /> },
  { path: '/invite', element: <AcceptInvitation /> },
  { path: '/second-factor', element: <SetUpSecondFactor /> },
  { path: '/reset-password', element: <ResetPassword /> },
  {
    path: '/',
    element: <Frame />,
    children: [
      {
        element: <SlotGuests><Outlet /></SlotGuests>,
        children: [
          { index: true, element: <Suspense fallback={<PageSkeleton />}><Home /></Suspense> },
          { path: 'ownership', element: <Suspense fallback={<PageSkeleton />}><OwnershipPage /></Suspense> },
          { path: 'override', element: <Suspense fallback={<PageSkeleton />}><OverridePage /></Suspense> },
          { path: ':remoteId/*', element: <RemoteArea /> },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
];

/** All addresses of the console. What lies below `/<remote>/` is the remote's own matter. */
export function ConsoleRoutes() {
  return <Suspense>{useRoutes(routes)}</Suspense>;
}

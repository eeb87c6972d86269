import { createBrowserRouter } from 'react-router';
import { RemoteArea } from '../federation/remote-area.tsx';
import { Frame } from '../navigation/frame.tsx';
import { Home } from './home/home.tsx';
import { SignIn } from './sign-in/sign-in.tsx';

/** All addresses of the console. What lies below `/<remote>/` is the remote's own matter. */
export const createRouter = () =>
  createBrowserRouter([
    { path: '/sign-in', element: <SignIn /> },
    {
      path: '/',
      element: <Frame />,
      children: [
        { index: true, element: <Home /> },
        { path: ':remoteId/*', element: <RemoteArea /> },
      ],
    },
  ]);

import { setupServer } from 'msw/node';

/** The one network of a test process; `renderRemote` puts a world's handlers into it. */
export const network = setupServer();

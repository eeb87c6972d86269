import { requestJson } from '#shared/data/index.ts';
import { activeWorkspace } from './workspace-choice.ts';

const openToAll = ['/sign-in', '/setup', '/invite', '/reset-password'];

/** Whether the server still knows the session, whatever became of the workspace. */
const isSignedIn = (): Promise<boolean> =>
  requestJson<{ data?: { viewer?: unknown } }>('/graphql', { method: 'POST', body: { query: '{ viewer { id } }' } }).then(({ data }) => Boolean(data?.viewer), () => false);

let leaving = false;

/**
 * The server doesn't know the session any more, or it is shut out of the workspace. A whole new page, so that nothing of
 * the person's stays in memory: it says that they were signed out and leads back here, or what became of the workspace.
 */
export async function sessionEnded(): Promise<void> {
  const { pathname, search } = location;
  if (leaving || openToAll.some((open) => pathname.startsWith(open))) return;
  leaving = true;
  // The workspace stays chosen, so that the page can say what became of it.
  if (await isSignedIn()) return location.assign('/');
  activeWorkspace.forget();
  location.assign(`/sign-in?${new URLSearchParams({ ended: '1', ...(pathname === '/' ? {} : { next: pathname + search }) })}`);
}

/** Signs out and leaves the page: to the sign-in page, by way of the company's provider where somebody came through one. */
export async function signOut(): Promise<void> {
  // The server closes the live line meanwhile; where to go is known here.
  leaving = true;
  try {
    const { address } = await requestJson<{ address?: string }>('/auth/sign-out', { method: 'POST', body: {} });
    activeWorkspace.forget();
    location.assign(address ?? '/sign-in');
  } catch (error) {
    leaving = false;
    throw error;
  }
}

import { activeWorkspace } from './workspace-choice.ts';

const openToAll = ['/sign-in', '/setup', '/invite', '/reset-password'];

/**
 * The server doesn't know the session any more. A whole new page, so that
 * nothing of the person's stays in memory; it says why and leads back here.
 */
export function sessionEnded(): void {
  const { pathname, search } = location;
  if (openToAll.some((open) => pathname.startsWith(open))) return;
  activeWorkspace.forget();
  location.assign(`/sign-in?${new URLSearchParams({ ended: '1', ...(pathname === '/' ? {} : { next: pathname + search }) })}`);
}

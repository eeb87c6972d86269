import { setupWorker } from 'msw/browser';
import { type Role, isRole } from '#shared/permissions/index.ts';
import { handlersFor } from './handlers.ts';
import { createWorld } from './world.ts';

/** Runs the console on a world of its own, in this tab. `?as=editor` and `?empty` choose it; a reload makes it anew. */
export async function startMocks(): Promise<void> {
  const params = new URLSearchParams(location.search);
  const as = params.get('as') ?? sessionStorage.getItem('isatis.mock.as') ?? 'owner';
  const role: Role | null = isRole(as) ? as : null;
  sessionStorage.setItem('isatis.mock.as', as);
  const worker = setupWorker(...handlersFor(createWorld({ role, empty: params.has('empty') })));
  await worker.start({ onUnhandledFrame: 'bypass', quiet: true, serviceWorker: { url: '/mockServiceWorker.js' } });
}

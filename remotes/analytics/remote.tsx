import { defineRemote } from '#shared/contract/index.ts';
import { lazyPage } from '#shared/ui/index.ts';

const OverviewPage = lazyPage(() => import('./pages/overview/overview-page.tsx'));

export default defineRemote({
  id: 'analytics',
  routes: () => [{ path: '', element: <OverviewPage /> }],
  messages: (locale) => (locale === 'it' ? import('./messages/it.json') : import('./messages/en.json')).then((file) => file.default),
});

import { defineRemote } from '#shared/contract/index.ts';
import { lazyPage } from '#shared/ui/index.ts';

const BoardPage = lazyPage(() => import('./pages/board/board-page.tsx'));
const HomeCard = lazyPage(() => import('./slots/home-card.tsx'));

export default defineRemote({
  id: 'board',
  routes: () => [{ path: '', element: <BoardPage /> }],
  slots: { 'home.cards': { notice: HomeCard } },
  messages: (locale) => (locale === 'it' ? import('./messages/it.json') : import('./messages/en.json')).then((file) => file.default),
});

import { createRoot } from 'react-dom/client';
import { createDataClient, createQueryClient } from '#shared/data/index.ts';
import { MessageBook, preferredLocale } from '#shared/i18n/index.ts';
import { GuardedHistory, uiMessages } from '#shared/ui/index.ts';
import { App } from './app.tsx';
import { beginEarly } from './early.ts';
import { sessionEnded } from './session-end.ts';
import { activeWorkspace } from './workspace-choice.ts';

const shellMessages = (locale: 'en' | 'it') => (locale === 'it' ? import('../messages/it.json') : import('../messages/en.json')).then((file) => file.default);

/** Draws the console. Called once, by the entry. */
export async function start(nonce: string): Promise<void> {
  const book = await MessageBook.open(preferredLocale(), { ui: uiMessages, shell: shellMessages });
  document.documentElement.lang = book.locale;
  const data = createDataClient({ workspace: activeWorkspace.get, locale: () => book.locale, onSignedOut: () => void sessionEnded() });
  const queries = createQueryClient();
  beginEarly({ book, apollo: data.apollo, queries, pathname: location.pathname });
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no #root.');
  createRoot(root).render(<App book={book} data={data} queries={queries} history={GuardedHistory.ofBrowser()} nonce={nonce} />);
}

/** @jsxImportSource preact */
import { render } from 'preact';
import { Chat } from './Chat.tsx';
import { converse } from './conversation.ts';
import { hostOf } from './host.ts';
import { visitStore } from './visit.ts';
import { languageOf, wordsFor } from './words.ts';

const given = new URLSearchParams(location.hash.slice(1));
const agent = given.get('agent') ?? '';
const locale = given.get('locale') || document.documentElement.lang || navigator.language;
const words = wordsFor(locale);
const host = hostOf(given.get('host'));
const store = visitStore(agent, () => localStorage, () => sessionStorage);
document.documentElement.lang = languageOf(locale);
document.title = words.conversation;

const conversation = converse({
  // The host's origin tells the product's own demo page from customers' sites.
  url: `${location.origin.replace(/^http/, 'ws')}/widget/socket?${new URLSearchParams({ host: given.get('host') ?? '' })}`,
  agent,
  locale,
  store,
  noAnswer: words.noAnswer,
  onMessage: (id) => host?.tell({ isatis: 'message', id }),
  onAnswer: ({ id }) => host?.tell({ isatis: 'answer', id }),
});

const place = document.getElementById('isatis');
if (place) {
  render(
    <Chat
      conversation={conversation} words={words} firstDraft={store.read().draft} onDraft={(draft) => store.write({ draft })}
      onClose={host ? () => host.tell({ isatis: 'close' }) : undefined}
    />,
    place,
  );
}

addEventListener('keydown', ({ key }) => {
  // An open dialog takes the Escape for itself.
  if (key === 'Escape' && !document.querySelector('dialog')) host?.tell({ isatis: 'close' });
});
addEventListener('online', conversation.networkChanged);
addEventListener('offline', conversation.networkChanged);
const focus = (): void => document.querySelector('textarea')?.focus();
host?.listen((isatis) => {
  if (isatis === 'reset') conversation.reset();
  if (isatis === 'opened') focus();
});
// A frame of another site may not focus itself as it likes: the host says when.
if (host) host.tell({ isatis: 'ready' });
else focus();

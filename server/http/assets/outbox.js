// The operator's outbox: asks for the mails with the key of the address, and again every few seconds.
const EVERY_MS = 4000;
const LINK = /https?:\/\/\S+/g;
const words = document.body.dataset;
const list = document.querySelector('#mails');
const state = document.querySelector('#state');
const key = () => new URLSearchParams(location.hash.slice(1)).get('key') ?? '';

const make = (tag, text, attributes = {}) => Object.assign(document.createElement(tag), { textContent: text, ...attributes });

/** The text with its addresses as links; nothing in it is taken for HTML. */
const body = (text) => {
  const paragraph = document.createElement('p');
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    paragraph.append(text.slice(end, match.index), make('a', match[0], { href: match[0], rel: 'noreferrer' }));
    end = match.index + match[0].length;
  }
  paragraph.append(text.slice(end));
  return paragraph;
};

const card = ({ id, to, subject, text, at }) => {
  const item = document.createElement('li');
  item.dataset.id = id;
  const facts = make('p', '', { className: 'facts' });
  facts.append(make('span', `${words.to} ${to}`), make('time', new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' }), { dateTime: at }));
  item.append(make('h2', subject), facts, body(text));
  return item;
};

const say = (text) => {
  if (state.textContent !== text) state.textContent = text;
  state.hidden = text === '';
};

const refresh = async () => {
  try {
    const response = await fetch('/outbox/mails', { headers: { 'x-isatis-outbox-key': key() } });
    if (response.status === 403) {
      list.replaceChildren();
      say(words.key);
      return;
    }
    if (!response.ok) throw new Error(String(response.status));
    const { mails } = await response.json();
    const known = new Set([...list.children].map((item) => item.dataset.id));
    // Only what is new is drawn: what somebody is reading or selecting stays in place.
    list.prepend(...mails.filter(({ id }) => !known.has(id)).map(card));
    say(mails.length === 0 ? words.empty : '');
  } catch {
    say(words.offline);
  }
};

addEventListener('hashchange', () => { void refresh(); });
await refresh();
setInterval(() => { void refresh(); }, EVERY_MS);

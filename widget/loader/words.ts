/** What the launcher says; the chat has its own words in `chat/words.ts`. */
const english = { open: 'Open chat', close: 'Close chat', chat: 'Chat', unread: 'Open chat, new answer' };
const italian: typeof english = { open: 'Apri la chat', close: 'Chiudi la chat', chat: 'Chat', unread: 'Apri la chat, nuova risposta' };

export const wordsFor = (locale: string): typeof english => (/^it\b/i.test(locale) ? italian : english);

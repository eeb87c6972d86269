import type { Locale, Messages } from '#shared/contract/index.ts';

/** What the design system itself says. */
export const uiMessages = (locale: Locale): Promise<Messages> =>
  (locale === 'it' ? import('./messages/it.json') : import('./messages/en.json')).then((file) => file.default);

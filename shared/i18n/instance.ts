import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Locale, type Messages, locales } from '#shared/contract/index.ts';

/** Loads one language of one namespace. */
export type MessageLoader = (locale: Locale) => Promise<Messages>;

const remembered = 'isatis.locale';

/** The person's own choice if they made one, else the browser's language, else English. */
export function preferredLocale(): Locale {
  const chosen = localStorage.getItem(remembered);
  const wanted = [chosen, ...navigator.languages].map((tag) => tag?.slice(0, 2));
  return locales.find((locale) => locale === wanted.find((tag) => locales.some((known) => known === tag))) ?? 'en';
}

/** The console's messages: namespaces come with the part of the console that speaks them. */
export class MessageBook {
  readonly i18n: i18n;
  readonly #loaders = new Map<string, MessageLoader>();

  private constructor(locale: Locale) {
    this.i18n = createInstance({
      lng: locale,
      fallbackLng: 'en',
      resources: {},
      interpolation: { escapeValue: false },
      returnNull: false,
      react: { useSuspense: false },
    }).use(initReactI18next);
  }

  /** Ready to be read: every given namespace is loaded in `locale`. */
  static async open(locale: Locale, namespaces: Readonly<Record<string, MessageLoader>>): Promise<MessageBook> {
    const book = new MessageBook(locale);
    await book.i18n.init();
    await Promise.all(Object.entries(namespaces).map(([name, load]) => book.add(name, load)));
    return book;
  }

  get locale(): Locale {
    return this.i18n.language as Locale;
  }

  /** Adds a namespace (again, when a remote was loaded anew) in the present language. */
  async add(namespace: string, load: MessageLoader): Promise<void> {
    this.#loaders.set(namespace, load);
    await this.#load(namespace, load, this.locale);
  }

  /** Changes the language everywhere at once, after all messages of it are there. */
  async speak(locale: Locale): Promise<void> {
    localStorage.setItem(remembered, locale);
    await Promise.all([...this.#loaders].map(([namespace, load]) => this.#load(namespace, load, locale)));
    await this.i18n.changeLanguage(locale);
    document.documentElement.lang = locale;
  }

  async #load(namespace: string, load: MessageLoader, locale: Locale): Promise<void> {
    this.i18n.addResourceBundle(locale, namespace, await load(locale), true, true);
  }
}

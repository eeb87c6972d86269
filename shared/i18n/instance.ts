import { type Locale, type Messages, locales } from '#shared/contract/index.ts';
import { pluralOf } from './formats.ts';

/** Loads one language of one namespace. */
export type MessageLoader = (locale: Locale) => Promise<Messages>;

/** Values put into `{{placeholders}}` of a message; `count` also picks the plural. */
export type MessageValues = Readonly<Record<string, string | number>>;

const remembered = 'isatis.locale';

/** The person's own choice if they made one, else the browser's language, else English. */
export function preferredLocale(): Locale {
  const chosen = localStorage.getItem(remembered);
  const wanted = [chosen, ...navigator.languages].map((tag) => tag?.slice(0, 2));
  return locales.find((locale) => locale === wanted.find((tag) => locales.some((known) => known === tag))) ?? 'en';
}

/**
 * The console's messages: namespaces come with the part of the console that
 * speaks them. A message is a text with `{{placeholders}}`, found by its key
 * (`list.title`); with a `count` it is `key_one` or `key_other`, by the rules of
 * the language.
 */
export class MessageBook {
  #locale: Locale;
  readonly #loaders = new Map<string, MessageLoader>();
  readonly #messages = new Map<string, Messages>();
  readonly #listeners = new Set<() => void>();

  private constructor(locale: Locale) {
    this.#locale = locale;
  }

  /** Ready to be read: every given namespace is loaded in `locale`. */
  static async open(locale: Locale, namespaces: Readonly<Record<string, MessageLoader>>): Promise<MessageBook> {
    const book = new MessageBook(locale);
    await Promise.all(Object.entries(namespaces).map(([name, load]) => book.add(name, load)));
    return book;
  }

  get locale(): Locale {
    return this.#locale;
  }

  /** Adds a namespace (again, when a remote was loaded anew) in the present language. */
  async add(namespace: string, load: MessageLoader): Promise<void> {
    this.#loaders.set(namespace, load);
    await this.#load(namespace, load, this.#locale);
  }

  /** Whether a namespace's messages are those of a loader: of two builds of a remote, each has its own. */
  holds(namespace: string, load: MessageLoader): boolean {
    return this.#loaders.get(namespace) === load;
  }

  /** Changes the language everywhere at once, after all messages of it are there. */
  async speak(locale: Locale): Promise<void> {
    localStorage.setItem(remembered, locale);
    await Promise.all([...this.#loaders].map(([namespace, load]) => this.#load(namespace, load, locale)));
    this.#locale = locale;
    document.documentElement.lang = locale;
    for (const listener of this.#listeners) listener();
  }

  /** Told when the language has changed. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** One message in the present language; its key when there is none. */
  read(namespace: string, key: string, values: MessageValues = {}): string {
    const messages = this.#messages.get(`${this.#locale} ${namespace}`);
    const { count } = values;
    const plural = typeof count === 'number' ? `${key}_${pluralOf(this.#locale, count)}` : null;
    const text = (plural && textAt(messages, plural)) ?? textAt(messages, key) ?? (plural && textAt(messages, `${key}_other`)) ?? key;
    return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));
  }

  async #load(namespace: string, load: MessageLoader, locale: Locale): Promise<void> {
    this.#messages.set(`${locale} ${namespace}`, await load(locale));
  }
}

function textAt(messages: Messages | undefined, key: string): string | null {
  let found: string | Messages | undefined = messages;
  for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined;
  return typeof found === 'string' ? found : null;
}

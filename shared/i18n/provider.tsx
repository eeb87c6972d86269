import { type ReactNode, createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import type { Locale } from '#shared/contract/index.ts';
import { type Formats, formatsFor } from './formats.ts';
import type { MessageBook, MessageValues } from './instance.ts';

const BookContext = createContext<MessageBook | null>(null);
const TimeZoneContext = createContext<string | undefined>(undefined);

interface I18nProviderProps {
  readonly book: MessageBook;
  /** IANA name; the browser's own when left out. */
  readonly timeZone?: string;
  readonly children: ReactNode;
}

/** Gives messages and formats to everything below. Only the shell and tests render it. */
export function I18nProvider({ book, timeZone, children }: I18nProviderProps) {
  return (
    <BookContext value={book}>
      <TimeZoneContext value={timeZone}>{children}</TimeZoneContext>
    </BookContext>
  );
}

interface TimeZoneProviderProps {
  /** IANA name. */
  readonly timeZone: string;
  readonly children: ReactNode;
}

/** Dates below are in this time zone: the workspace's, once it is known. */
export function TimeZoneProvider({ timeZone, children }: TimeZoneProviderProps) {
  return <TimeZoneContext value={timeZone}>{children}</TimeZoneContext>;
}

/** The language's own book; throws outside {@link I18nProvider}. */
export function useMessageBook(): MessageBook {
  const book = useContext(BookContext);
  if (!book) throw new Error('I18nProvider is missing above this component.');
  return book;
}

/** The present language; the component draws again when it changes. */
export function useLocale(): Locale {
  const book = useMessageBook();
  const subscribe = useMemo(() => (listener: () => void) => book.onChange(listener), [book]);
  return useSyncExternalStore(subscribe, () => book.locale);
}

export type Translate = (key: string, values?: MessageValues) => string;

/** Messages of one namespace: `const t = useT('knowledge'); t('list.title')`. */
export function useT(namespace: string): Translate {
  const book = useMessageBook();
  const locale = useLocale();
  // Another function in another language, so that what is remembered by it is made again.
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the book reads in the language of the moment
  return useMemo(() => (key, values) => book.read(namespace, key, values), [book, namespace, locale]);
}

/** Dates in the workspace's time zone, numbers, sizes and durations in the person's language. */
export function useFormat(): Formats {
  const locale = useLocale();
  const timeZone = useContext(TimeZoneContext);
  return useMemo(() => formatsFor(locale, timeZone), [locale, timeZone]);
}

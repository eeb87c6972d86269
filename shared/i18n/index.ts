export { type Formats, formatsFor } from './formats.ts';
export { MessageBook, type MessageLoader, preferredLocale } from './instance.ts';
export { I18nProvider, type MessageValues, TimeZoneProvider, type Translate, useFormat, useLocale, useMessageBook, useT } from './provider.tsx';

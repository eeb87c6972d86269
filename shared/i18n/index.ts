export { type Formats, formatsFor } from './formats.ts';
export { MessageBook, type MessageLoader, type MessageValues, preferredLocale } from './instance.ts';
export { I18nProvider, TimeZoneProvider, type Translate, useFormat, useLocale, useMessageBook, useT } from './provider.tsx';

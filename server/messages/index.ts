import i18next, { type TFunction } from 'i18next';
import type { Locale } from '#shared/contract/manifest.ts';
import type { FailureParams } from '../platform/failure.ts';
import en from './en.json' with { type: 'json' };
import it from './it.json' with { type: 'json' };

const messages = i18next.createInstance();
await messages.init({ resources: { en: { translation: en }, it: { translation: it } }, fallbackLng: 'en', interpolation: { escapeValue: false }, returnNull: false });

const translators: Readonly<Record<Locale, TFunction>> = { en: messages.getFixedT('en'), it: messages.getFixedT('it') };

/** The sentence of a key in `en.json` and `it.json`, in the reader's language. */
export const sentence = (locale: Locale, key: string, params: FailureParams = {}): string => String(translators[locale](key, { ...params }));

/** The language that an `Accept-Language` header asks for first, of those we speak. */
export const readLocale = (header: string | undefined): Locale => (/^\s*it\b/i.test(header ?? '') ? 'it' : 'en');

import type { Locale } from '#shared/contract/index.ts';

const tagOf = (locale: Locale): string => (locale === 'en' ? 'en-GB' : 'it-IT');

/**
 * All time zones for a select, with spaces for underscores so that "New York"
 * is found. One that this browser doesn't know stays choosable.
 */
export function timeZoneOptions(present: string): readonly { readonly value: string; readonly label: string }[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', present]);
  return [...zones].sort().map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}

/** "GMT+1", as it is at that moment. Asked for one zone at a time: for all of them it takes a noticeable while. */
export const offsetOf = (timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';

/** "Sun 22 Nov, 14:05" there. */
export const timeIn = (timeZone: string, locale: Locale, at: Date): string =>
  new Intl.DateTimeFormat(tagOf(locale), { timeZone, weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(at);

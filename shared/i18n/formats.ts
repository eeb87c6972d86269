import type { Locale } from '#shared/contract/index.ts';

type Instant = string | number | Date;

export interface Formats {
  /** 22 Nov 2026 */
  date(at: Instant): string;
  /** 22 Nov 2026, 14:05 */
  dateTime(at: Instant): string;
  /** 14:05 */
  time(at: Instant): string;
  /** Sun 22 Nov, from a plain day (`2026-11-22`), which has no time zone. */
  day(day: string): string;
  /** "3 minutes ago", "in 2 days" */
  relative(at: Instant, from?: Instant): string;
  /** 1,234.5 */
  number(value: number, options?: Intl.NumberFormatOptions): string;
  /** 12% from 0.12 */
  percent(ratio: number): string;
  /** 15 bytes, 1.4 MB (powers of 1000) */
  bytes(count: number): string;
  /** 840 ms, 1.2 s, 3 min */
  duration(milliseconds: number): string;
  /** a, b and c */
  list(items: readonly string[]): string;
}

const relativeSteps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000], ['month', 2_592_000], ['week', 604_800], ['day', 86_400], ['hour', 3600], ['minute', 60],
];
const byteUnits = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;
const durationSteps = [['ms', 1, 0], ['s', 1000, 1], ['min', 60_000, 1]] as const;

/** Makes something when it is first needed: a formatter takes a noticeable while, and most pages need one or two. */
function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

/** Written alike in either language, and by far the most frequent: not worth making a format for. */
const isSmall = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < 1000;

const pluralRules = new Map<Locale, Intl.PluralRules>();

/** The ending of a message for a number of things: one, other, and in Italian many (millions). */
export function pluralOf(locale: Locale, count: number): Intl.LDMLPluralRule {
  if (isSmall(count)) return count === 1 ? 'one' : 'other';
  const rules = pluralRules.get(locale) ?? new Intl.PluralRules(locale);
  pluralRules.set(locale, rules);
  return rules.select(count);
}

const known = new Map<string, Formats>();

/** Formats of one language and time zone, made once. British order of dates in English: the day first. */
export function formatsFor(locale: Locale, timeZone: string | undefined): Formats {
  const key = `${locale} ${timeZone ?? ''}`;
  const formats = known.get(key) ?? makeFormats(locale, timeZone);
  known.set(key, formats);
  return formats;
}

function makeFormats(locale: Locale, timeZone: string | undefined): Formats {
  const tag = locale === 'en' ? 'en-GB' : 'it-IT';
  const date = once(() => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone }));
  const dateTime = once(() => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone }));
  const time = once(() => new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone }));
  const day = once(() => new Intl.DateTimeFormat(tag, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }));
  // "1 day ago", not "yesterday": what is counted is time gone by, not days of the calendar.
  const relative = once(() => new Intl.RelativeTimeFormat(tag, { numeric: 'always' }));
  const now = once(() => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(0, 'second'));
  const list = once(() => new Intl.ListFormat(tag, { type: 'conjunction' }));
  const plain = once(() => new Intl.NumberFormat(tag));
  const number = (value: number, options?: Intl.NumberFormatOptions): string => options ? new Intl.NumberFormat(tag, options).format(value) : isSmall(value) ? String(value) : plain().format(value);
  // Symbols of units are the same in every language; `Intl` writes "1.8 secs" and "15 byte" in English.
  const rounded = (value: number, digits: number): number => Number(value.toFixed(value < 10 ? digits : 0));

  return {
    date: (at) => date().format(new Date(at)),
    dateTime: (at) => dateTime().format(new Date(at)),
    time: (at) => time().format(new Date(at)),
    day: (date) => day().format(new Date(`${date}T00:00:00Z`)),
    relative: (at, from = Date.now()) => {
      const seconds = (new Date(at).getTime() - new Date(from).getTime()) / 1000;
      const [name, size] = relativeSteps.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
      // What has gone by counts when it is whole; what is to come is rounded, else 14 days would be "1 week" a moment later.
      return name === 'second' ? now() : relative().format(seconds < 0 ? Math.trunc(seconds / size) : Math.round(seconds / size), name);
    },
    number,
    percent: (ratio) => number(ratio, { style: 'percent', maximumFractionDigits: Math.abs(ratio) < 0.1 ? 1 : 0 }),
    bytes: (count) => {
      const fits = byteUnits.findIndex((_, step) => rounded(count / 1000 ** step, 1) < 1000);
      const step = fits === -1 ? byteUnits.length - 1 : fits;
      const value = rounded(count / 1000 ** step, 1);
      const name = step === 0 && (value === 1 || locale === 'it') ? 'byte' : byteUnits[step];
      return `${number(value)} ${name}`;
    },
    duration: (milliseconds) => {
      const fitting = durationSteps.find(([, size, digits], step) => rounded(milliseconds / size, digits) < (durationSteps[step + 1]?.[1] ?? Number.POSITIVE_INFINITY) / size);
      const [name, size, digits] = fitting ?? durationSteps[2];
      return `${number(rounded(milliseconds / size, digits))} ${name}`;
    },
    list: (items) => list().format(items),
  };
}

import type { Locale } from '#shared/contract/index.ts';

/** Periods of one click, each ending today; the number is of days. */
export const presets = { today: 1, '7': 7, '30': 30, '90': 90 } as const;
export type Preset = keyof typeof presets;
/** As they are shown: an object's keys put numbers first. */
export const presetOrder: readonly Preset[] = ['today', '7', '30', '90'];

/** What is shown when the address names no period. */
export const defaultPreset: Preset = '30';
/** The server answers no longer period. */
export const maxDays = 400;

/** Days as 2026-11-22, both ends included. */
export interface Days { readonly from: string; readonly to: string }

/** A preset moves on with the calendar; a chosen period stays. */
export interface Period extends Days { readonly preset: Preset | null }

export type PeriodProblem = 'missing' | 'order' | 'length' | 'future';

const dayMs = 86_400_000;
const instant = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The day that is `days` after another. */
export const shiftDay = (day: string, days: number): string => new Date(instant(day) + days * dayMs).toISOString().slice(0, 10);

/** How many days a period has. */
export const lengthOf = ({ from, to }: Days): number => Math.round((instant(to) - instant(from)) / dayMs) + 1;

/** The day on which an instant falls in a time zone. */
export const dayIn = (timeZone: string, at: number): string => new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(instant(text)) && shiftDay(text, 0) === text;

/** Why a period can't be asked for; null when it can. */
export function problemOf({ from, to }: Days, today: string): PeriodProblem | null {
  if (!isDay(from) || !isDay(to)) return 'missing';
  if (from > to) return 'order';
  if (to > today) return 'future';
  return lengthOf({ from, to }) > maxDays ? 'length' : null;
}

export const presetDays = (preset: Preset, today: string): Days => ({ from: shiftDay(today, 1 - presets[preset]), to: today });

/** The period of an address; what makes no sense there counts as not said. */
export function periodOf(params: URLSearchParams, today: string): Period {
  const [from, to] = [params.get('from') ?? '', params.get('to') ?? ''];
  if ((from || to) && problemOf({ from, to }, today) === null) return { preset: null, from, to };
  const named = params.get('period');
  const preset = named !== null && Object.hasOwn(presets, named) ? (named as Preset) : defaultPreset;
  return { preset, ...presetDays(preset, today) };
}

/** "24 Oct – 22 Nov 2026"; one day alone when both ends are the same. */
export const periodText = (locale: Locale, { from, to }: Days): string =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'it-IT', { dateStyle: 'medium', timeZone: 'UTC' }).formatRange(instant(from), instant(to));

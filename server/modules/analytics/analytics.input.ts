import { z } from 'zod';

/** Longest period that can be asked for, in days. */
export const MAX_DAYS = 400;
/** Days shown when no period is named, today included. */
export const DEFAULT_DAYS = 30;

const DAY_MS = 86_400_000;

/** The day that is `days` after another. */
export const shiftDay = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
/** How many days a period has, both ends included. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS) + 1;

const isDay = (value: string): boolean => /^(19|2\d)\d\d-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) && shiftDay(value, 0) === value;
const day = z.string().refine(isDay, { params: { code: 'invalid' } });

/** A period, both ends included. */
export const period = z.object({ from: day, to: day })
  .refine(({ from, to }) => from <= to, { path: ['to'], params: { code: 'period-order' } })
  .refine(({ from, to }) => daysBetween(from, to) <= MAX_DAYS, { path: ['from'], params: { code: 'period-length', params: { max: MAX_DAYS } } });

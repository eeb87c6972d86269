import { expect, test } from 'vitest';
import { endAt, endOf, isToCome, noEnd } from './lasting.ts';

test('a date and time are those of the workspace', () => {
  expect(endOf({ lasts: 'date', until: '2031-01-15T09:30' }, 'Europe/Rome')).toBe('2031-01-15T08:30:00.000Z');
  expect(endOf({ lasts: 'date', until: '2031-07-15T09:30' }, 'Europe/Rome')).toBe('2031-07-15T07:30:00.000Z');
  expect(endOf({ lasts: 'date', until: '2031-07-15T09:30' }, 'America/St_Johns')).toBe('2031-07-15T12:00:00.000Z');
});

test('the hours around a change of the clocks are told apart', () => {
  expect(endOf({ lasts: 'date', until: '2031-03-30T01:30' }, 'Europe/Rome')).toBe('2031-03-30T00:30:00.000Z');
  expect(endOf({ lasts: 'date', until: '2031-03-30T03:30' }, 'Europe/Rome')).toBe('2031-03-30T01:30:00.000Z');
});

test('what is there can be changed and kept', () => {
  const end = endAt('2031-07-15T07:30:00.000Z', 'Europe/Rome');
  expect(end).toEqual({ lasts: 'date', until: '2031-07-15T09:30' });
  expect(endOf(end, 'Europe/Rome')).toBe('2031-07-15T07:30:00.000Z');
  expect(endAt(null, 'Europe/Rome')).toEqual(noEnd);
  expect(endOf(noEnd, 'Europe/Rome')).toBeNull();
});

test('a moment must be chosen, and be still to come', () => {
  expect(isToCome({ lasts: 'date', until: '' }, 'Europe/Rome')).toBe(false);
  expect(isToCome({ lasts: 'date', until: '2001-01-01T00:00' }, 'Europe/Rome')).toBe(false);
  expect(isToCome({ lasts: '7', until: '' }, 'Europe/Rome')).toBe(true);
});

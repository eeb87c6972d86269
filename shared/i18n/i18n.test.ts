import { describe, expect, test } from 'vitest';
import { formatsFor, pluralOf } from './formats.ts';
import { MessageBook } from './instance.ts';

const load = async (locale: 'en' | 'it') =>
  locale === 'it'
    ? { greeting: 'Ciao {{name}}', list: { members_one: '{{count}} membro', members_other: '{{count}} membri' } }
    : { greeting: 'Hello {{name}}', list: { members_one: '{{count}} member', members_other: '{{count}} members' } };

describe('messages', () => {
  test('are found by key, with their placeholders filled', async () => {
    const book = await MessageBook.open('en', { test: load });
    expect(book.read('test', 'greeting', { name: 'Ada' })).toBe('Hello Ada');
  });

  test('take the plural of the language', async () => {
    const book = await MessageBook.open('it', { test: load });
    expect([0, 1, 2].map((count) => book.read('test', 'list.members', { count }))).toEqual(['0 membri', '1 membro', '2 membri']);
  });

  test('show their key when there is none, and leave a placeholder without value as it is', async () => {
    const book = await MessageBook.open('en', { test: load });
    expect(book.read('test', 'no.such')).toBe('no.such');
    expect(book.read('elsewhere', 'greeting')).toBe('greeting');
    expect(book.read('test', 'greeting')).toBe('Hello {{name}}');
  });

  test('never take what somebody wrote for a placeholder', async () => {
    const book = await MessageBook.open('en', { test: load });
    expect(book.read('test', 'greeting', { name: '{{count}} $&' })).toBe('Hello {{count}} $&');
  });
});

describe('formats', () => {
  const english = formatsFor('en', 'Europe/Rome');
  const italian = formatsFor('it', 'Europe/Rome');

  test('show instants in the workspace’s time zone', () => {
    expect(english.dateTime('2026-11-22T23:30:00Z')).toBe('23 Nov 2026, 00:30');
  });

  test('show a plain day as that day, wherever it is read', () => {
    expect(formatsFor('en', 'Pacific/Apia').day('2026-11-22')).toMatch(/Sun.* 22 Nov/);
  });

  test('count sizes in powers of a thousand, never a thousand of one unit', () => {
    expect([0, 1, 999, 1500, 999_960, 52_428_800].map((bytes) => english.bytes(bytes))).toEqual(['0 bytes', '1 byte', '999 bytes', '1.5 kB', '1 MB', '52 MB']);
    expect([1, 15, 1500].map((bytes) => italian.bytes(bytes))).toEqual(['1 byte', '15 byte', '1,5 kB']);
  });

  test('measure durations by the units’ symbols, never a thousand milliseconds or sixty seconds', () => {
    expect([0, 840, 999.7, 1000, 1840, 9960, 59_700, 60_000, 90_000].map((time) => english.duration(time))).toEqual(['0 ms', '840 ms', '1 s', '1 s', '1.8 s', '10 s', '1 min', '1 min', '1.5 min']);
    expect([840, 1840, 90_000].map((time) => italian.duration(time))).toEqual(['840 ms', '1,8 s', '1,5 min']);
  });

  test('say how long ago, without ever rounding up', () => {
    const now = '2026-11-22T12:00:00Z';
    expect(english.relative('2026-11-22T11:57:01Z', now)).toBe('2 minutes ago');
    expect(english.relative('2026-11-22T11:59:40Z', now)).toBe('now');
    expect(italian.relative('2026-11-20T11:00:00Z', now)).toBe('2 giorni fa');
  });

  test('write small numbers, and choose their plural, as the engine would', () => {
    for (const locale of ['en', 'it'] as const) {
      const engine = { number: new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'it-IT'), plural: new Intl.PluralRules(locale) };
      for (const value of [...Array.from({ length: 1100 }, (_, at) => at), -1, 0.5, 1.5, 12_345, 1_000_000]) {
        expect(formatsFor(locale, 'UTC').number(value)).toBe(engine.number.format(value));
        expect(pluralOf(locale, value)).toBe(engine.plural.select(value));
      }
    }
  });

  test('join names as the language does', () => {
    expect([english, italian].map(({ list }) => list(['Ada', 'Marco', 'Giulia']))).toEqual(['Ada, Marco and Giulia', 'Ada, Marco e Giulia']);
  });
});

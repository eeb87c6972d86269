import { describe, expect, it } from 'vitest';
import { offsetOf, timeIn, timeZoneOptions } from './time-zones.ts';

const winter = new Date('2026-11-22T13:05:00Z');

describe('time zones to choose from', () => {
  const options = timeZoneOptions('Mars/Olympus_Mons');
  const labelOf = (zone: string) => options.find(({ value }) => value === zone)?.label;

  it('read without underscores, the present one among them', () => {
    expect(labelOf('America/New_York')).toBe('America/New York');
    expect(labelOf('UTC')).toBe('UTC');
    expect(labelOf('Mars/Olympus_Mons')).toBe('Mars/Olympus Mons');
  });

  it('each stand there once', () => {
    expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
  });
});

it('tells how far a zone is from Greenwich', () => {
  expect(offsetOf('Europe/Rome', winter)).toBe('GMT+1');
  expect(offsetOf('America/New_York', winter)).toBe('GMT-5');
});

it('tells the time of another place', () => {
  expect(timeIn('Asia/Tokyo', 'en', winter)).toMatch(/Sun,? 22 Nov.*22:05/);
});

import { describe, expect, it } from 'vitest';
import { timeIn, timeZoneOptions } from './time-zones.ts';

const winter = new Date('2026-11-22T13:05:00Z');

describe('time zones to choose from', () => {
  const options = timeZoneOptions('Europe/Rome', winter);
  const labelOf = (zone: string) => options.find(({ value }) => value === zone)?.label;

  it('read with their offset, and without underscores', () => {
    expect(labelOf('Europe/Rome')).toBe('Europe/Rome (GMT+1)');
    expect(labelOf('America/New_York')).toBe('America/New York (GMT-5)');
    expect(labelOf('UTC')).toBe('UTC (GMT)');
  });

  it('each stand there once', () => {
    expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
  });
});

it('tells the time of another place', () => {
  expect(timeIn('Asia/Tokyo', 'en', winter)).toMatch(/Sun,? 22 Nov.*22:05/);
});

import { describe, expect, it } from 'vitest';
import { dayIn, lengthOf, periodOf, periodText, presetDays, problemOf } from './period.ts';

const today = '2026-11-22';
const read = (search: string) => periodOf(new URLSearchParams(search), today);

describe('the period of an address', () => {
  it('is the last 30 days when nothing is said', () => {
    expect(read('')).toEqual({ preset: '30', from: '2026-10-24', to: today });
  });

  it('counts a preset’s days with today among them', () => {
    expect(read('period=today')).toEqual({ preset: 'today', from: today, to: today });
    expect(lengthOf(read('period=7'))).toBe(7);
    expect(lengthOf(read('period=90'))).toBe(90);
  });

  it('takes chosen days before a preset', () => {
    expect(read('period=7&from=2026-02-27&to=2026-03-02')).toEqual({ preset: null, from: '2026-02-27', to: '2026-03-02' });
  });

  it.each(['from=2026-02-30&to=2026-03-02', 'from=2026-03-02&to=2026-03-01', 'from=2026-11-01', 'from=x&to=y', 'period=toString', 'from=2020-01-01&to=2026-01-01', 'from=2026-11-20&to=2026-11-23'])('passes over what makes no sense: %s', (search) => {
    expect(read(search).preset).toBe('30');
  });
});

it('says why a period can’t be asked for', () => {
  expect(problemOf({ from: '', to: today }, today)).toBe('missing');
  expect(problemOf({ from: today, to: '2026-11-21' }, today)).toBe('order');
  expect(problemOf({ from: today, to: '2026-11-23' }, today)).toBe('future');
  expect(problemOf({ from: '2025-10-18', to: today }, today)).toBe('length');
  expect(problemOf({ from: '2025-10-19', to: today }, today)).toBeNull();
});

it('knows the day it is in the workspace, not here', () => {
  const at = Date.parse('2026-11-22T23:30:00Z');
  expect(dayIn('Europe/Rome', at)).toBe('2026-11-23');
  expect(dayIn('America/New_York', at)).toBe('2026-11-22');
});

it('reads as people write days', () => {
  expect(periodText('en', presetDays('30', today))).toMatch(/^24 Oct\s–\s22 Nov 2026$/);
  expect(periodText('it', presetDays('today', today))).toBe('22 nov 2026');
});

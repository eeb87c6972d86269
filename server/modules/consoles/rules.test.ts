import { describe, expect, it } from 'vitest';
import { type Available, type Channels, isInCanary, previousOf, resolveChannel, stableOf, standing, untouched } from './channels.ts';
import { isWorse, surelyFailing } from './health.ts';

const builds = ['d', 'c', 'b', 'a'];
const available = (shipped = 'c', there: readonly string[] = builds): Available => ({ remote: 'agents', shipped, has: (id) => there.includes(id) });
const chosen = (channels: Partial<Channels>): Channels => ({ ...untouched, ...channels });
const somebody = { personId: 'p1', role: 'editor', pin: null };

describe('which build a person gets', () => {
  it('is the shipped one where nothing was chosen', () => {
    expect(resolveChannel(untouched, available(), somebody)).toEqual({ buildId: 'c', channel: 'stable' });
  });

  it('goes by pin, then canary, then stable', () => {
    const channels = chosen({ stable: 'b', canary: { buildId: 'd', share: 100, roles: [] } });
    expect(resolveChannel(channels, available(), { ...somebody, pin: 'a' })).toEqual({ buildId: 'a', channel: 'pin' });
    expect(resolveChannel(channels, available(), somebody)).toEqual({ buildId: 'd', channel: 'canary' });
    expect(resolveChannel({ ...channels, canary: null }, available(), somebody)).toEqual({ buildId: 'b', channel: 'stable' });
  });

  it('passes over builds whose files are gone', () => {
    const channels = chosen({ stable: 'b', canary: { buildId: 'd', share: 100, roles: [] } });
    expect(resolveChannel(channels, available('c', ['c']), { ...somebody, pin: 'a' })).toEqual({ buildId: 'c', channel: 'stable' });
  });

  it('is held back from one shipped build alone', () => {
    const channels = chosen({ stable: 'b', heldFor: 'c' });
    expect(stableOf(channels, available('c'))).toBe('b');
    expect(stableOf(channels, available('d'))).toBe('d');
  });
});

describe('a canary', () => {
  const people = Array.from({ length: 2000 }, (_, index) => `person-${index}`);
  const inside = (share: number, buildId = 'd') => people.filter((personId) => isInCanary({ buildId, share, roles: [] }, 'agents', { personId, role: 'editor' }));

  it('takes about the share, always the same people, and keeps them when it grows', () => {
    expect(inside(0)).toEqual([]);
    expect(inside(100)).toHaveLength(people.length);
    expect(inside(20).length / people.length).toBeCloseTo(0.2, 1);
    expect(inside(20)).toEqual(inside(20));
    expect(new Set(inside(50))).toEqual(new Set([...inside(50), ...inside(20)]));
    expect(inside(20, 'e')).not.toEqual(inside(20));
    expect(standing('agents', 'd', 'p1')).toBe(standing('agents', 'd', 'p1'));
  });

  it('takes in everybody of its roles', () => {
    const canary = { buildId: 'd', share: 0, roles: ['owner'] };
    expect(isInCanary(canary, 'agents', { personId: 'p1', role: 'owner' })).toBe(true);
    expect(isInCanary(canary, 'agents', { personId: 'p1', role: 'admin' })).toBe(false);
  });
});

describe('what to go back to', () => {
  const all = (): boolean => true;
  it('is stable from a pin or a canary, and what was stable before from stable', () => {
    expect(previousOf(chosen({ stable: 'b' }), available(), 'd', builds, all)).toBe('b');
    expect(previousOf(chosen({ stable: 'd', previous: 'a' }), available(), 'd', builds, all)).toBe('a');
    expect(previousOf(chosen({ stable: 'd' }), available(), 'd', builds, all)).toBe('c');
  });

  it('is the newest older build that fits, else nothing', () => {
    expect(previousOf(untouched, available(), 'c', builds, all)).toBe('b');
    expect(previousOf(untouched, available(), 'c', builds, (id) => id === 'a')).toBe('a');
    expect(previousOf(untouched, available(), 'c', builds, () => false)).toBeNull();
  });
});

describe('whether a build is worse than another', () => {
  const tally = (failures: number, tries: number) => ({ failures, loads: tries - failures });

  it('needs three failures, and a share that is sure', () => {
    expect(isWorse(tally(2, 2), tally(0, 100))).toBe(false);
    expect(isWorse(tally(3, 3), tally(0, 100))).toBe(true);
    expect(isWorse(tally(3, 10), tally(0, 100))).toBe(true);
    expect(isWorse(tally(3, 60), tally(0, 100))).toBe(false);
  });

  it('compares with the other build: what fails in both is not the new one’s fault', () => {
    expect(isWorse(tally(10, 50), tally(1, 100))).toBe(true);
    expect(isWorse(tally(10, 50), tally(20, 100))).toBe(false);
    expect(isWorse(tally(3, 3), tally(40, 50))).toBe(false);
  });

  it('is surer the more was seen', () => {
    expect(surelyFailing(tally(0, 0))).toBe(0);
    expect(surelyFailing(tally(5, 10))).toBeLessThan(surelyFailing(tally(50, 100)));
    expect(surelyFailing(tally(50, 100))).toBeLessThan(0.5);
  });
});

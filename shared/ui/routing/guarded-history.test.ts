import { describe, expect, test, vi } from 'vitest';
import { GuardedHistory, type HeldNavigation } from './guarded-history.ts';

/** A history at `/b`, with `/a` behind it, and a guard that holds everything. */
function held() {
  const history = GuardedHistory.inMemory('/a');
  const seen: string[] = [];
  history.listen(({ location }) => seen.push(location.pathname));
  history.push('/b');
  seen.length = 0;
  const navigations: HeldNavigation[] = [];
  const release = history.hold(() => true, (navigation) => navigations.push(navigation));
  return { history, seen, navigations, release };
}

describe('a guarded history', () => {
  test('holds a link back, and goes there when told to', () => {
    const { history, seen, navigations } = held();
    history.push('/c');
    expect(history.location.pathname).toBe('/b');
    navigations[0]?.proceed();
    expect(history.location.pathname).toBe('/c');
    expect(seen).toEqual(['/c']);
  });

  test('holds the back button back: the page is where it was, and nobody saw it move', () => {
    const { history, seen, navigations } = held();
    history.go(-1);
    expect(history.location.pathname).toBe('/b');
    expect(seen).toEqual([]);
    navigations[0]?.proceed();
    expect(history.location.pathname).toBe('/a');
    expect(seen).toEqual(['/a']);
  });

  test('lets everything through once it is released', () => {
    const { history, navigations, release } = held();
    release();
    history.push('/c');
    history.go(-1);
    expect(history.location.pathname).toBe('/b');
    expect(navigations).toEqual([]);
  });

  test('tells who watches when it begins and ends to hold', () => {
    const history = GuardedHistory.inMemory('/a');
    const told: boolean[] = [];
    const end = history.watch(() => told.push(history.isHeld));
    history.hold(() => true, () => undefined)();
    end();
    history.hold(() => true, () => undefined);
    expect(told).toEqual([true, false]);
  });

  test('asks the guard for the address it would go to', () => {
    const history = GuardedHistory.inMemory('/a');
    const guard = vi.fn(() => false);
    history.hold(guard, () => undefined);
    history.push('/c?q=1#x');
    history.replace({ pathname: '/d', search: '?q=2' });
    expect(guard.mock.calls).toEqual([['/c'], ['/d']]);
  });
});

import { afterEach, expect, test } from 'vitest';
import { takeAhead } from './ahead.ts';

const give = (text: string): void => {
  const element = document.createElement('script');
  element.type = 'application/json';
  element.id = 'ahead';
  element.textContent = text;
  document.body.append(element);
};
afterEach(() => document.getElementById('ahead')?.remove());

const ahead = { workspaceId: 'one', session: { viewer: null }, registry: { contract: 1, remotes: [] } };

test('what the page came with is taken once', () => {
  give(JSON.stringify(ahead));
  expect(takeAhead(null)).toEqual(ahead);
  expect(takeAhead(null)).toBeNull();
});

test('it is left by a tab that works in another workspace', () => {
  give(JSON.stringify(ahead));
  expect(takeAhead('two')).toBeNull();
  give(JSON.stringify(ahead));
  expect(takeAhead('one')).toEqual(ahead);
});

test('what can’t be read is as good as nothing, a registry of another contract no registry', () => {
  expect(takeAhead(null)).toBeNull();
  give('{');
  expect(takeAhead(null)).toBeNull();
  give(JSON.stringify({ ...ahead, registry: { contract: 2, remotes: [] } }));
  expect(takeAhead(null)).toEqual({ ...ahead, registry: null });
});

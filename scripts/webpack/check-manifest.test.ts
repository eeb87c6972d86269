import { describe, expect, test } from 'vitest';
import { type RemoteManifest, defineManifest } from '#shared/contract/index.ts';
import { problemsOf } from './check-manifest.ts';
import { outlineOf } from './remote-outline.ts';

const manifest = defineManifest({
  id: 'teams',
  contract: 1,
  title: { en: 'Teams', it: 'Gruppi' },
  requires: { allOf: ['members:read'] },
  routes: [{ path: '', requires: {} }, { path: ':teamId', requires: {} }],
  navigation: { icon: 'users', group: 'manage', order: 15 },
  slots: [{ slot: 'home.cards', name: 'newest', requires: {} }],
  actions: [{ id: 'all', title: { en: 'All teams', it: 'Tutti i gruppi' }, path: '?sort=newest', requires: {} }],
});
const source = `
  const Teams = lazyPage(() => import('./teams.tsx'));
  export default defineRemote({
    id: 'teams',
    routes: () => [{ path: ':teamId?', element: <Teams /> }],
    slots: { 'home.cards': { newest: lazyPage(() => import('./newest.tsx')) } },
    messages: (locale) => import('./en.json'),
  });`;

const problems = async (change: object, text = source) => problemsOf({ ...manifest, ...change } as RemoteManifest, await outlineOf(text));

test('a manifest that keeps what it promises has no problem', async () => {
  expect(await problems({})).toEqual([]);
});

test('the page of each route is known by its import, where one stands there alone', async () => {
  expect((await outlineOf(source)).pages).toEqual({ '': './teams.tsx', ':teamId': './teams.tsx' });
  const wrapped = source.replace('<Teams />', '<Frame><Teams /></Frame>');
  expect((await outlineOf(wrapped)).pages).toEqual({});
});

describe('a manifest is refused', () => {
  test.each([
    [{ id: 'Teams!' }, 'must be lower-case'],
    [{ contract: 2 }, 'written for contract 2'],
    [{ title: { en: 'Teams', it: ' ' } }, 'no text in "it"'],
    [{ requires: { anyOf: ['teams:read'] } }, 'the permission "teams:read", which is not in the catalogue'],
    [{ navigation: { icon: 'rocket', group: 'manage', order: 1 } }, 'no icon "rocket"'],
    [{ routes: [...manifest.routes, { path: 'gone', requires: {} }] }, 'The route "gone" is declared, but remote.tsx has no such route'],
    [{ routes: [{ path: '', requires: {} }] }, 'the route ":teamId", which nobody can reach'],
    [{ routes: [...manifest.routes, ...manifest.routes] }, 'declared twice'],
    [{ slots: [{ slot: 'home.corner', name: 'newest', requires: {} }] }, 'no slot "home.corner"'],
    [{ slots: [] }, 'has the guest "newest"'],
    [{ slots: [...(manifest.slots ?? []), { slot: 'home.cards', name: 'oldest', requires: {} }] }, 'The guest "oldest"'],
    [{ slots: [{ slot: 'analytics.agents.columns', name: 'newest', requires: {} }] }, 'needs a title'],
    [{ actions: [{ id: 'x', title: { en: 'X', it: 'X' }, path: 'nowhere', requires: {} }] }, 'leads to "nowhere", which is no declared route'],
  ])('%j', async (change, sentence) => {
    expect((await problems(change)).join('\n')).toContain(sentence);
  });
});

test('a module that isn’t written as defineRemote is refused', async () => {
  await expect(outlineOf('export default somethingElse;')).rejects.toThrow('defineRemote');
});

test('routes that only running them would tell are not held against the manifest', async () => {
  const made = source.replace("[{ path: ':teamId?', element: <Teams /> }]", 'pages.map(toRoute)');
  expect(await problems({}, made)).toEqual([]);
});

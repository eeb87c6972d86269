import { afterEach, expect, test, vi } from 'vitest';
import type { Registry } from '#shared/contract/index.ts';
import { isManifestOf, withOwnManifests } from './override-manifest.ts';

const manifest = { id: 'agents', contract: 1, title: { en: 'Agents', it: 'Agenti' }, requires: {}, routes: [{ path: '', requires: {} }], navigation: null } as const;
const changed = { ...manifest, routes: [...manifest.routes, { path: 'new', requires: {} }] };
const registry: Registry = { contract: 1, remotes: [{ manifest, buildId: 'development', entry: 'http://localhost:3100/mf-manifest.json', integrity: {}, access: 'allowed', channel: 'override', previous: null }] };

/** As the server writes it into the page of the person whose override it is. */
const allow = (origins: string): void => {
  const meta = document.createElement('meta');
  meta.name = 'override-origins';
  meta.content = origins;
  document.head.append(meta);
};
afterEach(() => document.querySelector('meta[name="override-origins"]')?.remove());

/** The development server, which no test has; asked at its own address. */
function says(answer: () => Promise<Response>) {
  const asked = vi.fn((_address: URL) => answer());
  vi.stubGlobal('fetch', asked);
  return asked;
}

test('an area under development has the pages that it has now', async () => {
  allow('https://areas.example http://localhost:3100');
  const asked = says(() => Promise.resolve(Response.json(changed)));
  expect((await withOwnManifests(registry)).remotes[0]?.manifest).toEqual(changed);
  expect(String(asked.mock.calls[0]?.[0])).toBe('http://localhost:3100/remote.json');
});

test.each([
  ['is down', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['says something else', () => Promise.resolve(Response.json({ ...changed, id: 'users' }))],
  ['says nothing of use', () => Promise.resolve(new Response('<!doctype html>'))],
])('its pages are those of the build it stands for while its server %s', async (_what, answer) => {
  allow('http://localhost:3100');
  says(answer);
  expect((await withOwnManifests(registry)).remotes[0]?.manifest).toEqual(manifest);
});

test('it isn’t asked by a page whose policy doesn’t name it', async () => {
  const asked = says(() => Promise.resolve(Response.json(changed)));
  allow('http://localhost:3101');
  expect((await withOwnManifests(registry)).remotes[0]?.manifest).toEqual(manifest);
  expect(asked).not.toHaveBeenCalled();
});

test.each([[{ ...manifest, contract: 2 }], [{ ...manifest, routes: 'all' }], [{ ...manifest, title: { en: 'x' } }], [null]])('%j is no manifest of it', (value) => {
  expect(isManifestOf('agents', value)).toBe(false);
});

import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test, vi } from 'vitest';
import type { Registry, RegistryRemote } from '#shared/contract/index.ts';
import { renderInShell } from '#shared/testing/index.ts';
import { RemoteArea } from './remote-area.tsx';

const agents: RegistryRemote = {
  manifest: {
    id: 'agents',
    contract: 1,
    title: { en: 'Agents', it: 'Agenti' },
    requires: { allOf: ['agents:read'] },
    routes: [{ path: '', requires: {} }, { path: 'new', requires: { allOf: ['agents:create'] } }, { path: ':agentId', requires: {} }],
    navigation: null,
  },
  buildId: 'abc',
  entry: '/console/agents/abc/mf-manifest.json',
  integrity: {},
  access: 'allowed',
  channel: 'stable',
  previous: null,
};
const registry: Registry = { contract: 1, remotes: [agents] };

const messages = { shell: (locale: 'en' | 'it') => (locale === 'it' ? import('../messages/it.json') : import('../messages/en.json')).then((file) => file.default) };

/** The area at an address; `fetched` is told of every file of a build that is asked for. */
async function open(path: string, options: Parameters<typeof renderInShell>[1] = {}, status = 200) {
  const fetched = vi.fn();
  const handlers = [
    http.get('*/console/registry.json', () => HttpResponse.json(status === 200 ? registry : {}, { status })),
    http.get('*/console/agents/*', ({ request }) => {
      fetched(request.url);
      return new HttpResponse(null, { status: 503 });
    }),
    http.post('*/console/beacon', () => new HttpResponse(null, { status: 204 })),
  ];
  const rendered = await renderInShell(<RemoteArea />, { path, mount: '/:remoteId/*', messages, handlers, ...options });
  return { ...rendered, fetched };
}

test('an area that the person may not enter is named with who can grant it, and never downloaded', async () => {
  const { fetched } = await open('/agents', { role: 'editor' });
  await screen.findByRole('heading', { level: 1, name: 'You don’t have access to this' });
  expect(document.body.textContent).toContain('Ada Neri can grant it.');
  expect(document.body.textContent).toContain('See agents');
  expect(fetched).not.toHaveBeenCalled();
});

test('a single address may need more than its area', async () => {
  const { fetched } = await open('/agents/new', { role: 'admin', revoke: ['agents:create'] });
  await screen.findByText(/Create agents/);
  expect(fetched).not.toHaveBeenCalled();
});

test.each(['/nowhere', '/agents/one/two/three'])('there is nothing at %s', async (path) => {
  const { fetched } = await open(path);
  await screen.findByRole('heading', { level: 1, name: 'There is nothing at this address' });
  expect(fetched).not.toHaveBeenCalled();
});

test('an area that runs from elsewhere since the page was loaded waits for the next load, and nothing of it is asked for', async () => {
  const asked = vi.fn();
  const override: Registry = { contract: 1, remotes: [{ ...agents, channel: 'override', buildId: 'development', entry: 'http://localhost:3100/mf-manifest.json' }] };
  const handlers = [http.get('*/console/registry.json', () => HttpResponse.json(override)), http.get('http://localhost:3100/*', () => {
    asked();
    return HttpResponse.error();
  })];
  await open('/agents', { role: 'owner', handlers });
  await screen.findByRole('heading', { level: 1, name: 'Agents runs from elsewhere now' });
  screen.getByRole('button', { name: 'Reload' });
  expect(asked).not.toHaveBeenCalled();
});

test('a registry that can’t be asked is said so when nothing is known', async () => {
  await open('/agents', {}, 503);
  await screen.findByRole('heading', { level: 1, name: 'The areas of the console could not be loaded' });
});

test('a registry that can’t be asked leaves the last good copy', async () => {
  const { world, unmount } = await open('/agents/new', { role: 'admin', revoke: ['agents:create'] });
  await screen.findByText(/Create agents/);
  unmount();
  await open('/agents/new', { world }, 503);
  await screen.findByText(/Create agents/);
});

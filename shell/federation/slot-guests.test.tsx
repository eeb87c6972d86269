import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import type { RegistryRemote, RemoteModule, SlotProps } from '#shared/contract/index.ts';
import { renderInShell } from '#shared/testing/index.ts';
import { Slot } from '#shared/ui/index.ts';
import { loadRemoteModule } from './load-remote.ts';
import { RemoteError } from './remote-error.ts';
import { SlotGuests } from './slot-guests.tsx';

// Scripts can't be loaded here; what is tested is who is brought in, and what becomes of one that fails.
vi.mock('./load-remote.ts', () => ({ loadRemoteModule: vi.fn() }));

const remote = (id: string, slots: RegistryRemote['manifest']['slots']): RegistryRemote => ({
  manifest: { id, contract: 1, title: { en: id, it: id }, requires: { allOf: ['conversations:read'] }, routes: [], navigation: null, slots },
  buildId: `${id}-build`, entry: `/console/${id}/abc/mf-manifest.json`, integrity: {}, access: 'allowed', channel: 'stable', previous: null,
});
const declared = (name: string, requires = {}) => [{ slot: 'agent.actions' as const, name, requires }];

const moduleOf = (id: string, name: string, Guest: (props: SlotProps<'agent.actions'>) => React.ReactNode): RemoteModule =>
  ({ id, contract: 1, routes: () => [], messages: () => Promise.resolve({}), slots: { 'agent.actions': { [name]: Guest } } });

const messages = { shell: (locale: 'en' | 'it') => (locale === 'it' ? import('../messages/it.json') : import('../messages/en.json')).then((file) => file.default) };
const place = <SlotGuests><Slot name="agent.actions" context={{ agentId: '1', agentName: 'Fern' }} /></SlotGuests>;
const open = (remotes: readonly RegistryRemote[], options: Parameters<typeof renderInShell>[1] = {}) =>
  renderInShell(place, { messages, handlers: [http.get('*/console/registry.json', () => HttpResponse.json({ contract: 1, remotes }))], ...options });

const load = vi.mocked(loadRemoteModule);
beforeEach(() => void load.mockReset());

test('a guest is told what its place knows', async () => {
  load.mockResolvedValue({ buildId: 'b', module: moduleOf('conversations', 'of-agent', ({ context }) => <p>About {context.agentName}</p>) });
  await open([remote('conversations', declared('of-agent'))]);
  await screen.findByText('About Fern');
});

test('a guest that the person may not see is never fetched', async () => {
  await open([remote('conversations', declared('of-agent', { allOf: ['audit:read'] }))], { role: 'editor' });
  await waitFor(() => expect(screen.queryByRole('button')).toBeNull());
  expect(load).not.toHaveBeenCalled();
});

test('a guest that breaks leaves its neighbours alone, and can be tried again', async () => {
  let broken = true;
  load.mockImplementation(({ manifest: { id } }) => Promise.resolve({
    buildId: 'b',
    module: moduleOf(id, 'of-agent', () => {
      if (id === 'knowledge' && broken) throw new Error('broken on purpose');
      return <p>Guest of {id}</p>;
    }),
  }));
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { user } = await open([remote('knowledge', declared('of-agent')), remote('conversations', declared('of-agent'))]);
  await screen.findByText('Guest of conversations');
  broken = false;
  await user.click(await screen.findByRole('button', { name: /knowledge could not be loaded/ }));
  await screen.findByText('Guest of knowledge');
});

test('a guest that can’t be loaded is a button in its place', async () => {
  load.mockRejectedValueOnce(new RemoteError('http', 'x')).mockResolvedValue({ buildId: 'b', module: moduleOf('conversations', 'of-agent', () => <p>There</p>) });
  const { user } = await open([remote('conversations', declared('of-agent'))]);
  await user.click(await screen.findByRole('button', { name: /conversations could not be loaded/ }));
  await screen.findByText('There');
});

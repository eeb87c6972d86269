import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import type { RegistryRemote, RemoteModule, SlotProps } from '#shared/contract/index.ts';
import { useQueryClient } from '#shared/data/index.ts';
import { renderInShell } from '#shared/testing/index.ts';
import { FormPage, Link, Slot, TextInput, useForm } from '#shared/ui/index.ts';
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

/** A page with a place for guests and a form of its own; a button tells it, as the server would, that the registry has changed. */
function Page() {
  const queries = useQueryClient();
  const form = useForm({ initial: { name: '' }, submit: () => Promise.resolve({ ok: true as const, value: null }) });
  return (
    <FormPage form={form}>
      <TextInput label="Name" {...form.field('name')} />
      <Slot name="agent.actions" context={{ agentId: '1', agentName: 'Fern' }} />
      <Link to="/agents/2">Other page</Link>
      <button type="button" onClick={() => void queries.invalidateQueries({ queryKey: ['registry'] })}>Tell</button>
    </FormPage>
  );
}

/** A guest that is typed into; its next build is given when `promote` is called. */
async function openPage() {
  load.mockImplementation(({ buildId }) => Promise.resolve({ buildId, module: moduleOf('conversations', 'of-agent', () => <TextInput label={`Note in build ${buildId}`} />) }));
  let remotes = [remote('conversations', declared('of-agent'))];
  const opened = await renderInShell(<SlotGuests><Page /></SlotGuests>, { messages, path: '/agents/1', handlers: [http.get('*/console/registry.json', () => HttpResponse.json({ contract: 1, remotes }))] });
  const tell = async (changed: typeof remotes): Promise<void> => {
    remotes = changed;
    await opened.user.click(screen.getByRole('button', { name: 'Tell' }));
  };
  return { ...opened, tell, promote: () => tell(remotes.map((one) => ({ ...one, buildId: 'next' }))) };
}

test('a guest takes a new build at the next navigation, without a word, where nothing is unsaved', async () => {
  const { user, promote } = await openPage();
  await user.type(await screen.findByLabelText('Note in build conversations-build'), 'half a thought');
  await promote();
  // Long enough for the answer: what is asked after it has come.
  await waitFor(() => expect(JSON.parse(sessionStorage.getItem(sessionStorage.key(0) ?? '') ?? '{}').remotes[0].buildId).toBe('next'));
  expect(screen.getByLabelText('Note in build conversations-build')).toHaveProperty('value', 'half a thought');
  expect(screen.queryByText(/A new version/)).toBeNull();
  await user.click(screen.getByRole('link', { name: 'Other page' }));
  await screen.findByLabelText('Note in build next');
});

test('a guest’s new build is offered where work is unsaved, once for all that the area put there', async () => {
  const { user, promote } = await openPage();
  await screen.findByLabelText('Note in build conversations-build');
  await user.type(screen.getByLabelText('Name'), 'Ada');
  await promote();
  await screen.findByText('A new version of conversations is ready. Save your work, then reload.');
  screen.getByLabelText('Note in build conversations-build');
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  await screen.findByText('A new version of conversations is ready.');
  await user.click(screen.getByRole('link', { name: 'Other page' }));
  await screen.findByLabelText('Note in build next');
  expect(screen.queryByText(/A new version/)).toBeNull();
});

test('a guest whose area is switched off goes at once', async () => {
  const { tell } = await openPage();
  await screen.findByLabelText('Note in build conversations-build');
  await tell([{ ...remote('conversations', declared('of-agent')), access: 'off' }]);
  await waitFor(() => expect(screen.queryByLabelText(/Note in build/)).toBeNull());
});

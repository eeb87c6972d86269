import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { type RegistryRemote, type RemoteModule, defineRemote } from '#shared/contract/index.ts';
import { useQueryClient } from '#shared/data/index.ts';
import { renderInShell } from '#shared/testing/index.ts';
import { FormPage, Link, TextInput, useForm } from '#shared/ui/index.ts';
import { RemoteView } from './remote-view.tsx';

const remoteIn = (buildId: string): RegistryRemote => ({
  manifest: { id: 'agents', contract: 1, title: { en: 'Agents', it: 'Agenti' }, requires: {}, routes: [], navigation: null },
  buildId, entry: `/console/agents/${buildId}/mf-manifest.json`, integrity: {}, access: 'allowed', channel: 'stable', previous: null,
});

function Page({ build }: { readonly build: string }) {
  const form = useForm({ initial: { name: '' }, submit: () => Promise.resolve({ ok: true as const, value: null }) });
  return <FormPage form={form}><p>Build {build}</p><TextInput label="Name" {...form.field('name')} /><Link to="/agents/other">Other page</Link></FormPage>;
}

const moduleOf = (build: string): RemoteModule => defineRemote({ id: 'agents', routes: () => [{ path: '*', element: <Page build={build} /> }], messages: () => Promise.resolve({}) });

/** The area in its first build; a button brings the second, which is in the page already. */
function Area() {
  const queries = useQueryClient();
  const [build, setBuild] = useState(() => {
    for (const buildId of ['one', 'two']) queries.setQueryData(['remote', 'agents', buildId, false], { module: moduleOf(buildId), buildId });
    return 'one';
  });
  return <><button type="button" onClick={() => setBuild('two')}>Promote</button><RemoteView remote={remoteIn(build)} onReload={() => Promise.resolve()} /></>;
}

const messages = { shell: () => import('../messages/en.json').then((file) => file.default), agents: () => Promise.resolve({}) };
const open = () => renderInShell(<Area />, { path: '/agents', mount: '/agents/*', messages });

test('a new build is taken at the next navigation, without a word, where nothing is unsaved', async () => {
  const { user } = await open();
  await screen.findByText('Build one');
  await user.click(screen.getByRole('button', { name: 'Promote' }));
  screen.getByText('Build one');
  expect(screen.queryByText(/A new version/)).toBeNull();
  await user.click(screen.getByRole('link', { name: 'Other page' }));
  await screen.findByText('Build two');
});

test('a new build is offered where work is unsaved, and nothing that was typed is touched', async () => {
  const { user } = await open();
  await user.type(await screen.findByLabelText('Name'), 'Ada');
  await user.click(screen.getByRole('button', { name: 'Promote' }));
  await screen.findByText('A new version of Agents is ready. Save your work, then reload.');
  expect(screen.getByLabelText('Name')).toHaveProperty('value', 'Ada');
  screen.getByText('Build one');
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  await screen.findByText('A new version of Agents is ready.');
  screen.getByRole('button', { name: 'Reload' });
});

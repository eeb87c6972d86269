import { screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { renderInShell } from '#shared/testing/index.ts';
import { Button, Link, TextInput, useForm, useLocation } from '#shared/ui/index.ts';
import { RemoteBoundary } from './remote-boundary.tsx';

let broken = false;
beforeEach(() => {
  broken = false;
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

function Page() {
  const form = useForm({ initial: { name: '' }, submit: () => Promise.resolve({ ok: true as const, value: null }) });
  const [, again] = useState(0);
  if (broken) throw new Error('broken on purpose');
  return <form><TextInput label="Name" {...form.field('name')} /><Button onClick={() => again((count) => count + 1)}>Draw</Button></form>;
}

function Area() {
  const { pathname } = useLocation();
  return (
    <>
      <Link to="/elsewhere">Elsewhere</Link>
      <RemoteBoundary resetKey={pathname} title="Agents" onError={() => undefined}><Page key={pathname} /></RemoteBoundary>
    </>
  );
}

const messages = { shell: (locale: 'en' | 'it') => (locale === 'it' ? import('../messages/it.json') : import('../messages/en.json')).then((file) => file.default) };

async function typeThenBreak() {
  const { user } = await renderInShell(<Area />, { messages });
  await user.type(await screen.findByLabelText('Name'), 'Fern');
  broken = true;
  await user.click(screen.getByRole('button', { name: 'Draw' }));
  await screen.findByText('Agents stopped working');
  broken = false;
  return user;
}

test('what was typed is there again after a retry', async () => {
  const user = await typeThenBreak();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByLabelText('Name')).toHaveProperty('value', 'Fern');
});

test('what was typed is there again when an edit puts the area anew where it stood, also where it was broken', async () => {
  function Edited() {
    const [version, edit] = useState(1);
    return (
      <>
        <Button onClick={() => edit(version + 1)}>Edit</Button>
        <RemoteBoundary resetKey="/" title="Agents" contents={version} onError={() => undefined}><Page key={version} /><p>Version {version}</p></RemoteBoundary>
      </>
    );
  }
  const { user } = await renderInShell(<Edited />, { messages });
  await user.type(await screen.findByLabelText('Name'), 'Fern');
  await user.click(screen.getByRole('button', { name: 'Edit' }));
  await screen.findByText('Version 2');
  expect(screen.getByLabelText('Name')).toHaveProperty('value', 'Fern');
  broken = true;
  await user.click(screen.getByRole('button', { name: 'Draw' }));
  await screen.findByText('Agents stopped working');
  broken = false;
  await user.click(screen.getByRole('button', { name: 'Edit' }));
  await screen.findByText('Version 3');
  expect(screen.getByLabelText('Name')).toHaveProperty('value', 'Fern');
});

test('going elsewhere clears what broke, and what was typed there', async () => {
  const user = await typeThenBreak();
  await user.click(screen.getByRole('link', { name: 'Elsewhere' }));
  expect(await screen.findByLabelText('Name')).toHaveProperty('value', '');
});

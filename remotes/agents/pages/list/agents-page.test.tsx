import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderRemote } from '#shared/testing/index.ts';
import remote from '../../remote.tsx';

test('cards tell what is live, what is a draft, and how busy each was', async () => {
  await renderRemote(remote);
  const live = (await screen.findByRole('link', { name: 'Orders assistant' })).closest('li') as HTMLElement;
  expect(within(live).getByText('Live, version 1')).toBeTruthy();
  expect(within(live).getByText('37 chats in 7 days')).toBeTruthy();
  const draft = screen.getByRole('link', { name: 'Returns assistant' }).closest('li') as HTMLElement;
  expect(within(draft).getByText('Draft')).toBeTruthy();
});

test('who may not create agents is not offered it', async () => {
  await renderRemote(remote, { role: 'editor', grant: ['agents:read'] });
  await screen.findByRole('link', { name: 'Orders assistant' });
  expect(screen.queryByRole('button', { name: 'New agent' })).toBeNull();
});

test('an empty workspace is told what an agent is', async () => {
  await renderRemote(remote, { empty: true });
  expect(await screen.findByText('No agents yet')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'New agent' })).toBeTruthy();
});

import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderInShell } from '#shared/testing/index.ts';
import LiveBell from './live-bell.tsx';

const messages = { shell: (locale: 'en' | 'it') => (locale === 'it' ? import('../messages/it.json') : import('../messages/en.json')).then((file) => file.default) };

test('the bell counts what is unread, and opens it', async () => {
  const { user, address } = await renderInShell(<LiveBell size={32} />, { role: 'editor', grant: ['conversations:read'], messages, path: '/elsewhere' });
  await user.click(await screen.findByRole('button', { name: '1 unread notification' }));
  await user.click(await screen.findByRole('link', { name: /You were granted “Read conversations”/ }));
  expect(address()).toBe('/');
  await screen.findByRole('button', { name: 'Notifications' });
});

test('all are marked read at once', async () => {
  const { user } = await renderInShell(<LiveBell size={32} />, { role: 'editor', grant: ['conversations:read', 'agents:read'], messages });
  await user.click(await screen.findByRole('button', { name: '2 unread notifications' }));
  await user.click(await screen.findByRole('button', { name: 'Mark all as read' }));
  await vi.waitFor(() => expect(screen.queryByRole('button', { name: 'Mark all as read' })).toBeNull());
});

test('what is told meanwhile is counted without a reload', async () => {
  const { world } = await renderInShell(<LiveBell size={32} />, { role: 'editor', messages });
  await screen.findByRole('button', { name: 'Notifications' });
  const editor = world.people.find(({ id }) => id === world.viewerId);
  editor?.grants.push({ id: 'grant-1', permission: 'agents:read', effect: 'grant', level: 'member', expiresAt: null, createdAt: world.now().toISOString(), createdBy: 'Ada Neri', reason: '' });
  await vi.waitFor(() => {
    world.topics.publish('notificationsChanged', null);
    screen.getByRole('button', { name: '1 unread notification' });
  });
});

test('nobody who was told nothing finds an empty list without a word', async () => {
  const { user } = await renderInShell(<LiveBell size={32} />, { role: 'editor', messages });
  await user.click(await screen.findByRole('button', { name: 'Notifications' }));
  await screen.findByText('Nothing yet');
});

import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderInShell } from '#shared/testing/index.ts';
import { GuardedButton } from './guard.tsx';

const publish = (props: { allowed?: boolean; reason?: string; without?: 'hide' | 'explain' } = {}, onClick = vi.fn()) => <GuardedButton need="agents:publish" onClick={onClick} {...props}>Publish</GuardedButton>;

test('a control works for who may use it', async () => {
  const onClick = vi.fn();
  const { user } = await renderInShell(publish({}, onClick), { role: 'admin' });
  await user.click(screen.getByRole('button', { name: 'Publish' }));
  expect(onClick).toHaveBeenCalledOnce();
});

test('a control is absent when the role never has the permission', async () => {
  await renderInShell(publish(), { role: 'editor' });
  expect(screen.queryByRole('button', { name: 'Publish' })).toBeNull();
});

test('a control explains itself when the permission was taken from somebody whose role has it', async () => {
  const onClick = vi.fn();
  const { user } = await renderInShell(publish({}, onClick), { role: 'admin', revoke: ['agents:publish'] });
  const button = screen.getByRole('button', { name: 'Publish' });
  await user.click(button);
  expect(onClick).not.toHaveBeenCalled();
  expect(button.getAttribute('aria-disabled')).toBe('true');
  expect(button.getAttribute('aria-description')).toBe('You need “Publish agents”. Ada Neri can grant it.');
});

test('the reason can be reached by keyboard', async () => {
  const { user } = await renderInShell(publish(), { role: 'admin', revoke: ['agents:publish'] });
  await user.tab();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Publish' }));
  expect((await screen.findByRole('tooltip')).textContent).toContain('Ada Neri can grant it.');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('tooltip')).toBeNull();
});

test('a control says why when one object is beyond the person', async () => {
  await renderInShell(publish({ allowed: false, reason: 'Nothing differs from what is live.' }), { role: 'admin' });
  expect(screen.getByRole('button', { name: 'Publish' }).getAttribute('aria-description')).toBe('Nothing differs from what is live.');
});

test('a grant shows the control at once, a revocation takes it away', async () => {
  const { world } = await renderInShell(publish(), { role: 'editor' });
  const editor = world.people.find(({ role }) => role === 'editor');
  if (!editor) throw new Error('The world has no editor.');
  const grant = { id: 'grant-1', permission: 'agents:publish', effect: 'grant' as const, level: 'member' as const, expiresAt: null, createdAt: '', createdBy: 'Ada Neri', reason: '' };
  editor.grants.push(grant);
  world.topics.publish('viewerChanged', null);
  await screen.findByRole('button', { name: 'Publish' });
  editor.grants.length = 0;
  world.topics.publish('viewerChanged', null);
  await vi.waitFor(() => expect(screen.queryByRole('button', { name: 'Publish' })).toBeNull());
});

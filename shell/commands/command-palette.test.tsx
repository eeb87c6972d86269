import { screen, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import type { RegistryRemote } from '#shared/contract/index.ts';
import { renderInShell } from '#shared/testing/index.ts';
import { CommandsHost } from './commands-host.tsx';
import { useState } from 'react';

const messages = { shell: (locale: 'en' | 'it') => (locale === 'it' ? import('../messages/it.json') : import('../messages/en.json')).then((file) => file.default) };
const remote = (id: string, title: string, requires: RegistryRemote['manifest']['requires'], actions: RegistryRemote['manifest']['actions'] = []): RegistryRemote => ({
  manifest: { id, contract: 1, title: { en: title, it: title }, requires, routes: [{ path: '', requires: {} }], navigation: { icon: 'home', group: 'work', order: 1 }, actions },
  buildId: 'b1', entry: '', integrity: {}, access: 'allowed', channel: 'stable', previous: null,
});
const remotes = [
  remote('knowledge', 'Knowledge', { allOf: ['knowledge:read'] }),
  remote('agents', 'Agents', { allOf: ['agents:read'] }, [{ id: 'new', title: { en: 'New agent', it: 'Nuovo agente' }, path: 'new', requires: { allOf: ['agents:create'] } }]),
];

function Host() {
  const [opened, setOpened] = useState<'palette' | 'help' | null>(null);
  return <><input aria-label="Somewhere to type" /><CommandsHost remotes={remotes} opened={opened} onOpen={setOpened} /></>;
}
const draw = (role: 'owner' | 'editor' = 'owner') => renderInShell(<Host />, { role, messages });
const openPalette = async (user: Awaited<ReturnType<typeof draw>>['user']) => {
  await user.keyboard('{Control>}k{/Control}');
  return screen.findByRole('combobox');
};
const options = (): string[] => screen.getAllByRole('option').map((option) => option.textContent ?? '');

describe('the command palette', () => {
  test('opens by Ctrl K, also while somebody types, and closes by it or by Escape', async () => {
    const { user } = await draw();
    await user.click(screen.getByRole('textbox', { name: 'Somewhere to type' }));
    const field = await openPalette(user);
    await vi.waitFor(() => expect(document.activeElement).toBe(field));
    await user.keyboard('{Escape}');
    await vi.waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());
  });

  test('goes to a page with the keyboard alone', async () => {
    const { user, address } = await draw();
    await user.type(await openPalette(user), 'know');
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('Knowledge');
    await user.keyboard('{Enter}');
    expect(address()).toBe('/knowledge');
  });

  test('offers the actions of every area that the person may take', async () => {
    const { user, address } = await draw();
    await user.type(await openPalette(user), 'new');
    await user.click(screen.getByRole('option', { name: /New agent/ }));
    expect(address()).toBe('/agents/new');
  });

  test('leaves out what the person may not reach', async () => {
    const { user } = await draw('editor');
    await openPalette(user);
    expect(options().some((text) => text.includes('Agent'))).toBe(false);
    expect(options().some((text) => text.includes('Knowledge'))).toBe(true);
  });

  test('finds the workspace’s own objects', async () => {
    const { user, world, address } = await draw();
    const [document] = world.documents;
    await user.type(await openPalette(user), document?.name.slice(0, 8) ?? '');
    const group = await screen.findByRole('group', { name: 'In this workspace' });
    await user.click(within(group).getByRole('option', { name: new RegExp(document?.name ?? '') }));
    expect(address()).toBe(`/knowledge/${document?.id}`);
  });

  test('moves round with the arrows, and says what is chosen', async () => {
    const { user } = await draw();
    const field = await openPalette(user);
    await user.type(field, '{ArrowUp}');
    const last = screen.getAllByRole('option').at(-1);
    expect(last?.getAttribute('aria-selected')).toBe('true');
    expect(field.getAttribute('aria-activedescendant')).toBe(last?.id);
    await user.keyboard('{ArrowDown}');
    expect(screen.getAllByRole('option')[0]?.getAttribute('aria-selected')).toBe('true');
  });
});

describe('shortcuts of a single key', () => {
  test('list themselves, go to areas, and are silent while somebody types', async () => {
    const { user, address } = await draw();
    await user.click(screen.getByRole('textbox', { name: 'Somewhere to type' }));
    await user.keyboard('?');
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.click(document.body);
    await user.keyboard('g2');
    expect(address()).toBe('/knowledge');
    await user.keyboard('?');
    await screen.findByText('Go to Knowledge');
  });

  test('can be turned off', async () => {
    const { user } = await draw();
    await user.keyboard('?');
    await user.click(await screen.findByRole('button', { name: 'Turn off' }));
    await user.keyboard('{Escape}');
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.keyboard('?');
    expect(screen.queryByRole('dialog')).toBeNull();
    localStorage.removeItem('isatis.single-keys');
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type World, createWorld } from '#mocks/index.ts';
import { renderRemote } from '#shared/testing/index.ts';
import remote from '../../remote.tsx';

const open = (world: World, path = '/account/tokens') => renderRemote(remote, { path, world });

describe('API tokens', () => {
  it('are made with what one chooses, and shown once', async () => {
    const world = createWorld({ role: 'editor' });
    const { user } = await open(world);
    await user.click(await screen.findByRole('button', { name: 'Create token' }));
    const dialog = await screen.findByRole('dialog', { name: 'Create a token for yourself' });
    await user.click(within(dialog).getByRole('button', { name: 'Create token' }));
    await within(dialog).findAllByText('Give it a name.');
    await within(dialog).findAllByText('Choose at least one permission.');
    await user.type(within(dialog).getByLabelText('Name'), 'Nightly export');
    await user.click(within(dialog).getByLabelText('May do', { selector: 'input' }));
    expect(screen.queryByRole('option', { name: 'Publish agents' })).toBeNull();
    await user.click(await screen.findByRole('option', { name: 'See analytics' }));
    await user.click(within(dialog).getByRole('button', { name: 'Create token' }));
    const made = await screen.findByRole('dialog', { name: 'Token created' });
    expect(within(made).getByLabelText<HTMLInputElement>('Token').value).toMatch(/^isatis_/);
    await user.click(within(made).getByRole('button', { name: 'I have copied it' }));
    await screen.findByText('Nightly export');
    expect(world.tokens).toMatchObject([{ kind: 'personal', permissions: ['analytics:read'] }]);
    expect(document.body.innerHTML).not.toContain('isatis_');
    expect(screen.queryByRole('link', { name: 'Workspace' })).toBeNull();
  });

  it('of everybody are seen and revoked by who manages them', async () => {
    const world = createWorld();
    const editor = world.people.find(({ role }) => role === 'editor');
    world.tokens.push({ id: 't1', kind: 'personal', name: 'Old script', ending: 'a1b2', permissions: ['analytics:read', 'knowledge:read'], makerId: editor?.id ?? '', expiresAt: '2020-01-01T00:00:00Z', lastUsedAt: null, createdAt: '2019-12-01T00:00:00Z' });
    const { user } = await open(world, '/account/tokens/workspace');
    await screen.findByText('Old script');
    await screen.findByText('Expired');
    await user.click(screen.getByRole('button', { name: /Old script/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Revoke…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Revoke “Old script”?' });
    await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));
    await waitFor(() => expect(world.tokens).toEqual([]));
    await screen.findByText('No tokens yet');
  });
});

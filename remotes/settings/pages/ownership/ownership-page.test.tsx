import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { renderRemote } from '#shared/testing/index.ts';
import remote from '../../remote.tsx';

const path = '/settings/ownership';

describe('ownership', () => {
  test('is offered to a member, once the workspace’s name is typed, and taken back', async () => {
    const { user, world } = await renderRemote(remote, { path });
    await user.click(await screen.findByRole('button', { name: 'Transfer…' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Offer ownership' }));
    await within(dialog).findAllByText('Choose who is to own it.');
    await user.click(await within(dialog).findByLabelText('New owner', { selector: 'input' }));
    const [heir] = world.people.filter(({ role }) => role !== 'owner');
    await user.click(await screen.findByRole('option', { name: new RegExp(heir?.name ?? '', 'u') }));
    await user.type(within(dialog).getByRole('textbox', { name: /to confirm/ }), world.workspace.name);
    await user.click(within(dialog).getByRole('button', { name: 'Offer ownership' }));
    await screen.findByText(new RegExp(`${heir?.name} has been asked and can answer`, 'u'));
    await user.click(screen.getByRole('button', { name: 'Take the offer back' }));
    await screen.findByRole('button', { name: 'Transfer…' });
  });

  test('deleting asks for the name and says until when it can be undone', async () => {
    const { user, world } = await renderRemote(remote, { path });
    await user.click(await screen.findByRole('button', { name: 'Delete…' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Delete the workspace' }).disabled).toBe(true);
    await user.type(within(dialog).getByRole('textbox'), world.workspace.name);
    await user.click(within(dialog).getByRole('button', { name: 'Delete the workspace' }));
    await screen.findByText(/It is deleted for good on/);
    expect(world.workspace.deletesAt).not.toBeNull();
  });
});

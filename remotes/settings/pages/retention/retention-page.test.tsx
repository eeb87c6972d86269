import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderRemote } from '#shared/testing/index.ts';
import remote from '../../remote.tsx';

const open = () => renderRemote(remote, { path: '/settings/retention' });
const days = () => screen.findByLabelText<HTMLInputElement>('Keep conversations for');

describe('data retention', () => {
  it('says what follows from the number as it is typed', async () => {
    const { user } = await open();
    await screen.findByText(/began more than 30 days ago are deleted every night/);
    const field = await days();
    await user.clear(field);
    await user.type(field, '1');
    await screen.findByText(/began more than 1 day ago are deleted every night/);
  });

  it('is lengthened without a question', async () => {
    const { user, world } = await open();
    const field = await days();
    await user.clear(field);
    await user.type(field, '90');
    await user.click(await screen.findByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(world.workspace.retentionDays).toBe(90));
  });

  it('is shortened only after the consequence was read', async () => {
    const { user, world } = await open();
    const field = await days();
    await user.clear(field);
    await user.type(field, '7');
    await user.click(await screen.findByRole('button', { name: 'Save changes' }));
    const dialog = await screen.findByRole('dialog', { name: 'Keep conversations for 7 days only?' });
    expect(dialog.textContent).toContain('7 days after they began instead of 30 days');
    expect(world.workspace.retentionDays).toBe(30);
    await user.click(within(dialog).getByRole('button', { name: 'Shorten and delete' }));
    await waitFor(() => expect(world.workspace.retentionDays).toBe(7));
  });

  it.each(['0', '3651'])('refuses %s days at the field', async (number) => {
    const { user, world } = await open();
    const field = await days();
    await user.clear(field);
    await user.type(field, number);
    await user.click(await screen.findByRole('button', { name: 'Save changes' }));
    await screen.findByText('A whole number of days from 1 to 3,650.');
    expect(world.workspace.retentionDays).toBe(30);
  });
});

import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type World, createWorld } from '#mocks/index.ts';
import { renderRemote } from '#shared/testing/index.ts';
import remote from '../../remote.tsx';

/** Somebody who came through their company. */
const comer = (onlyThrough: string | null = null): World => {
  const world = createWorld({ role: 'editor' });
  Object.assign(world.account, { hasPassword: false, onlyThrough });
  return world;
};
const open = (world: World, path = '/account') => renderRemote(remote, { path, world });

describe('the account of somebody without a password', () => {
  it('sets a first one, without asking for a present one', async () => {
    const world = comer();
    const { user } = await open(world);
    await screen.findByText('Your company knows you by it. It can’t be changed here.');
    expect(screen.queryByLabelText('Present password')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Set password' }));
    expect((await screen.findAllByText('At least 10 characters.')).length).toBeGreaterThan(1);
    await user.type(screen.getByLabelText('New password', { selector: 'input' }), 'another horse battery');
    await user.click(screen.getByRole('button', { name: 'Set password' }));
    await screen.findByRole('button', { name: 'Change password' });
    await screen.findByLabelText('Present password', { selector: 'input' });
    expect(world.account.hasPassword).toBe(true);
  });

  it('says why there is none to set where the company demands its own sign-in', async () => {
    await open(comer('Guado'));
    await screen.findByText('Guado lets its people in through its own sign-in alone. There is no password to set.');
    expect(screen.queryByRole('button', { name: 'Set password' })).toBeNull();
  });

  it('speaks of the company’s sign-in where others read of their password', async () => {
    await open(comer('Guado'), '/account/security');
    await screen.findByText(/^After your company’s sign-in, a code/);
    await screen.findByText('Guado lets its people in through its own sign-in alone: a passkey opens nothing while that holds.');
    expect(screen.queryByRole('button', { name: 'Add a passkey' })).toBeNull();
  });
});

it('says of a password that opens nothing that it does', async () => {
  const world = createWorld({ role: 'editor' });
  world.account.onlyThrough = 'Guado';
  await open(world);
  await screen.findByText(/your password opens nothing while that holds/);
  screen.getByRole('button', { name: 'Change password' });
});

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type World, type WorldOptions, createWorld } from '#mocks/index.ts';
import { renderRemote } from '#shared/testing/index.ts';
import remote from '../../remote.tsx';

const connected = (options?: WorldOptions): World => Object.assign(createWorld(options), { provider: { baseUrl: 'https://models.example/v1', model: 'small-1', keyEnding: 'a1b2', version: 1, updatedAt: '2026-11-01T10:00:00Z' } });
const open = (world: World = createWorld()) => renderRemote(remote, { path: '/settings/ai', world });
const address = () => screen.findByLabelText<HTMLInputElement>('Address');
const key = () => screen.findByLabelText<HTMLInputElement>('API key', { selector: 'input' });

describe('the AI provider', () => {
  it('says since when it fails, and why', async () => {
    const world = connected();
    if (world.provider) world.provider.failures = { answers: 2, since: '2026-11-20T10:00:00Z', message: 'The service refused the key.' };
    await open(world);
    await screen.findByText('The service refused the key.');
    screen.getByText(/2 answers were quoted because the model failed/);
    screen.getByText('Failing');
  });

  it('is connected, and its key never comes back', async () => {
    const { user, world } = await open();
    await screen.findByText(/Without a provider agents answer too/);
    await user.type(await address(), 'https://models.example/v1');
    await user.type(screen.getByLabelText('Model'), 'small-1');
    await user.type(await key(), 'sk-secret-a1b2');
    await user.click(screen.getByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(world.provider).toMatchObject({ baseUrl: 'https://models.example/v1', model: 'small-1', keyEnding: 'a1b2' }));
    await screen.findByText('The stored key ends in a1b2. Leave this empty to keep it.');
    expect((await key()).value).toBe('');
    await screen.findByText('Connected');
  });

  it('is tested with what is typed, before anything is saved', async () => {
    const { user, world } = await open();
    await user.type(await address(), 'https://models.example/v1');
    const test = screen.getByRole('button', { name: 'Test' });
    expect(test.hasAttribute('disabled')).toBe(true);
    await user.type(screen.getByLabelText('Model'), 'small-1');
    await user.click(test);
    await screen.findByText('small-1 answered.');
    expect(world.provider).toBeNull();
    await user.type(screen.getByLabelText('Model'), '0');
    expect(screen.queryByText('small-1 answered.')).toBeNull();
  });

  it('says why a test could not be made', async () => {
    const { user } = await open();
    await user.type(await address(), 'nowhere');
    await user.type(screen.getByLabelText('Model'), 'small-1');
    await user.click(screen.getByRole('button', { name: 'Test' }));
    await screen.findByText('It doesn’t work yet');
    await screen.findByText('Write an address that begins with https://.');
  });

  it('keeps the stored key when none is typed', async () => {
    const { user, world } = await open(connected());
    const model = await screen.findByLabelText('Model');
    await user.clear(model);
    await user.type(model, 'large-1');
    await user.click(await screen.findByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(world.provider).toMatchObject({ model: 'large-1', keyEnding: 'a1b2', version: 2 }));
  });

  it('is removed after a question', async () => {
    const { user, world } = await open(connected());
    await user.click(await screen.findByRole('button', { name: 'Remove…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Remove the AI provider?' });
    expect(world.provider).not.toBeNull();
    await user.click(within(dialog).getByRole('button', { name: 'Remove' }));
    await screen.findByText('Not connected');
    expect(world.provider).toBeNull();
    expect((await address()).value).toBe('');
  });

  it('is only shown, with the reason, to those who may not manage secrets', async () => {
    await open(connected({ role: 'admin' }));
    const field = await address();
    expect(field.readOnly).toBe(true);
    expect((await key()).value).toBe('…a1b2');
    await screen.findByText('You need “Manage secrets”. Ada Neri can grant it.');
    expect(screen.queryByRole('button', { name: 'Test' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Remove…' })).toBeNull();
  });
});

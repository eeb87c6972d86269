import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createWorld } from '#mocks/index.ts';
import { type RenderOptions, renderRemote } from '#shared/testing/index.ts';
import remote from '../../remote.tsx';

const open = (options: RenderOptions = {}) => renderRemote(remote, options);
const nameField = () => screen.findByLabelText<HTMLInputElement>('Name');
const links = () => within(screen.getByRole('navigation', { name: 'Sections of the settings' })).getAllByRole('link').map((link) => link.textContent);

describe('the workspace’s settings', () => {
  it('save name and language, and keep the rest', async () => {
    const { user, world } = await open();
    const name = await nameField();
    await user.clear(name);
    await user.type(name, 'Southwind');
    await user.click(screen.getByRole('combobox', { name: 'Language' }));
    await user.click(await screen.findByRole('option', { name: 'Italiano' }));
    await user.click(await screen.findByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(world.workspace).toMatchObject({ name: 'Southwind', locale: 'it', timeZone: 'Europe/Rome', retentionDays: 30, version: 2 }));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Unsaved changes' })).toBeNull());
  });

  it('find a time zone by its city', async () => {
    const { user, world } = await open();
    const zone = await screen.findByRole('combobox', { name: 'Time zone' });
    await user.clear(zone);
    await user.type(zone, 'new york');
    await user.click(await screen.findByRole('option', { name: /America\/New York/ }));
    await user.click(await screen.findByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(world.workspace.timeZone).toBe('America/New_York'));
  });

  it('refuse an empty name at its field', async () => {
    const { user, world } = await open();
    await user.clear(await nameField());
    await user.click(await screen.findByRole('button', { name: 'Save changes' }));
    await screen.findByText('Give the workspace a name.');
    expect(world.workspace.version).toBe(1);
  });

  it('ask whose should stay when somebody else changed the same', async () => {
    const { user, world } = await open();
    const name = await nameField();
    await user.clear(name);
    await user.type(name, 'Mine');
    Object.assign(world.workspace, { name: 'Theirs', version: 2 });
    await user.click(await screen.findByRole('button', { name: 'Save changes' }));
    const notice = await screen.findByRole('alert');
    expect(notice.textContent).toContain('Name: now “Theirs”, yours “Mine”');
    expect(world.workspace.name).toBe('Theirs');
    await user.click(within(notice).getByRole('button', { name: 'Save mine' }));
    await waitFor(() => expect(world.workspace).toMatchObject({ name: 'Mine', version: 3 }));
  });

  it('let the other one’s version be taken', async () => {
    const { user, world } = await open();
    const name = await nameField();
    await user.type(name, '!');
    Object.assign(world.workspace, { name: 'Theirs', version: 2 });
    await user.click(await screen.findByRole('button', { name: 'Save changes' }));
    await user.click(await screen.findByRole('button', { name: 'Take theirs' }));
    await waitFor(() => expect(name.value).toBe('Theirs'));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(world.workspace.version).toBe(2);
  });

  it('go through when somebody else changed something else', async () => {
    const { user, world } = await open();
    await user.type(await nameField(), ' Ltd');
    Object.assign(world.workspace, { retentionDays: 14, version: 2 });
    await user.click(await screen.findByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(world.workspace).toMatchObject({ name: 'Northwind Ltd', retentionDays: 14, version: 3 }));
  });
});

describe('the way to the sections', () => {
  it('has all of them for an owner', async () => {
    await open();
    await nameField();
    expect(links()).toEqual(['General', 'Data retention', 'AI provider', 'Security', 'Single sign-on', 'Audit log', 'Console', 'Ownership and deletion']);
  });

  it('leaves out what a person may not enter', async () => {
    await open({ world: createWorld({ role: 'admin' }) });
    await nameField();
    expect(links()).toEqual(['General', 'Data retention', 'AI provider']);
  });
});

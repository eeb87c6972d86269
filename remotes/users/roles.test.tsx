import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { renderRemote } from '#shared/testing/index.ts';
import remote from './remote.tsx';

const give = (world: Awaited<ReturnType<typeof renderRemote>>['world'], name: string): void => {
  const person = world.people.find((one) => one.name === name);
  if (person) person.customRoleId = 'role-1';
};

describe('roles', () => {
  test('a copy is made, and leads to its matrix', async () => {
    const { user, world, address } = await renderRemote(remote, { path: '/users/roles' });
    await screen.findByRole('link', { name: 'Support' });
    await user.click(screen.getByRole('button', { name: 'New role' }));
    await user.type(await screen.findByRole('textbox', { name: /Name/ }), 'Night shift');
    await user.click(screen.getByRole('button', { name: 'Create role' }));
    await screen.findByRole('heading', { level: 1, name: 'Night shift' });
    const made = world.roles.find(({ name }) => name === 'Night shift');
    expect(made?.permissions).toEqual(['workspace:read', 'knowledge:read', 'analytics:read']);
    expect(address()).toBe(`/users/roles/${made?.id}`);
  });

  test('ticking a permission ticks what it needs, and says who would gain what before it is saved', async () => {
    const { user, world } = await renderRemote(remote, { path: '/users/roles/role-1' });
    give(world, 'Giulia Ferri');
    await user.click(await screen.findByRole('checkbox', { name: /Publish agents/ }));
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /See agents/ }).checked).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Save changes' }));
    await screen.findByText('Support is saved. Its holders see the change at once.');
    expect(world.roles[0]?.permissions).toContain('agents:publish');
  });

  test('names who gains and who loses', async () => {
    const { createWorld } = await import('#mocks/index.ts');
    const world = createWorld();
    give(world, 'Giulia Ferri');
    const { user } = await renderRemote(remote, { path: '/users/roles/role-1', world });
    await user.click(await screen.findByRole('checkbox', { name: /See agents/ }));
    await user.click(await screen.findByRole('checkbox', { name: /Reply in conversations/ }));
    const aside = screen.getByRole('complementary', { name: 'What if you save this' });
    await within(aside).findByText('Giulia Ferri');
    await within(aside).findByText('gains See agents');
    await within(aside).findByText('loses Reply in conversations');
  });

  test('presets are locked, and take exceptions', async () => {
    const { user, world } = await renderRemote(remote, { path: '/users/roles/editor' });
    expect((await screen.findByRole<HTMLInputElement>('checkbox', { name: /See agents/ })).disabled).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Exception for “Read conversations”' }));
    await user.click(await screen.findByRole('radio', { name: 'Grant' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText(/Granted by Ada Neri/);
    expect(world.roleGrants).toMatchObject([{ roleId: 'editor', permission: 'conversations:read', effect: 'grant' }]);
  });

  test('one that is held can’t be deleted, and says why', async () => {
    const { createWorld } = await import('#mocks/index.ts');
    const world = createWorld();
    give(world, 'Giulia Ferri');
    await renderRemote(remote, { path: '/users/roles/role-1', world });
    const button = await screen.findByRole('button', { name: 'Delete' });
    expect(button.getAttribute('aria-description')).toBe('1 person holds this role. Give them another one first.');
  });
});

describe('requests', () => {
  test('are counted, and answered from the link of a mail', async () => {
    const { user, world } = await renderRemote(remote, { path: '/users/requests?answer=request-1' });
    await screen.findByText('Giulia Ferri asks for “Read conversations”');
    await user.click(screen.getByRole('radio', { name: 'Decline' }));
    await user.click(screen.getByRole('button', { name: 'Send answer' }));
    await screen.findByText('Say why, so that they know what to do.');
    await user.type(screen.getByRole('textbox', { name: /Reason/ }), 'Ask Marco');
    await user.click(screen.getByRole('button', { name: 'Send answer' }));
    await screen.findByText('Giulia Ferri knows that you declined, and why.');
    await waitFor(() => expect(world.requests[0]).toMatchObject({ status: 'declined', answer: 'Ask Marco' }));
  });
});

import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { remoteContract, renderRemote } from '#shared/testing/index.ts';
import { manifest } from './manifest.ts';
import remote from './remote.tsx';

remoteContract(remote, manifest);

const row = async (name: string | RegExp): Promise<HTMLElement> => {
  const heading = await screen.findByRole('rowheader', { name });
  const found = heading.closest('tr');
  if (!found) throw new Error('A row heading stands outside a row.');
  return found;
};

describe('members', () => {
  test('shows who belongs to the workspace, and finds by name', async () => {
    const { user, address } = await renderRemote(remote);
    await row(/Marco Conti/);
    await user.type(screen.getByRole('searchbox', { name: 'Search by name or e-mail' }), 'giulia');
    await waitFor(() => expect(screen.queryByRole('rowheader', { name: /Marco Conti/ })).toBeNull());
    await row(/Giulia Ferri/);
    expect(address()).toBe('/users?q=giulia');
  });

  test('several get another role, each previewed, and their former ones back within the time to undo', async () => {
    const { user, world } = await renderRemote(remote, { path: '/users' });
    await screen.findByRole('rowheader', { name: /Ada Neri/ });
    await user.click(screen.getByRole('checkbox', { name: 'Choose all that are shown' }));
    await user.click(within(screen.getByRole('toolbar')).getByRole('button', { name: 'Change role…' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('radio', { name: /Editor/ }));
    const preview = await within(dialog).findByRole('region', { name: 'What changes' });
    await within(preview).findByText(/Stays as it is\. The last owner/);
    const before = world.people.map(({ role }) => role);
    await user.click(within(dialog).getByRole('button', { name: 'Change role' }));
    await screen.findByText(/people are now Editor/);
    await screen.findByText(/One was left as they are: The last owner/);
    expect(world.people.filter(({ role }) => role === 'owner')).toHaveLength(1);
    expect(world.people.filter(({ role }) => role === 'admin')).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findByText(/have their former roles again/);
    expect(world.people.map(({ role }) => role)).toEqual(before);
  });

  test('the list is narrowed and ordered by what the address says', async () => {
    await renderRemote(remote, { path: '/users?role=owner&sort=nameDescending' });
    await screen.findByRole('rowheader', { name: /Ada Neri/ });
    expect(screen.getAllByRole('rowheader')).toHaveLength(1);
    expect(screen.getByRole('columnheader', { name: /Name/ }).getAttribute('aria-sort')).toBe('descending');
  });

  test('says what was searched when nothing is found, and clears it', async () => {
    const { user } = await renderRemote(remote, { path: '/users?q=nobody' });
    await screen.findByText('No entry fits “nobody”.');
    await user.click(screen.getAllByRole('button', { name: 'Clear' })[0] as HTMLElement);
    await row(/Marco Conti/);
  });

  test('changes a role', async () => {
    const { user, world } = await renderRemote(remote);
    await user.click(within(await row(/Giulia Ferri/)).getByRole('button', { name: 'Actions for Giulia Ferri' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Change role…' }));
    await user.click(await screen.findByRole('radio', { name: 'Admin' }));
    await user.click(screen.getByRole('button', { name: 'Change role' }));
    await screen.findByText('Giulia Ferri is now Admin.');
    expect(world.people.find(({ name }) => name === 'Giulia Ferri')?.role).toBe('admin');
  });

  test('removes a member after saying what goes with them', async () => {
    const { user } = await renderRemote(remote);
    await user.click(within(await row(/Marco Conti/)).getByRole('button', { name: 'Actions for Marco Conti' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Remove…' }));
    await screen.findByText(/1 open session is closed/);
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    await screen.findByText('Marco Conti was removed; 1 session was closed.');
    await waitFor(() => expect(screen.queryByRole('rowheader', { name: /Marco Conti/ })).toBeNull());
  });

  test('explains why nothing can be done with the last owner', async () => {
    const { user } = await renderRemote(remote);
    await user.click(within(await row(/Ada Neri/)).getByRole('button', { name: 'Actions for Ada Neri' }));
    const remove = await screen.findByRole('menuitem', { name: 'Remove…' });
    expect(remove.getAttribute('aria-disabled')).toBe('true');
    expect(remove.getAttribute('aria-description')).toContain('the last owner');
  });

  test('an admin sees members, without any way to change them', async () => {
    await renderRemote(remote, { role: 'admin' });
    await row(/Giulia Ferri/);
    expect(screen.queryByRole('button', { name: 'Invite' })).toBeNull();
    expect(screen.queryByRole('button', { name: /Actions for/ })).toBeNull();
  });
});

describe('permissions of a member', () => {
  test('are shown with the steps that decided them, and an exception can be made', async () => {
    const { user } = await renderRemote(remote, { path: '/users/members/person-3' });
    await user.click(await screen.findByRole('button', { name: 'Change “Publish agents”' }));
    await user.click(await screen.findByRole('radio', { name: 'Grant' }));
    await user.type(screen.getByRole('textbox', { name: 'Reason' }), 'covers for Marco');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText(/granted to this person by Ada Neri.*covers for Marco/);
  });

  test('can’t be reduced for an owner', async () => {
    await renderRemote(remote, { path: '/users/members/person-1' });
    await screen.findByText('An owner holds every permission; none can be taken away.');
    expect(screen.queryByRole('button', { name: /^Change “/ })).toBeNull();
  });
});

describe('invitations', () => {
  test('invites, and offers the link', async () => {
    const { user } = await renderRemote(remote, { path: '/users/invitations' });
    await user.click(await screen.findByRole('button', { name: 'Invite' }));
    await user.type(await screen.findByRole('textbox', { name: 'E-mail' }), 'new@example.org');
    await user.click(screen.getByRole('button', { name: 'Send invitation' }));
    expect((await screen.findByRole<HTMLInputElement>('textbox', { name: 'Link' })).value).toContain('/invite#token=');
    await row('new@example.org');
  });

  test('grants that come with an invitation are narrowed and end when one says', async () => {
    const { user, world } = await renderRemote(remote, { path: '/users/invitations' });
    await user.click(await screen.findByRole('button', { name: 'Invite' }));
    await user.type(await screen.findByRole('textbox', { name: 'E-mail' }), 'new@example.org');
    await user.click(await screen.findByRole('combobox', { name: 'Extra permissions' }));
    await user.click(await screen.findByRole('option', { name: 'Edit agents' }));
    const terms = await screen.findByRole('group', { name: 'Terms of “Edit agents”' });
    await user.click(await within(terms).findByRole('combobox', { name: 'Where' }));
    const agent = world.agents[0];
    await user.click(await screen.findByRole('option', { name: agent?.draft.name ?? '' }));
    await user.click(await within(terms).findByRole('combobox', { name: 'Ends' }));
    await user.click(await screen.findByRole('option', { name: 'On a date…' }));
    await user.click(screen.getByRole('button', { name: 'Send invitation' }));
    await within(terms).findByText('Choose a moment that is still to come.');
    fireEvent.change(within(terms).getByLabelText(/Date and time/), { target: { value: '2031-07-15T09:30' } });
    await user.click(screen.getByRole('button', { name: 'Send invitation' }));
    await screen.findByRole('textbox', { name: 'Link' });
    expect(world.invitations[0]?.grants).toEqual([{ permission: 'agents:update', scope: { kind: 'agent', id: agent?.id }, expiresAt: '2031-07-15T07:30:00.000Z' }]);
  });

  test('invites a list, and says line by line what became of each', async () => {
    const { user, world } = await renderRemote(remote, { path: '/users/invitations' });
    await user.click(await screen.findByRole('button', { name: 'Invite' }));
    await user.click(await screen.findByRole('radio', { name: 'Several' }));
    await user.type(await screen.findByLabelText('Addresses'), `new@example.org{enter}nobody{enter}${world.people[0]?.email}`);
    await user.click(screen.getByRole('button', { name: 'Send invitations' }));
    const report = await screen.findByRole('region', { name: 'Report' });
    await screen.findByText('1 of 3 was invited.');
    within(report).getByText('No address');
    within(report).getByText('Already a member');
    expect(world.invitations[0]?.email).toBe('new@example.org');
  });

  test('says at the field what is wrong with an address, and sends nothing', async () => {
    const { user, world } = await renderRemote(remote, { path: '/users/invitations' });
    const before = world.invitations.length;
    await user.click(await screen.findByRole('button', { name: 'Invite' }));
    const field = await screen.findByRole('textbox', { name: 'E-mail' });
    await user.type(field, 'nope');
    await user.click(screen.getByRole('button', { name: 'Send invitation' }));
    await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
    expect(document.activeElement).toBe(field);
    expect(world.invitations.length).toBe(before);
  });

  test('refuses a second invitation to the same person with a sentence', async () => {
    const { user } = await renderRemote(remote, { path: '/users/invitations' });
    await user.click(await screen.findByRole('button', { name: 'Invite' }));
    await user.type(await screen.findByRole('textbox', { name: 'E-mail' }), 'luca@example.org');
    await user.click(screen.getByRole('button', { name: 'Send invitation' }));
    await screen.findByText(/luca@example.org is invited already/);
  });

  test('withdraws an invitation', async () => {
    const { user } = await renderRemote(remote, { path: '/users/invitations' });
    const luca = await row('luca@example.org');
    await user.click(within(luca).getByRole('button', { name: 'Actions for luca@example.org' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Withdraw…' }));
    await user.click(await screen.findByRole('button', { name: 'Withdraw' }));
    await within(await row('luca@example.org')).findByText('Withdrawn');
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { renderRemote } from '#shared/testing/index.ts';
import remote from './remote.tsx';

/** Starts a review in the list and lands on its page. */
async function started() {
  const rendered = await renderRemote(remote, { path: '/users/reviews' });
  const { user } = rendered;
  await screen.findByText('No review yet');
  await user.click(screen.getByRole('button', { name: 'Start review' }));
  await user.click(within(await screen.findByRole('dialog', { name: 'Start an access review?' })).getByRole('button', { name: 'Start review' }));
  await screen.findByRole('heading', { level: 1, name: /^Review of/ });
  await screen.findByText('giulia@example.org');
  return rendered;
}

describe('access reviews', () => {
  test('keeps many at once, revokes one with a reason, and is signed off when all is decided', async () => {
    const { user, world } = await started();
    await user.click(screen.getByRole('button', { name: 'Sign off…' }));
    const early = await screen.findByRole('dialog', { name: 'Sign off this review?' });
    await user.click(within(early).getByRole('button', { name: 'Sign off' }));
    await within(early).findByText(/2 entries still wait/);
    await user.click(within(early).getByRole('button', { name: 'Cancel' }));
    await user.click(screen.getByRole('button', { name: 'Revoke: Member as Editor, Giulia Ferri' }));
    const dialog = await screen.findByRole('dialog', { name: 'Revoke: Member as Editor, Giulia Ferri' });
    await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));
    await within(dialog).findAllByText('Say why it is revoked.');
    expect(world.people).toHaveLength(3);
    await user.type(within(dialog).getByRole('textbox', { name: /Reason/ }), 'left the team');
    await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));
    await screen.findByText('1 entry revoked.');
    expect(world.people.map(({ name }) => name)).not.toContain('Giulia Ferri');
    await user.click(screen.getByRole('button', { name: 'Select 1 that waits' }));
    await user.click(screen.getByRole('button', { name: 'Keep…' }));
    await user.click(within(await screen.findByRole('dialog', { name: /^Keep:/ })).getByRole('button', { name: 'Keep' }));
    await screen.findByText('1 entry kept.');
    await user.click(screen.getByRole('button', { name: 'Sign off…' }));
    await user.click(within(await screen.findByRole('dialog', { name: 'Sign off this review?' })).getByRole('button', { name: 'Sign off' }));
    await screen.findByRole('button', { name: 'Attestation (PDF)' });
    expect(within(screen.getByRole('region', { name: 'What this review attests' })).getByText('1 kept, 1 revoked, 0 ended before they were decided, 1 that nobody else could decide about')).toBeDefined();
    expect(screen.queryByRole('button', { name: /^Revoke/ })).toBeNull();
  });

  test('offers nobody a decision about themselves', async () => {
    await started();
    await screen.findByText('About you: somebody else decides.');
    expect(screen.queryByRole('button', { name: /Ada Neri/ })).toBeNull();
  });

  test('shows only what waits when that is asked for', async () => {
    const { user, address } = await started();
    await user.click(screen.getByRole('checkbox', { name: 'Select Member as Admin, Marco Conti' }));
    await user.click(screen.getByRole('button', { name: 'Keep…' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Keep' }));
    await screen.findByText('1 of 3 entries decided');
    await user.click(screen.getByRole('button', { name: 'Decision' }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Not decided yet' }).catch(() => screen.findByText('Not decided yet')));
    await waitFor(() => expect(screen.queryByText('marco@example.org')).toBeNull());
    expect(address()).toContain('state=undecided');
  });

  test('begins by itself or not, as it is set', async () => {
    const { user, world } = await renderRemote(remote, { path: '/users/reviews' });
    await screen.findByText(/One begins by itself each quarter, with 14 days to answer/);
    await user.click(screen.getByRole('button', { name: 'Settings…' }));
    await user.click(await screen.findByRole('radio', { name: 'Only when somebody starts one' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText(/One begins only when somebody starts it/);
    expect(world.reviewSettings).toEqual({ quarterly: false, answerDays: 14 });
  });

  test('are absent for who may not review', async () => {
    await renderRemote(remote, { role: 'admin' });
    await screen.findByText('giulia@example.org');
    expect(screen.queryByRole('link', { name: 'Reviews' })).toBeNull();
  });
});

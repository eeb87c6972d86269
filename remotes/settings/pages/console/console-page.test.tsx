import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type World, createWorld } from '#mocks/index.ts';
import { renderRemote } from '#shared/testing/index.ts';
import remote from '../../remote.tsx';

const open = (path = '/settings/console', world: World = createWorld()) => renderRemote(remote, { path, world });
const agentsIn = ({ consoles }: World) => consoles.find(({ id }) => id === 'agents');
const drawer = () => screen.findByRole('dialog', { name: 'Builds of Agents' });

describe('the areas of the console', () => {
  it('are listed with what everybody gets and how it fares', async () => {
    await open();
    const row = (await screen.findByText('Agents')).closest('tr') as HTMLElement;
    within(row).getByText('a2a2a2a2');
    within(row).getByText('as shipped');
    within(row).getByText('0.8% failed');
  });

  it('open with their builds, and one is given to everybody after a question that says who', async () => {
    const { user, world } = await open('/settings/console/agents');
    const builds = await drawer();
    await user.click(within(builds).getByRole('button', { name: 'Give everybody… a3a3a3a3' }));
    const question = await screen.findByRole('dialog', { name: 'Give everybody build a3a3a3a3 of Agents?' });
    within(question).getByText(/3 people who may enter get a3a3a3a3 instead of a2a2a2a2/);
    await user.click(within(question).getByRole('button', { name: 'Give everybody' }));
    await waitFor(() => expect(agentsIn(world)?.stable).toBe('a3a3a3a3a3a3a3a3'));
    await within(builds).findByText('a3a3a3a3 for everybody who may enter (3 people).');
  });

  it('say which operations keep a build from being given', async () => {
    await open('/settings/console/agents');
    const builds = await drawer();
    within(builds).getByText('AgentsWithColours');
    expect(within(builds).getByRole('button', { name: 'Give everybody… a0a0a0a0' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('go back to the build before', async () => {
    const { user, world } = await open('/settings/console/agents');
    await user.click(within(await drawer()).getByRole('button', { name: 'Roll back…' }));
    await user.click(within(await screen.findByRole('dialog', { name: 'Roll Agents back to a1a1a1a1?' })).getByRole('button', { name: 'Roll back' }));
    await waitFor(() => expect(agentsIn(world)?.stable).toBe('a1a1a1a1a1a1a1a1'));
  });

  it('are given to some first, never to nobody', async () => {
    const { user, world } = await open('/settings/console/agents');
    await user.click(within(await drawer()).getByRole('button', { name: 'Canary… a3a3a3a3' }));
    const form = await screen.findByRole('dialog', { name: 'Give build a3a3a3a3 of Agents to some first' });
    const share = await within(form).findByLabelText('Share of the people');
    await user.clear(share);
    await user.type(share, '0');
    await user.click(within(form).getByRole('button', { name: 'Start canary' }));
    await within(form).findByText('Choose a share above 0 %, or at least one role.');
    await user.clear(share);
    await user.type(share, '50');
    await user.click(within(form).getByRole('button', { name: 'Start canary' }));
    await waitFor(() => expect(agentsIn(world)?.canary).toEqual({ buildId: 'a3a3a3a3a3a3a3a3', share: 50, roles: [] }));
  });

  it('are pinned for oneself and taken off again', async () => {
    const { user, world } = await open('/settings/console/agents');
    const builds = await drawer();
    await user.click(within(builds).getByRole('button', { name: 'Pin… a1a1a1a1' }));
    await user.click(within(await screen.findByRole('dialog', { name: 'Pin build a1a1a1a1 of Agents' })).getByRole('button', { name: 'Pin' }));
    await within(builds).findByText('a1a1a1a1 for Ada Neri alone.');
    await user.click(within(builds).getByRole('button', { name: 'Unpin Ada Neri' }));
    await user.click(within(await screen.findByRole('dialog', { name: 'Unpin Ada Neri?' })).getByRole('button', { name: 'Unpin' }));
    await waitFor(() => expect(agentsIn(world)?.pins).toEqual([]));
  });

  it('are switched off and on; the settings can’t be', async () => {
    const { user, world } = await open();
    await user.click(await screen.findByRole('button', { name: 'Actions for Settings' }));
    expect((await screen.findByRole('menuitem', { name: 'Switch off…' })).getAttribute('aria-disabled')).toBe('true');
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Actions for Agents' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Switch off…' }));
    await user.click(within(await screen.findByRole('dialog', { name: 'Switch Agents off?' })).getByRole('button', { name: 'Switch off' }));
    await waitFor(() => expect(agentsIn(world)?.off).toBe(true));
    await screen.findByText('Off');
  });
});

describe('areas under development', () => {
  it('are listed with who runs them from where, and ended for somebody else', async () => {
    const { user, world } = await open();
    const part = await screen.findByRole('region', { name: 'Areas under development' });
    within(part).getByText(/Allowed: Ada Neri\./);
    const row = within(part).getByText('Marco Conti').closest('tr') as HTMLElement;
    within(row).getByText('http://localhost:3100');
    within(row).getByText('Without effect');
    await user.click(within(row).getByRole('button', { name: 'Actions for Marco Conti, Knowledge' }));
    await user.click(await screen.findByRole('menuitem', { name: 'End…' }));
    const question = await screen.findByRole('dialog', { name: 'End that Marco Conti runs Knowledge from elsewhere?' });
    await user.click(within(question).getByRole('button', { name: 'End' }));
    await waitFor(() => expect(world.overrides).toEqual([]));
    await within(part).findByText('Nobody runs one now');
  });

  it('follow what is ended elsewhere, and are nothing where no address is allowed', async () => {
    const { world } = await open();
    await screen.findByRole('region', { name: 'Areas under development' });
    Object.assign(world, { overrides: [], overrideOrigins: [] });
    world.topics.publish('consoleChanged', { remote: 'knowledge' });
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Areas under development' })).toBeNull());
  });

  it('say so when what is ended has ended already', async () => {
    const { user, world } = await open();
    const part = await screen.findByRole('region', { name: 'Areas under development' });
    await user.click(within(part).getByRole('button', { name: /^Actions for Marco/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'End…' }));
    world.overrides = [];
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'End' }));
    await screen.findByText('That has ended already. The list shows what is run now.');
  });
});

import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderRemote } from '#shared/testing/index.ts';
import remote from '../../remote.tsx';

test('a template brings its own words, in the person’s language', async () => {
  const { user, world, address } = await renderRemote(remote, { path: '/agents/new', locale: 'it' });
  await user.type(await screen.findByRole('textbox', { name: 'Nome' }), 'Guida');
  await user.click(screen.getByRole('radio', { name: /Assistenza clienti/ }));
  await user.click(screen.getByRole('button', { name: 'Crea agente' }));
  await waitFor(() => expect(address()).toBe(`/agents/${world.agents[0]?.id ?? ''}`));
  expect(world.agents[0]?.draft).toMatchObject({ name: 'Guida', tone: 'friendly' });
  expect(world.agents[0]?.draft.instructions).toContain('elenco numerato');
});

test('a goal of one’s own stays when the template is changed', async () => {
  const { user } = await renderRemote(remote, { path: '/agents/new' });
  await user.type(await screen.findByRole('textbox', { name: 'Goal' }), 'My goal');
  await user.click(screen.getByRole('radio', { name: /Handbook/ }));
  expect(screen.getByRole('textbox', { name: 'Goal' })).toHaveProperty('value', 'My goal');
});

test('an agent without a name is not created', async () => {
  const { user, world } = await renderRemote(remote, { path: '/agents/new' });
  const before = world.agents.length;
  await user.click(await screen.findByRole('button', { name: 'Create agent' }));
  expect(await screen.findByText('Give the agent a name.')).toBeTruthy();
  expect(world.agents).toHaveLength(before);
});

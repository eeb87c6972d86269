import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { renderRemote } from '#shared/testing/index.ts';
import remote from '../../remote.tsx';

const path = '/agents/agent-1';

describe('the draft of an agent', () => {
  test('is saved when told to, not before', async () => {
    const { user, world } = await renderRemote(remote, { path });
    const goal = await screen.findByRole('textbox', { name: 'Goal' });
    await user.clear(goal);
    await user.type(goal, 'Sell nothing.');
    expect(world.agents[0]?.draft.goal).toBe('Answer questions about orders and deliveries.');
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    await waitFor(() => expect(world.agents[0]?.draft.goal).toBe('Sell nothing.'));
    expect(await screen.findByText(/The draft differs from live version 1 by: Goal\./)).toBeTruthy();
  });

  test('keeps what was typed when somebody else was faster, and shows the difference', async () => {
    const { user, world } = await renderRemote(remote, { path });
    const goal = await screen.findByRole('textbox', { name: 'Goal' });
    await user.clear(goal);
    await user.type(goal, 'Mine.');
    const stored = world.agents[0];
    if (!stored) throw new Error('The world has no agents.');
    Object.assign(stored, { draft: { ...stored.draft, goal: 'Theirs.' }, version: stored.version + 1 });
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    expect(await screen.findByText(/Somebody else changed this/)).toBeTruthy();
    expect(screen.getByRole('textbox', { name: 'Goal' })).toHaveProperty('value', 'Mine.');
    expect((await screen.findByText('Theirs.')).tagName).toBe('DEL');
    expect(stored.draft.goal).toBe('Theirs.');
    await user.click(screen.getByRole('button', { name: 'Save mine over it' }));
    await waitFor(() => expect(stored.draft.goal).toBe('Mine.'));
  });

  test('asks before unsaved changes are left behind', async () => {
    const { user, address } = await renderRemote(remote, { path });
    await user.type(await screen.findByRole('textbox', { name: 'Goal' }), ' And more.');
    await user.click(screen.getByRole('link', { name: 'All agents' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Stay' }));
    expect(address()).toBe(path);
  });

  test('keeps what is typed while the versions are looked at', async () => {
    const { user } = await renderRemote(remote, { path });
    await user.type(await screen.findByRole('textbox', { name: 'Goal' }), ' And more.');
    await user.click(screen.getByRole('link', { name: /Versions/ }));
    expect(await screen.findByRole('heading', { name: 'Version 1' })).toBeTruthy();
    await user.click(screen.getByRole('link', { name: 'Configure' }));
    expect(screen.getByRole('textbox', { name: 'Goal' })).toHaveProperty('value', 'Answer questions about orders and deliveries. And more.');
  });
});

describe('publishing', () => {
  test('lists what changes, and makes a version of it', async () => {
    const { user, world } = await renderRemote(remote, { path: '/agents/agent-2' });
    await user.click(await screen.findByRole('button', { name: 'Publish version 1' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('Explain how to send things back.')).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Publish version 1' }));
    expect(await screen.findByText('Version 1 is live and the same as the draft.')).toBeTruthy();
    expect(world.agents[1]?.versions).toHaveLength(1);
  });

  test('gives the script tag only once something is live', async () => {
    await renderRemote(remote, { path: '/agents/agent-2?tab=site' });
    expect(await screen.findByText('Publish the agent first')).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: 'Script tag' })).toBeNull();
  });

  test('gives the script tag, the demo page, and what a strict policy needs', async () => {
    await renderRemote(remote, { path: `${path}?tab=site` });
    expect(await screen.findByRole('textbox', { name: 'Script tag' })).toHaveProperty('value', '<script src="https://isatis.example/widget.js" data-agent="pk_orders" async></script>');
    expect(screen.getByRole('link', { name: 'Open the demo page' }).getAttribute('href')).toBe('https://isatis.example/demo/pk_orders');
    expect(screen.getByRole('textbox', { name: 'Add to your policy' })).toHaveProperty('value', 'script-src https://isatis.example; frame-src https://isatis.example');
  });

  test('is explained, not offered, to who may not', async () => {
    const { user } = await renderRemote(remote, { path: '/agents/agent-2', role: 'admin', revoke: ['agents:publish'] });
    const button = await screen.findByRole('button', { name: 'Publish version 1' });
    expect(button.getAttribute('aria-description')).toContain('Publish agents');
    await user.click(button);
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('the playground', () => {
  test('answers with citations that lead to the passage, and shows how it came about', async () => {
    const { user } = await renderRemote(remote, { path });
    await user.type(await screen.findByRole('textbox', { name: 'Question' }), 'When do orders arrive?{Enter}');
    const citation = await screen.findByRole('link', { name: 'Source 1: Delivery times.md' });
    expect(citation.getAttribute('href')).toBe('/knowledge/document-1?section=document-1-section-1');
    await user.click(screen.getByRole('button', { name: /1 passage, / }));
    await screen.findByText('Quoted, without a model');
    await user.click(screen.getByRole('button', { name: 'Clear the conversation' }));
    expect(screen.queryByText('When do orders arrive?')).toBeNull();
  });

  test('saves first when there are unsaved changes', async () => {
    const { user, world } = await renderRemote(remote, { path });
    await user.type(await screen.findByRole('textbox', { name: 'Goal' }), ' Quickly.');
    expect(await screen.findByText('The saved draft answers, and you have unsaved changes.')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: 'Question' }), 'When do orders arrive?');
    await user.click(screen.getByRole('button', { name: 'Save and try' }));
    await screen.findByRole('link', { name: 'Source 1: Delivery times.md' });
    expect(world.agents[0]?.draft.goal).toBe('Answer questions about orders and deliveries. Quickly.');
  });

  test('says the fallback when nothing fits', async () => {
    const { user } = await renderRemote(remote, { path });
    await user.type(await screen.findByRole('textbox', { name: 'Question' }), 'zebra{Enter}');
    expect(await screen.findByText('No answer found, fallback said')).toBeTruthy();
  });
});

test('deleting an agent needs its name', async () => {
  const { user, world, address } = await renderRemote(remote, { path });
  await user.click(await screen.findByRole('button', { name: 'Actions for Orders assistant' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Delete agent' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText(/1 published version/)).toBeTruthy();
  const confirm = within(dialog).getByRole('button', { name: 'Delete agent' });
  expect(confirm).toHaveProperty('disabled', true);
  await user.type(within(dialog).getByRole('textbox'), 'Orders assistant');
  await user.click(confirm);
  await waitFor(() => expect(address()).toBe('/agents'));
  expect(world.agents.map(({ id }) => id)).toEqual(['agent-2']);
});

describe('who may only read agents', () => {
  test('finds fields that can’t be changed and nothing to publish or delete with', async () => {
    await renderRemote(remote, { path, role: 'editor', grant: ['agents:read'] });
    const goal = await screen.findByRole('textbox', { name: 'Goal' });
    expect(goal.closest('fieldset')).toHaveProperty('disabled', true);
    for (const name of [/^publish/i, /^save/i, /^actions/i]) expect(screen.queryByRole('button', { name }), String(name)).toBeNull();
  });
});

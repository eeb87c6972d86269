import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { renderRemote } from '#shared/testing/index.ts';
import remote from '../../remote.tsx';

const list = async (): Promise<HTMLElement> => screen.findByRole('region', { name: 'Conversations' });
const linksIn = (pane: HTMLElement): HTMLElement[] => within(pane).getAllByRole('link');

describe('the list of conversations', () => {
  test('is narrowed by filters that stand in the address and stay when one is opened', async () => {
    const { user, address } = await renderRemote(remote, { path: '/conversations?channel=demo' });
    const pane = await list();
    await waitFor(() => expect(linksIn(pane)).toHaveLength(21));
    const [first] = linksIn(pane);
    if (!first) throw new Error('The list is empty.');
    await user.click(first);
    expect(address()).toBe('/conversations/conversation-3?channel=demo');
  });

  test('lets new ones wait while somebody reads', async () => {
    const { user, world } = await renderRemote(remote, { path: '/conversations/conversation-1' });
    const pane = await list();
    await waitFor(() => expect(linksIn(pane).length).toBeGreaterThan(0));
    const known = world.conversations[0];
    if (!known) throw new Error('The world has no conversations.');
    const at = world.now().toISOString();
    world.conversations.unshift({ ...known, id: 'conversation-new', startedAt: at, messages: [{ id: 'message-new', at, author: 'visitor', text: 'Is anybody there?', feedback: null, sectionId: null, answered: true }] });
    world.topics.publish('conversationChanged', { id: 'conversation-new' });
    const show = await screen.findByRole('button', { name: '1 new' });
    expect(screen.queryByText('Is anybody there?')).toBeNull();
    await user.click(show);
    expect(await screen.findByText('Is anybody there?')).toBeTruthy();
  });

  test('says what was searched when nothing fits', async () => {
    await renderRemote(remote, { path: '/conversations?q=zebra' });
    expect(await screen.findByText('No conversation fits “zebra”.')).toBeTruthy();
  });
});

describe('a conversation', () => {
  test('shows what was said, with citations that lead to the passage, feedback and trace', async () => {
    const { user } = await renderRemote(remote, { path: '/conversations/conversation-1' });
    const log = await screen.findByRole('log', { name: 'Messages' });
    expect(within(log).getByText('When does my order arrive?')).toBeTruthy();
    const citation = await within(log).findByRole('link', { name: 'Source 1: Delivery times.md' });
    expect(citation.getAttribute('href')).toBe('/knowledge/document-1?section=document-1-section-1');
    expect(within(log).getByText('Helpful')).toBeTruthy();
    await user.click(within(log).getByRole('button', { name: /1 passage, / }));
    expect(await screen.findByText('Quoted, without a model')).toBeTruthy();
  });

  test('grows while it is read', async () => {
    const { world } = await renderRemote(remote, { path: '/conversations/conversation-1' });
    const log = await screen.findByRole('log', { name: 'Messages' });
    const conversation = world.conversations.find(({ id }) => id === 'conversation-1');
    conversation?.messages.push({ id: 'message-live', at: world.now().toISOString(), author: 'visitor', text: 'One more thing', feedback: null, sectionId: null, answered: true });
    world.topics.publish('conversationChanged', { id: 'conversation-1' });
    expect(await within(log).findByText('One more thing')).toBeTruthy();
  });

  test('that is not there says so', async () => {
    await renderRemote(remote, { path: '/conversations/nothing' });
    expect(await screen.findByText('This conversation isn’t there')).toBeTruthy();
  });

  test('can’t be changed by anybody: it is read-only', async () => {
    await renderRemote(remote, { path: '/conversations/conversation-1' });
    await screen.findByRole('log', { name: 'Messages' });
    for (const name of [/reply/i, /delete/i, /edit/i, /send/i]) expect(screen.queryByRole('button', { name }), String(name)).toBeNull();
  });

  test('names the agent without a link for who may not see agents', async () => {
    await renderRemote(remote, { path: '/conversations/conversation-1', role: 'editor', grant: ['conversations:read'] });
    await screen.findByRole('log', { name: 'Messages' });
    expect(screen.queryByRole('link', { name: 'Orders assistant' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Agent' })).toBeNull();
  });
});

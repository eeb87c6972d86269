import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { renderRemote } from '#shared/testing/index.ts';
import remote from '../../remote.tsx';

const path = '/knowledge/document-1';

describe('a document', () => {
  test('shows every section; a citation leads to its passage', async () => {
    await renderRemote(remote, { path: `${path}?section=document-1-section-2` });
    await screen.findByRole('heading', { name: 'Delivery times.md', level: 1 });
    const passage = (await screen.findByText(/An order can be followed/)).closest('li');
    expect(passage?.getAttribute('aria-current')).toBe('true');
    expect(within(passage as HTMLElement).getByText('This passage')).toBeTruthy();
    expect(document.activeElement).toBe(passage);
  });

  test('says so when the cited passage is gone', async () => {
    await renderRemote(remote, { path: `${path}?section=deleted` });
    expect(await screen.findByText('The passage isn’t there any more')).toBeTruthy();
  });

  test('hides a section from agents and shows it again', async () => {
    const { user, world } = await renderRemote(remote, { path });
    await user.click(await screen.findByRole('button', { name: 'Hide from agents: Part 1' }));
    await waitFor(() => expect(world.documents[0]?.sections[0]?.hidden).toBe(true));
    expect(screen.getByText('Hidden from agents')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show to agents: Part 1' }));
    await waitFor(() => expect(world.documents[0]?.sections[0]?.hidden).toBe(false));
  });

  test('keeps what was typed when somebody else was faster, and shows theirs', async () => {
    const { user, world } = await renderRemote(remote, { path });
    await user.click(await screen.findByRole('button', { name: 'Edit' }));
    const dialog = await screen.findByRole('dialog');
    const name = within(dialog).getByRole('textbox', { name: 'Name' });
    await user.clear(name);
    await user.type(name, 'Mine.md');
    const stored = world.documents[0];
    if (!stored) throw new Error('The world has no documents.');
    Object.assign(stored, { name: 'Theirs.md', version: stored.version + 1 });
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await within(dialog).findByText(/Somebody else changed this/)).toBeTruthy();
    expect(within(dialog).getByText(/Name: Theirs\.md/)).toBeTruthy();
    expect(within(dialog).getByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'Mine.md');
    await user.click(within(dialog).getByRole('button', { name: 'Save mine instead' }));
    await waitFor(() => expect(stored.name).toBe('Mine.md'));
  });

  test('says in numbers what goes with it before it is deleted', async () => {
    const { user, world, address } = await renderRemote(remote, { path });
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/Its 2 sections can no longer be found/)).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Delete document' }));
    await waitFor(() => expect(address()).toBe('/knowledge'));
    expect(world.documents.some(({ id }) => id === 'document-1')).toBe(false);
  });

  test('that failed says what is wrong', async () => {
    await renderRemote(remote, { path: '/knowledge/document-3' });
    expect(await screen.findByText('This file could not be read')).toBeTruthy();
    expect(screen.getByText(/The file is protected with a password\. Remove it and upload the file again\. Nothing of it can be found or quoted\./)).toBeTruthy();
  });

  test('shows an editor its sections and no way to change them', async () => {
    await renderRemote(remote, { path, role: 'editor' });
    await screen.findByText(/Orders arrive within/);
    expect(screen.getByRole('button', { name: 'Download original' })).toBeTruthy();
    for (const name of [/edit/i, /delete/i, /hide/i, /show/i]) expect(screen.queryByRole('button', { name }), String(name)).toBeNull();
  });
});

describe('the test bench', () => {
  test('links each passage found to its place in the document', async () => {
    const { user, address } = await renderRemote(remote, { path: '/knowledge/search' });
    await user.type(await screen.findByRole('textbox', { name: 'Question' }), 'unused box{Enter}');
    const link = await screen.findByRole('link', { name: /Open passage: Return policy\.pdf/ });
    expect(link.getAttribute('href')).toBe('/knowledge/document-2?section=document-2-section-1');
    expect(address()).toContain('q=unused+box');
  });

  test('says so when nothing fits', async () => {
    await renderRemote(remote, { path: '/knowledge/search?q=zebra' });
    expect(await screen.findByText(/No passage was found for “zebra”/)).toBeTruthy();
  });
});

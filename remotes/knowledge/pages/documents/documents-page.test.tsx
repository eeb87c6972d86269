import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { renderRemote } from '#shared/testing/index.ts';
import remote from '../../remote.tsx';

const fileOf = (name: string, text = 'words'): File => new File([text], name, { type: 'text/plain' });
const rowOf = async (name: string | RegExp): Promise<HTMLElement> => {
  const heading = await screen.findByRole('rowheader', { name });
  const row = heading.closest('tr');
  if (!row) throw new Error('The heading stands in no row.');
  return row;
};

describe('the list of documents', () => {
  test('shows where each document stands, and why one failed', async () => {
    await renderRemote(remote);
    expect(within(await rowOf(/Delivery times/)).getByText('Searchable')).toBeTruthy();
    expect(within(await rowOf(/Handbook/)).getByText('Indexing 40%')).toBeTruthy();
    const failed = await rowOf(/Price list/);
    expect(within(failed).getByText('The file is protected with a password. Remove it and upload the file again.')).toBeTruthy();
    expect(within(failed).getByRole('button', { name: 'Dismiss Price list.xlsx' })).toBeTruthy();
  });

  test('dismissing a failed document takes it away', async () => {
    const { user, world } = await renderRemote(remote);
    await user.click(await screen.findByRole('button', { name: 'Dismiss Price list.xlsx' }));
    await waitFor(() => expect(screen.queryByText('Price list.xlsx')).toBeNull());
    expect(world.documents.some(({ name }) => name === 'Price list.xlsx')).toBe(false);
  });

  test('keeps search and filters in the address', async () => {
    const { user, address } = await renderRemote(remote);
    await screen.findByText('Delivery times.md');
    await user.type(screen.getByRole('searchbox', { name: 'Search documents' }), 'policy');
    await waitFor(() => expect(screen.queryByText('Delivery times.md')).toBeNull());
    expect(screen.getByText('Return policy.pdf')).toBeTruthy();
    expect(address()).toContain('q=policy');
  });

  test('several documents are tagged together', async () => {
    const { user, world } = await renderRemote(remote);
    const chosen = ['Delivery times.md', 'Return policy.pdf'];
    for (const name of chosen) await user.click(await screen.findByRole('checkbox', { name: `Choose ${name}` }));
    await user.click(screen.getByRole('button', { name: 'Tags…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Tags of 2 documents' });
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await within(dialog).findByText('Choose at least one tag.');
    const documents = () => world.documents.filter(({ name }) => chosen.includes(name));
    const tag = world.tags.find(({ id }) => documents().some(({ tagIds }) => !tagIds.includes(id)));
    await user.click(await within(dialog).findByRole('combobox', { name: 'Put on' }));
    await user.click(await screen.findByRole('option', { name: tag?.name ?? '' }));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await screen.findByText('2 documents were tagged.');
    expect(documents().every(({ tagIds }) => tagIds.includes(tag?.id ?? ''))).toBe(true);
    await waitFor(() => expect(screen.queryByRole('toolbar')).toBeNull());
  });

  test('a dropped file moves to searchable and stands in the list', async () => {
    const { world } = await renderRemote(remote);
    const heading = await screen.findByRole('heading', { name: 'Knowledge', level: 1 });
    await screen.findByText('Delivery times.md');
    fireEvent.drop(heading, { dataTransfer: { types: ['Files'], files: [fileOf('opening-hours.txt')] } });
    expect(within(await rowOf(/opening-hours/)).getByText('opening-hours.txt')).toBeTruthy();
    await waitFor(async () => expect(within(await rowOf(/opening-hours/)).getByText('Searchable')).toBeTruthy());
    expect(world.documents.filter(({ name }) => name === 'opening-hours.txt')).toHaveLength(1);
  });

  test('an empty file is refused with a sentence before anything is sent', async () => {
    const { user, world } = await renderRemote(remote);
    const heading = await screen.findByRole('heading', { name: 'Knowledge', level: 1 });
    await screen.findByText('Delivery times.md');
    fireEvent.drop(heading, { dataTransfer: { types: ['Files'], files: [fileOf('nothing.txt', '')] } });
    expect(await screen.findByText('This file is empty. There is nothing to read in it.')).toBeTruthy();
    expect(world.documents.some(({ name }) => name === 'nothing.txt')).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Dismiss nothing.txt' }));
    expect(screen.queryByText('This file is empty. There is nothing to read in it.')).toBeNull();
  });

  test('what somebody else adds waits until it is asked for', async () => {
    const { user, world } = await renderRemote(remote);
    await screen.findByText('Delivery times.md');
    const [known] = world.documents;
    if (!known) throw new Error('The world has no documents.');
    world.documents.unshift({ ...known, id: 'document-9', name: 'From a colleague.md', createdAt: world.now().toISOString() });
    world.topics.publish('documentChanged', { id: 'document-9' });
    const show = await screen.findByRole('button', { name: 'Show 1 new document' });
    expect(screen.queryByText('From a colleague.md')).toBeNull();
    await user.click(show);
    expect(await screen.findByText('From a colleague.md')).toBeTruthy();
  });
});

describe('an editor', () => {
  test('sees every document and no way to change one', async () => {
    const { container, world } = await renderRemote(remote, { role: 'editor' });
    await screen.findByText('Delivery times.md');
    expect(screen.getByText('Price list.xlsx')).toBeTruthy();
    for (const name of [/^upload/i, /^tags$/i, /^dismiss/i, /^actions/i, /^edit/i, /^delete/i, /^try again/i]) {
      // The filter named "Tags" narrows the list; it changes nothing.
      const found = screen.queryAllByRole('button', { name }).filter((button) => !button.hasAttribute('aria-haspopup'));
      expect(found, String(name)).toEqual([]);
    }
    const before = world.documents.length;
    const heading = screen.getByRole('heading', { name: 'Knowledge', level: 1 });
    fireEvent.drop(heading, { dataTransfer: { types: ['Files'], files: [fileOf('sneaky.txt')] } });
    expect(screen.queryByText('sneaky.txt')).toBeNull();
    expect(world.documents).toHaveLength(before);
    expect(container.querySelector('input[type=file]:not(:disabled)')).toBeNull();
  });

  test('who is granted uploading sees it appear', async () => {
    await renderRemote(remote, { role: 'editor', grant: ['knowledge:create'] });
    await screen.findByText('Delivery times.md');
    expect(screen.getByRole('button', { name: 'Upload files' })).toBeTruthy();
  });
});

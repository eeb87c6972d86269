import { screen, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { describe, expect, test, vi } from 'vitest';
import { createWorld } from '#mocks/index.ts';
import { AppError } from '#shared/data/index.ts';
import { renderInShell } from '#shared/testing/index.ts';
import { EmptyState } from '../states.tsx';
import { type Column, DataTable, type DataTableProps } from './data-table.tsx';
import { useListState } from './use-list-state.ts';

interface Fruit { readonly id: string; readonly name: string; readonly price: number }

const fruits: readonly Fruit[] = [{ id: '1', name: 'Apple', price: 3 }, { id: '2', name: 'Pear', price: 4 }, { id: '3', name: 'Plum', price: 5 }];
const columns: readonly Column<Fruit>[] = [
  { id: 'name', header: 'Name', cell: ({ name }) => name, sort: { ascending: 'name', descending: 'nameDown' } },
  { id: 'price', header: 'Price', align: 'right', cell: ({ price }) => price },
];

function Fruits(props: Partial<DataTableProps<Fruit>>) {
  const state = useListState({ filters: ['kind'], defaultSort: 'newest' });
  return (
    <DataTable
      label="Fruits"
      columns={columns}
      rows={fruits}
      rowKey={({ id }) => id}
      state={state}
      search={{ placeholder: 'Search fruits' }}
      filters={[{ id: 'kind', label: 'Kind', options: [{ value: 'sweet', label: 'Sweet' }, { value: 'sour', label: 'Sour' }], multiple: true }]}
      empty={<EmptyState title="No fruit yet" />}
      errorTitle="The fruits could not be loaded."
      {...props}
    />
  );
}

describe('rows', () => {
  test('have the shape of what comes until it is there', async () => {
    await renderInShell(<Fruits rows={undefined} loading />);
    expect(screen.getByRole('table', { name: 'Fruits' }).getAttribute('aria-busy')).toBe('true');
    expect(screen.queryByRole('rowheader')).toBeNull();
  });

  test('open by their heading, and are walked with the arrow keys', async () => {
    const onOpen = vi.fn();
    const { user } = await renderInShell(<Fruits onOpen={onOpen} />);
    screen.getByRole('button', { name: 'Apple' }).focus();
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{Enter}');
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(fruits[1]);
    await user.keyboard('{End}');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Plum' }));
  });

  test('open by a click anywhere but on a control', async () => {
    const onOpen = vi.fn();
    const { user } = await renderInShell(<Fruits onOpen={onOpen} columns={[...columns, { id: 'act', header: 'Act', cell: () => <button type="button">Peel</button> }]} />);
    await user.click(screen.getByRole('cell', { name: '4' }));
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(fruits[1]);
    await user.click(screen.getAllByRole('button', { name: 'Peel' })[0] as HTMLElement);
    expect(onOpen).toHaveBeenCalledOnce();
  });

  test('are counted, and more are asked for', async () => {
    const onMore = vi.fn();
    const { user } = await renderInShell(<Fruits total={120} hasMore onMore={onMore} />);
    screen.getByText('3 of 120');
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    expect(onMore).toHaveBeenCalledOnce();
  });
});

describe('the address', () => {
  test('holds the search', async () => {
    const { user, address } = await renderInShell(<Fruits />, { path: '/fruits' });
    await user.type(screen.getByRole('searchbox', { name: 'Search fruits' }), 'pe');
    await vi.waitFor(() => expect(address()).toBe('/fruits?q=pe'));
  });

  test('holds the order, and says it to screen readers', async () => {
    const { user, address } = await renderInShell(<Fruits />, { path: '/fruits' });
    const heading = screen.getByRole('columnheader', { name: 'Name' });
    await user.click(within(heading).getByRole('button'));
    expect(address()).toBe('/fruits?sort=name');
    expect(heading.getAttribute('aria-sort')).toBe('ascending');
    await user.click(within(heading).getByRole('button'));
    expect(address()).toBe('/fruits?sort=nameDown');
  });

  test('holds the filters, which read as a sentence', async () => {
    const { user, address } = await renderInShell(<Fruits />, { path: '/fruits?kind=sweet' });
    await user.click(screen.getByRole('button', { name: /Kind: Sweet/ }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Sour' }));
    expect(address()).toBe('/fruits?kind=sweet&kind=sour');
    await user.click(screen.getByRole('button', { name: 'Clear' }));
    expect(address()).toBe('/fruits');
  });
});

describe('columns', () => {
  test('can be put away and brought back, but the one that names the row', async () => {
    const more: readonly Column<Fruit>[] = [...columns, { id: 'kind', header: 'Kind', cell: () => 'sweet' }];
    const { user, unmount } = await renderInShell(<Fruits columns={more} filters={[]} />);
    await user.click(screen.getByRole('button', { name: 'Columns and download' }));
    expect(screen.queryByRole('menuitemcheckbox', { name: 'Name' })).toBeNull();
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Price' }));
    expect(screen.queryByRole('columnheader', { name: 'Price' })).toBeNull();
    unmount();
    const again = await renderInShell(<Fruits columns={more} filters={[]} />);
    expect(screen.queryByRole('columnheader', { name: 'Price' })).toBeNull();
    await again.user.click(screen.getByRole('button', { name: 'Columns and download' }));
    await again.user.click(await screen.findByRole('menuitemcheckbox', { name: 'Price' }));
    screen.getByRole('columnheader', { name: 'Price' });
  });

  test('are taken away as a file, as they are shown, and never as formulas', async () => {
    const files: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      files.push(file as Blob);
      return 'blob:file';
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const texts: readonly Column<Fruit>[] = [{ id: 'name', header: 'Name', cell: ({ name }) => name, text: ({ name }) => `=${name}` }, { id: 'act', header: 'Act', cell: () => '' }, { id: 'price', header: 'Price', cell: ({ price }) => price, text: ({ price }) => price }];
    const { user } = await renderInShell(<Fruits columns={texts} />);
    await user.click(screen.getByRole('button', { name: 'Columns and download' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Download 3 rows as CSV' }));
    expect(await files[0]?.text()).toContain("Name,Price\r\n'=Apple,3\r\n'=Pear,4\r\n");
  });
});

describe('saved views', () => {
  const open = async (options: Parameters<typeof renderInShell>[1]) => {
    const rendered = await renderInShell(<Fruits views="fruits" columns={[...columns, { id: 'kind', header: 'Kind', cell: () => 'sweet' }]} />, options);
    const reach = async (item: string): Promise<void> => {
      await rendered.user.click(screen.getByRole('button', { name: /^Saved views/ }));
      await rendered.user.click(await screen.findByRole(item.endsWith('…') ? 'menuitem' : 'menuitemcheckbox', { name: item }));
    };
    return { ...rendered, reach };
  };

  test('keep filters, order and columns under a name, and bring them back', async () => {
    const { user, world, address, reach } = await open({ path: '/fruits?kind=sour&sort=name&rows=100&tab=all' });
    await user.click(screen.getByRole('button', { name: 'Columns and download' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Price' }));
    await reach('Save this view…');
    const dialog = await screen.findByRole('dialog', { name: 'Save this view' });
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await within(dialog).findByText('This can’t be empty.');
    await user.type(within(dialog).getByLabelText('Name'), 'Sour ones');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await vi.waitFor(() => expect(world.views).toEqual([expect.objectContaining({ list: 'fruits', name: 'Sour ones', query: 'sort=name&kind=sour', hiddenColumns: ['price'] })]));
    await screen.findByRole('button', { name: 'Saved views: Sour ones' });

    await user.click(screen.getByRole('button', { name: 'Clear' }));
    await user.click(screen.getByRole('button', { name: 'Columns and download' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Price' }));
    await user.keyboard('{Escape}');
    await reach('Sour ones');
    expect(address()).toBe('/fruits?tab=all&sort=name&kind=sour');
    expect(screen.queryByRole('columnheader', { name: 'Price' })).toBeNull();
  });

  test('are renamed, brought to what is shown now, deleted, and back again by undo', async () => {
    const world = createWorld();
    world.views.push({ id: 'v1', list: 'fruits', name: 'Sweet', query: 'kind=sweet', hiddenColumns: [] }, { id: 'v2', list: 'other', name: 'Elsewhere', query: '', hiddenColumns: [] });
    const { user, reach } = await open({ path: '/fruits?kind=sour', world });
    await reach('Rename, update or delete…');
    const dialog = await screen.findByRole('dialog', { name: 'Your saved views' });
    expect(within(dialog).queryByText('Elsewhere')).toBeNull();
    await user.click(within(dialog).getByRole('button', { name: 'Have Sweet show what is shown now' }));
    await vi.waitFor(() => expect(world.views[0]?.query).toBe('kind=sour'));
    await user.click(within(dialog).getByRole('button', { name: 'Rename Sweet' }));
    const rename = await screen.findByRole('dialog', { name: 'Rename “Sweet”' });
    await user.clear(within(rename).getByLabelText('Name'));
    await user.type(within(rename).getByLabelText('Name'), 'Sour');
    await user.click(within(rename).getByRole('button', { name: 'Rename' }));
    await user.click(await screen.findByRole('button', { name: 'Delete Sour' }));
    await vi.waitFor(() => expect(world.views.map(({ id }) => id)).toEqual(['v2']));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await vi.waitFor(() => expect(world.views).toContainEqual(expect.objectContaining({ list: 'fruits', name: 'Sour', query: 'kind=sour' })));
  });

  test('that can’t be asked for say so, and are asked for again', async () => {
    let down = true;
    const { user } = await open({ handlers: [http.post('*/graphql', () => (down ? HttpResponse.json({ errors: [{ message: 'The database can’t be reached.', extensions: { code: 'UNAVAILABLE' } }] }) : undefined))] });
    await user.click(screen.getByRole('button', { name: 'Saved views' }));
    const failed = await screen.findByRole('menuitem', { name: /^The saved views could not be loaded\./ });
    down = false;
    await user.click(failed);
    await screen.findByText(/^None yet\./);
  });
});

describe('without rows', () => {
  test('an empty list says so', async () => {
    await renderInShell(<Fruits rows={[]} total={0} />);
    screen.getByText('No fruit yet');
    expect(screen.queryByRole('searchbox')).toBeNull();
  });

  test('a search without result says what was searched, and clears it', async () => {
    const { user, address } = await renderInShell(<Fruits rows={[]} total={0} />, { path: '/fruits?q=kiwi' });
    screen.getByText('No entry fits “kiwi”.');
    await user.click(screen.getAllByRole('button', { name: 'Clear' })[0] as HTMLElement);
    expect(address()).toBe('/fruits');
  });

  test('an error says what, and retries', async () => {
    const onRetry = vi.fn();
    const { user } = await renderInShell(<Fruits rows={undefined} error={new AppError('UNAVAILABLE', 'The database is being restarted.')} onRetry={onRetry} />);
    expect(screen.getByRole('alert').textContent).toContain('The database is being restarted.');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledOnce();
  });

  test('an error while there are rows keeps them', async () => {
    await renderInShell(<Fruits error={new AppError('OFFLINE', '')} onRetry={vi.fn()} />);
    expect(screen.getByRole('alert').textContent).toContain('What you see is from before.');
    screen.getByRole('rowheader', { name: 'Pear' });
  });
});

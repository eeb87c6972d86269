import { ActionIcon, Button, Checkbox, Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AppError } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { IconDots, IconRefresh, IconSearch } from '../icons.ts';
import { EmptyState, ErrorState, useErrorText } from '../states.tsx';
import { type Density, DensitySwitch, useDensity } from './density.tsx';
import classes from './data-table.module.css';
import type { CsvValue } from './csv.ts';
import { BulkBar, type RowChoice, useRowChoice } from './row-choice.tsx';
import { type FilterDefinition, ListToolbar } from './list-toolbar.tsx';
import { SortHeader, type SortValues } from './sort-header.tsx';
import { TableMenu, useHiddenColumns } from './table-menu.tsx';
import type { ListState } from './use-list-state.ts';
import { Menu } from '../overlay/menu.tsx';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  cell(row: Row): ReactNode;
  readonly align?: 'left' | 'right';
  /** What stands in a file of the table; a column without it is left out. */
  text?(row: Row): CsvValue;
  /** CSS width; the first column takes what is left. */
  readonly width?: string | number;
  /** Left out on screens narrower than 768 (`sm`), 1024 (`md`) or 1280 (`lg`) pixels. */
  readonly hideBelow?: 'sm' | 'md' | 'lg';
  /** The server's own names for the two directions of this column. */
  readonly sort?: SortValues;
}

export interface DataTableProps<Row> {
  /** What the table lists: "Members". Said by screen readers. */
  readonly label: string;
  /** The first column names the row. */
  readonly columns: readonly Column<Row>[];
  /** Undefined until the first answer. */
  readonly rows: readonly Row[] | undefined;
  rowKey(row: Row): string;
  readonly state?: ListState;
  readonly search?: { readonly placeholder: string };
  readonly filters?: readonly FilterDefinition[];
  /** Lets people keep filters, order and columns under a name: `members`. The server keeps them under it. */
  readonly views?: string;
  /** Shown when the whole list is empty. */
  readonly empty: ReactNode;
  /** What could not be done: "The members could not be loaded." */
  readonly errorTitle: string;
  /** Opens a row: by click, Enter, or its heading. */
  readonly onOpen?: (row: Row) => void;
  /** Name of a row for its menu's label. */
  readonly rowName?: (row: Row) => string;
  /** `Menu.Item`s of one row; null for a row without any. */
  readonly rowActions?: (row: Row) => ReactNode;
  /** Lets rows be chosen; what can be done with the chosen ones stands in a bar over the table. */
  readonly selection?: Selection<Row>;
  /** At the right of the search. */
  readonly toolbar?: ReactNode;
  readonly total?: number;
  readonly loading?: boolean;
  readonly error?: AppError | null;
  readonly onRetry?: () => void;
  readonly hasMore?: boolean;
  readonly loadingMore?: boolean;
  readonly onMore?: () => void;
}

/** Choosing several rows of a table. */
export interface Selection<Row> {
  /** Buttons for the chosen rows; `clear` puts the choice away. */
  actions(rows: readonly Row[], clear: () => void): ReactNode;
}

const skeletonRows = 8;

/** The one list of the product: driven by the server, its state in the address. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, state, search, filters, empty, errorTitle, toolbar, total, loading = false, error = null, onRetry } = props;
  const [hidden, toggle, put] = useHiddenColumns(props.columns);
  const columns = hidden.size === 0 ? props.columns : props.columns.filter(({ id }) => !hidden.has(id));
  const t = useT('ui');
  const errorText = useErrorText();
  const [density, setDensity] = useDensity();
  const narrowed = state?.isNarrowed ?? false;
  const nothing = rows !== undefined && rows.length === 0 && !loading;
  const choice = useRowChoice(rows, props.rowKey);

  if (error && rows === undefined) return <ErrorState error={error} title={errorTitle} onRetry={onRetry} />;
  if (nothing && !narrowed && !error) return empty;
  return (
    <section className={classes.list} aria-label={label}>
      {state && (search || filters || toolbar) ? (
        <ListToolbar state={state} search={search} filters={filters} views={props.views} columns={{ hidden, put }}>
          {toolbar}
          <DensitySwitch density={density} onChange={setDensity} />
          {props.columns.length > 2 ? <TableMenu label={label} columns={props.columns} hidden={hidden} onToggle={toggle} rows={rows} /> : null}
        </ListToolbar>
      ) : null}
      {error ? (
        <Group className={classes.error} role="alert" gap="sm" wrap="nowrap">
          <Text size="sm">{errorTitle} {errorText(error)} {t('table.oldRows')}</Text>
          {onRetry ? <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={14} />} onClick={onRetry}>{t('retry')}</Button> : null}
        </Group>
      ) : null}
      {nothing ? (
        <EmptyState
          drawing={<IconSearch size={26} stroke={1.5} />}
          title={t('table.nothingFound')}
          text={state?.search ? t('table.searchedFor', { search: state.search }) : t('table.filtersLeaveOut')}
          action={<Button variant="default" onClick={() => state?.clear()}>{t('table.clear')}</Button>}
        />
      ) : (
        <>
          {props.selection && choice.chosen.length > 0 ? <BulkBar count={choice.chosen.length} onClear={choice.clear}>{props.selection.actions(choice.chosen, choice.clear)}</BulkBar> : null}
          <Rows {...props} columns={columns} density={density} choice={props.selection ? choice : undefined} />
          <Foot {...props} shown={rows?.length} total={total} columns={columns} />
        </>
      )}
    </section>
  );
}

function Rows<Row>({ label, columns, rows, rowKey, state, loading = false, onOpen, rowActions, rowName, density, choice }: DataTableProps<Row> & { readonly density: Density; readonly choice: RowChoice<Row> | undefined }) {
  const t = useT('ui');
  return (
    <div className={classes.frame}>
      <table className={classes.table} data-density={density} data-loading={(loading && rows !== undefined) || undefined} aria-busy={loading}>
        <caption className={classes.caption}>{label}</caption>
        <thead>
          <tr>
            {choice ? <th scope="col" className={classes.choose}><Checkbox size="xs" aria-label={t('table.chooseAll')} checked={choice.all} indeterminate={choice.chosen.length > 0 && !choice.all} disabled={!rows?.length} onChange={choice.toggleAll} /></th> : null}
            {columns.map((column) => (
              <th key={column.id} scope="col" data-align={column.align} data-hide={column.hideBelow} style={{ width: column.width }} aria-sort={ariaSort(column.sort, state?.sort)}>
                {column.sort && state ? <SortHeader header={column.header} sort={column.sort} state={state} /> : column.header}
              </th>
            ))}
            {rowActions ? <th scope="col" className={classes.menu}><span className={classes.hidden}>{t('table.actions')}</span></th> : null}
          </tr>
        </thead>
        <tbody>
          {rows === undefined
            ? Array.from({ length: skeletonRows }, (_, row) => <SkeletonRow key={row} row={row} columns={columns} menu={rowActions !== undefined} choose={choice !== undefined} />)
            : rows.map((row) => <TableRow key={rowKey(row)} row={row} columns={columns} onOpen={onOpen} rowActions={rowActions} rowName={rowName} chosen={choice?.has(row)} onChoose={choice ? (range) => choice.toggle(row, range) : undefined} />)}
        </tbody>
      </table>
    </div>
  );
}

const ariaSort = (sort: SortValues | undefined, now: string | undefined): 'ascending' | 'descending' | undefined => {
  if (!sort || now === undefined) return undefined;
  if (sort.ascending === now) return 'ascending';
  return sort.descending === now ? 'descending' : undefined;
};

type TableRowProps<Row> = Pick<DataTableProps<Row>, 'columns' | 'onOpen' | 'rowActions' | 'rowName'> & { readonly row: Row; readonly chosen?: boolean | undefined; readonly onChoose?: ((range: boolean) => void) | undefined };

/** Clicking anywhere opens the row; for the keyboard its heading is the button. */
function TableRow<Row>({ row, columns, onOpen, rowActions, rowName, chosen, onChoose }: TableRowProps<Row>) {
  const [first, ...others] = columns;
  const t = useT('ui');
  const [menuOpen, setMenuOpen] = useState(false);
  const actions = rowActions?.(row);
  return (
    <tr
      data-open={onOpen ? true : undefined}
      data-menu={menuOpen || undefined}
      data-chosen={chosen || undefined}
      onClick={onOpen ? (event) => { if (!(event.target as Element).closest('a, button, input, label, [role=menu]')) onOpen(row); } : undefined}
      onKeyDown={moveBetweenRows}
    >
      {onChoose ? (
        <td className={classes.choose}>
          <Checkbox size="xs" aria-label={rowName ? t('table.chooseRow', { name: rowName(row) }) : t('table.choose')} checked={chosen ?? false} onChange={(event) => onChoose((event.nativeEvent as MouseEvent).shiftKey)} />
        </td>
      ) : null}
      {first ? (
        <th scope="row" data-label={first.header}>
          {onOpen ? <button type="button" className={classes.open} data-row-focus onClick={() => onOpen(row)}>{first.cell(row)}</button> : <div className={classes.value}>{first.cell(row)}</div>}
        </th>
      ) : null}
      {others.map((column) => (
        <td key={column.id} data-align={column.align} data-hide={column.hideBelow} data-label={column.header}><div className={classes.value}>{column.cell(row)}</div></td>
      ))}
      {rowActions ? (
        <td className={classes.menu}>
          {actions ? (
            <Menu opened={menuOpen} onChange={setMenuOpen}>
              <Menu.Target>
                <ActionIcon aria-label={rowName ? t('table.actionsFor', { name: rowName(row) }) : t('table.actions')}><IconDots size={18} /></ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>{actions}</Menu.Dropdown>
            </Menu>
          ) : null}
        </td>
      ) : null}
    </tr>
  );
}

/** Up and down move between the rows' headings; Home and End to the ends. */
function moveBetweenRows(event: React.KeyboardEvent<HTMLTableRowElement>): void {
  if (!(event.target instanceof HTMLElement) || !event.target.hasAttribute('data-row-focus')) return;
  const all = [...(event.currentTarget.closest('tbody')?.querySelectorAll<HTMLElement>('[data-row-focus]') ?? [])];
  const at = all.indexOf(event.target);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  all[Math.max(0, Math.min(to, all.length - 1))]?.focus();
}

function SkeletonRow<Row>({ row, columns, menu, choose }: { readonly row: number; readonly columns: readonly Column<Row>[]; readonly menu: boolean; readonly choose: boolean }) {
  return (
    <tr aria-hidden className={classes.skeleton}>
      {choose ? <td /> : null}
      {columns.map((column, at) => (
        <td key={column.id} data-align={column.align} data-hide={column.hideBelow}>
          <span style={{ width: `${at === 0 ? 45 + ((row * 17) % 30) : 40 + ((row * 23 + at * 13) % 40)}%` }} />
        </td>
      ))}
      {menu ? <td /> : null}
    </tr>
  );
}

function Foot<Row>({ shown, total, hasMore = false, loadingMore = false, onMore }: Pick<DataTableProps<Row>, 'total' | 'hasMore' | 'loadingMore' | 'onMore' | 'columns'> & { readonly shown: number | undefined }) {
  const t = useT('ui');
  const format = useFormat();
  if (shown === undefined) return null;
  return (
    <Group justify="space-between" className={classes.foot} gap="xs">
      <Text size="sm" c="dimmed" role="status" className="tabular">
        {total === undefined || total === shown ? t('table.count', { count: shown, number: format.number(shown) }) : t('table.countOf', { shown: format.number(shown), total: format.number(total) })}
      </Text>
      {hasMore ? <Button variant="default" size="compact-sm" loading={loadingMore} onClick={onMore}>{t('table.more')}</Button> : null}
    </Group>
  );
}

import { ActionIcon } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useT } from '#shared/i18n/index.ts';
import { IconColumns3, IconDownload } from '../icons.ts';
import { Menu } from '../overlay/menu.tsx';
import { csvOf, downloadCsv } from './csv.ts';
import type { Column } from './data-table.tsx';

/** Which columns somebody put away: a choice for each table, kept per browser. The first names the row and stays. */
export function useHiddenColumns<Row>(columns: readonly Column<Row>[]): [hidden: ReadonlySet<string>, toggle: (id: string) => void, put: (hidden: readonly string[]) => void] {
  const [hidden, setHidden] = useLocalStorage<readonly string[]>({ key: `isatis.columns.${columns[0]?.id ?? ''}.${columns.at(-1)?.id ?? ''}`, defaultValue: [], getInitialValueInEffect: false });
  const kept = new Set(columns.slice(1).map(({ id }) => id).filter((id) => hidden.includes(id)));
  return [kept, (id) => setHidden(hidden.includes(id) ? hidden.filter((other) => other !== id) : [...hidden, id]), setHidden];
}

interface TableMenuProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
  readonly rows: readonly Row[] | undefined;
}

/** Chooses the columns of a table, and takes what it shows away as a file. */
export function TableMenu<Row>({ label, columns, hidden, onToggle, rows = [] }: TableMenuProps<Row>) {
  const t = useT('ui');
  const exported = columns.filter(({ id, text }) => text !== undefined && !hidden.has(id));
  const save = (): void => downloadCsv(`${label}.csv`, csvOf([exported.map(({ header }) => header), ...rows.map((row) => exported.map(({ text }) => text?.(row) ?? null))]));
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={34} variant="default" aria-label={t('table.options')}><IconColumns3 size={16} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('table.columns')}</Menu.Label>
        {columns.slice(1).map(({ id, header }) => <Menu.CheckboxItem key={id} checked={!hidden.has(id)} onChange={() => onToggle(id)} closeMenuOnClick={false}>{header}</Menu.CheckboxItem>)}
        {exported.length > 0 && rows.length > 0 ? (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconDownload size={16} aria-hidden />} onClick={save}>{t('table.export', { count: rows.length })}</Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}

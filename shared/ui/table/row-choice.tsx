import { Button, Group, Text } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { useFormat, useT } from '#shared/i18n/index.ts';
import classes from './data-table.module.css';

/** Which rows of a table are chosen. Rows that the list no longer shows are not. */
export interface RowChoice<Row> {
  readonly chosen: readonly Row[];
  readonly all: boolean;
  has(row: Row): boolean;
  /** `range`: all up to the one that was chosen before. */
  toggle(row: Row, range: boolean): void;
  toggleAll(): void;
  clear(): void;
}

export function useRowChoice<Row>(rows: readonly Row[] | undefined, rowKey: (row: Row) => string): RowChoice<Row> {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string | null>(null);
  const shown = rows ?? [];
  const chosen = keys.size === 0 ? [] : shown.filter((row) => keys.has(rowKey(row)));
  const all = shown.length > 0 && chosen.length === shown.length;
  return {
    chosen, all,
    has: (row) => keys.has(rowKey(row)),
    toggle(row, range) {
      const key = rowKey(row);
      const order = shown.map(rowKey);
      const from = range && last.current !== null ? order.indexOf(last.current) : -1;
      const to = order.indexOf(key);
      const touched = from < 0 ? [key] : order.slice(Math.min(from, to), Math.max(from, to) + 1);
      const add = !keys.has(key);
      last.current = key;
      setKeys(add ? new Set([...keys, ...touched]) : new Set([...keys].filter((one) => !touched.includes(one))));
    },
    toggleAll: () => setKeys(all ? new Set() : new Set(shown.map(rowKey))),
    clear: () => setKeys(new Set()),
  };
}

interface BulkBarProps {
  readonly count: number;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** What can be done with the chosen rows. */
export function BulkBar({ count, onClear, children }: BulkBarProps) {
  const t = useT('ui');
  const format = useFormat();
  return (
    <Group role="toolbar" aria-label={t('table.withChosen')} className={classes.bulk} gap="xs">
      <Text size="sm" fw={500} role="status" className="tabular">{t('table.chosen', { count, number: format.number(count) })}</Text>
      {children}
      <Button variant="subtle" color="gray" size="compact-sm" onClick={onClear}>{t('table.clearChosen')}</Button>
    </Group>
  );
}

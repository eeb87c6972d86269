import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '../icons.ts';
import classes from './data-table.module.css';
import type { ListState } from './use-list-state.ts';

/** The server's own names for a column's two directions. A column may have one only. */
export interface SortValues {
  readonly ascending?: string;
  readonly descending?: string;
}

interface SortHeaderProps {
  readonly header: string;
  readonly sort: SortValues;
  readonly state: ListState;
}

/** A heading that sorts: first one way, then the other. */
export function SortHeader({ header, sort, state }: SortHeaderProps) {
  const { ascending, descending } = sort;
  const rising = ascending !== undefined && state.sort === ascending;
  const falling = descending !== undefined && state.sort === descending;
  const next = rising ? (descending ?? ascending) : (ascending ?? descending);
  return (
    <UnstyledButton className={classes.sort} onClick={() => next !== undefined && state.setSort(next)}>
      {header}
      {rising ? <IconArrowUp size={14} aria-hidden /> : null}
      {falling ? <IconArrowDown size={14} aria-hidden /> : null}
    </UnstyledButton>
  );
}

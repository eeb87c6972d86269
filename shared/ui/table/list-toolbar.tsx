import { Button, CloseButton, Group, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { type ReactNode, useEffect, useState } from 'react';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { IconChevronDown, IconSearch } from '../icons.ts';
import classes from './list-toolbar.module.css';
import type { ListState } from './use-list-state.ts';
import { Menu } from '../overlay/menu.tsx';
import { SavedViews, type SavedViewsProps } from './views/saved-views.tsx';

export interface FilterDefinition {
  /** Name in the address and in `useListState`. */
  readonly id: string;
  /** "Status" */
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** More than one value at once. @default false */
  readonly multiple?: boolean;
}

interface ListToolbarProps {
  readonly state: ListState;
  readonly search?: { readonly placeholder: string };
  readonly filters?: readonly FilterDefinition[];
  /** Under which people's saved views of the list are kept; without it there are none. */
  readonly views?: string | undefined;
  readonly columns?: SavedViewsProps['columns'];
  readonly children?: ReactNode;
}

const pauseBeforeSearch = 250;

/** Search box and filter chips of a list. For lists that are not tables, too. */
export function ListToolbar({ state, search, filters = [], views, columns, children }: ListToolbarProps) {
  const t = useT('ui');
  return (
    <Group gap="xs" className={classes.bar} role="search">
      {search ? <SearchBox state={state} placeholder={search.placeholder} /> : null}
      {filters.map((filter) => <FilterChip key={filter.id} filter={filter} state={state} />)}
      {state.isNarrowed ? <Button variant="subtle" color="gray" size="compact-sm" onClick={state.clear}>{t('table.clear')}</Button> : null}
      <Group gap="xs" className={classes.right}>
        {children}
        {views ? <SavedViews list={views} filters={Object.keys(state.filters)} columns={columns} /> : null}
      </Group>
    </Group>
  );
}

function SearchBox({ state, placeholder }: { readonly state: ListState; readonly placeholder: string }) {
  const t = useT('ui');
  const [text, setText] = useState(state.search);
  // The address changed by itself: back, forward, "clear".
  useEffect(() => setText(state.search), [state.search]);
  const search = useDebouncedCallback(state.setSearch, pauseBeforeSearch);
  return (
    <TextInput
      className={classes.search}
      type="search"
      aria-label={placeholder}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={text ? <CloseButton size="sm" aria-label={t('table.clearSearch')} onClick={() => { setText(''); state.setSearch(''); }} /> : null}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        search(event.currentTarget.value.trim());
      }}
    />
  );
}

/** Reads as a sentence: "Status: ready or failed". */
function FilterChip({ filter, state }: { readonly filter: FilterDefinition; readonly state: ListState }) {
  const t = useT('ui');
  const format = useFormat();
  const chosen = state.filters[filter.id] ?? [];
  const names = filter.options.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
  const toggle = (value: string): void => {
    const has = chosen.includes(value);
    if (filter.multiple) state.setFilter(filter.id, has ? chosen.filter((other) => other !== value) : [...chosen, value]);
    else state.setFilter(filter.id, has ? [] : [value]);
  };
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" className={classes.chip} data-active={names.length > 0 || undefined} rightSection={<IconChevronDown size={14} aria-hidden />}>
          {names.length > 0 ? <>{filter.label}: <Text span inherit fw={600}>&nbsp;{format.list(names)}</Text></> : filter.label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} className={classes.options}>
        {filter.options.length === 0 ? <Menu.Label>{t('table.noOptions')}</Menu.Label> : null}
        {filter.options.map(({ value, label }) => (
          <Menu.CheckboxItem key={value} checked={chosen.includes(value)} onChange={() => toggle(value)} closeMenuOnClick={!filter.multiple}>{label}</Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

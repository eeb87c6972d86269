import { type ComponentType, type ReactNode, createContext, useContext } from 'react';
import type { SlotContexts, SlotName, SlotProps } from '#shared/contract/index.ts';
import type { Column } from './table/data-table.tsx';

/** What another area puts into a slot, within a boundary of its own. */
export interface SlotGuest<Name extends SlotName> {
  /** `<remote>/<name>`: stable, so that it serves as a key. */
  readonly id: string;
  /** Heading of a column; empty for other slots. */
  readonly title: string;
  readonly Guest: ComponentType<SlotProps<Name>>;
}

/** Answers with the guests that the person may see, in navigation order. */
export type GuestFinder = <Name extends SlotName>(slot: Name) => readonly SlotGuest<Name>[];

const none: readonly never[] = [];
const Guests = createContext<GuestFinder>(() => none);

/** Tells slots who their guests are. Only the shell and tests render it. */
export function SlotsProvider({ guests, children }: { readonly guests: GuestFinder; readonly children: ReactNode }) {
  return <Guests value={guests}>{children}</Guests>;
}

interface SlotPlace<Name extends SlotName> {
  readonly name: Name;
  /** What the place tells its guests. */
  readonly context: SlotContexts[Name];
}

/**
 * A place that other areas may fill: `<Slot name="agent.actions" context={{ agentId, agentName }} />`.
 * Empty when nobody does, or the person may see none of it. A guest's code is
 * fetched only now; one that fails says so in its own place alone.
 */
export function Slot<Name extends SlotName>({ name, context }: SlotPlace<Name>) {
  return useContext(Guests)(name).map(({ id, Guest }) => <Guest key={id} context={context} />);
}

/** The columns that other areas add to a table; put them behind its own. */
export function useSlotColumns<Name extends SlotName, Row>(name: Name, contextOf: (row: Row) => SlotContexts[Name]): readonly Column<Row>[] {
  return useContext(Guests)(name).map(({ id, title, Guest }) => ({ id, header: title, hideBelow: 'md', cell: (row) => <Guest context={contextOf(row)} /> }));
}

import { useFormat, useT } from '#shared/i18n/index.ts';
import { type Column, DataTable, EmptyState, IconRobot, IconThumbDown, IconThumbUp, Stack, Title, VisuallyHidden, useListState, useSlotColumns } from '#shared/ui/index.ts';
import type { AnalyticsQuery } from '../../gql/graphql.ts';
import classes from './agents-table.module.css';
import { fallbackShare, helpfulShare } from './shares.ts';

type Row = AnalyticsQuery['analytics']['agents'][number];

/** What rows are ordered by, for each column; `-` in front means from high to low. */
const measures: Readonly<Record<string, (row: Row) => number | string | null>> = {
  name: ({ name }) => name,
  chats: ({ totals }) => totals.chats,
  visitors: ({ totals }) => totals.visitors,
  messages: ({ totals }) => totals.messages,
  feedback: ({ totals }) => helpfulShare(totals),
  fallbacks: ({ totals }) => fallbackShare(totals),
  response: ({ totals }) => totals.responseMs,
};
const defaultSort = '-chats';
const directions = (column: string) => ({ ascending: column, descending: `-${column}` });

/** Orders agents; those without a figure come last either way, and equal ones by name. */
export function sortAgents(rows: readonly Row[], sort: string): readonly Row[] {
  const falling = sort.startsWith('-');
  const measure = measures[falling ? sort.slice(1) : sort] ?? measures['chats'];
  if (!measure) return rows;
  return rows.toSorted((a, b) => {
    const [left, right] = [measure(a), measure(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null) || a.name.localeCompare(b.name);
    const order = typeof left === 'number' && typeof right === 'number' ? left - right : String(left).localeCompare(String(right));
    return (falling ? -order : order) || a.name.localeCompare(b.name);
  });
}

interface AgentsTableProps {
  /** Undefined while they are being fetched for the first time. */
  readonly agents: readonly Row[] | undefined;
  /** Narrows everything to one agent; left out when it is already. */
  readonly onChoose?: (agentId: string) => void;
}

/** The period agent by agent. */
export function AgentsTable({ agents, onChoose }: AgentsTableProps) {
  const t = useT('analytics');
  const format = useFormat();
  const state = useListState({ defaultSort });
  const most = Math.max(1, ...(agents ?? []).map(({ totals }) => totals.chats));
  const number = (column: 'visitors' | 'messages'): Column<Row> => ({ id: column, header: t(`figure.${column}.label`), align: 'right', width: 96, sort: directions(column), hideBelow: 'md', cell: ({ totals }) => <span className="tabular">{format.number(totals[column])}</span> });
  const added = useSlotColumns('analytics.agents.columns', ({ agentId }: Row) => ({ agentId }));
  const columns: readonly Column<Row>[] = [
    { id: 'name', header: t('agent'), sort: directions('name'), cell: ({ name }) => <span className={classes.name}>{name}</span> },
    {
      id: 'chats',
      header: t('figure.chats.label'),
      width: '24%',
      sort: directions('chats'),
      cell: ({ totals }) => (
        <span className={classes.drawn}>
          <span className={classes.count}>{format.number(totals.chats)}</span>
          <span className={classes.track} aria-hidden><span className={classes.bar} data-none={totals.chats === 0 || undefined} style={{ width: `${(totals.chats / most) * 100}%` }} /></span>
        </span>
      ),
    },
    number('visitors'),
    number('messages'),
    { id: 'feedback', header: t('figure.feedback.label'), align: 'right', width: 120, sort: directions('feedback'), cell: ({ totals }) => <FeedbackCell up={totals.feedbackUp} down={totals.feedbackDown} /> },
    { id: 'fallbacks', header: t('figure.fallbacks.label'), align: 'right', width: 116, sort: directions('fallbacks'), cell: ({ totals }) => <Maybe value={fallbackShare(totals)} format={format.percent} /> },
    { id: 'response', header: t('figure.response.label'), align: 'right', width: 124, hideBelow: 'sm', sort: directions('response'), cell: ({ totals }) => <Maybe value={totals.responseMs} format={format.duration} /> },
    ...added,
  ];
  return (
    <Stack gap="sm">
      <Title order={2}>{t('agents.title')}</Title>
      <DataTable
        label={t('agents.title')}
        columns={columns}
        rows={agents && sortAgents(agents, state.sort ?? defaultSort)}
        rowKey={({ agentId }) => agentId}
        rowName={({ name }) => name}
        state={state}
        onOpen={onChoose ? ({ agentId }) => onChoose(agentId) : undefined}
        empty={<EmptyState order={3} drawing={<IconRobot size={26} stroke={1.5} />} title={t('agents.empty')} text={t('agents.emptyText')} />}
        errorTitle={t('failed')}
      />
    </Stack>
  );
}

function Maybe({ value, format }: { readonly value: number | null; readonly format: (value: number) => string }) {
  return <span className="tabular">{value === null ? '–' : format(value)}</span>;
}

function FeedbackCell({ up, down }: { readonly up: number; readonly down: number }) {
  const t = useT('analytics');
  const format = useFormat();
  return (
    <span className={classes.feedback}>
      <IconThumbUp size={15} aria-hidden />{format.number(up)}<VisuallyHidden>{t('figure.feedback.up', { count: up })}</VisuallyHidden>
      <IconThumbDown size={15} aria-hidden />{format.number(down)}<VisuallyHidden>{t('figure.feedback.down', { count: down })}</VisuallyHidden>
    </span>
  );
}

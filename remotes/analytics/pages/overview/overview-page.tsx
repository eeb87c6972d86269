import { toAppError, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Alert, Button, EmptyState, ErrorState, GuardedButton, IconDownload, PageHeader, Skeleton, Stack, downloadCsv, useErrorText, useShell } from '#shared/ui/index.ts';
import { AnalyticsAgentsDocument, AnalyticsDocument, type AnalyticsQuery } from '../../gql/graphql.ts';
import { AgentsTable } from './agents-table.tsx';
import { DaysChart } from './days-chart.tsx';
import { daysAsCsv, exportedFigures } from './export-days.ts';
import { Figures, FiguresSkeleton } from './figures.tsx';
import { FilterBar } from './filter-bar.tsx';
import { NothingYet } from './nothing-yet.tsx';
import classes from './overview-page.module.css';
import { isNothing } from './shares.ts';
import { type AnalyticsFilter, useAnalyticsFilter } from './use-analytics-filter.ts';
import { useFreshOnReturn } from './use-fresh.ts';

/** How often the figures are asked for again while somebody looks. */
const pollInterval = 30_000;

/** What happened, in figures: one filter for all panels. */
export default function OverviewPage() {
  const t = useT('analytics');
  const { timeZone } = useShell().session.workspace;
  const filter = useAnalyticsFilter();
  const { from, to } = filter.period;
  const result = useQuery(AnalyticsDocument, { variables: { from, to, agentId: filter.agentId }, pollInterval, skipPollAttempt: () => document.hidden });
  useFreshOnReturn(result.refetch);
  // While one agent is shown the answer names only that one. Not cached: it is a part of what the whole answer holds.
  const names = useQuery(AnalyticsAgentsDocument, { variables: { from, to }, skip: filter.agentId === null, fetchPolicy: 'no-cache' });
  const shown = (result.data ?? result.previousData)?.analytics;
  const changing = result.data === undefined && result.loading;
  const error = result.error ? toAppError(result.error) : null;
  const retry = (): void => void result.refetch().catch(() => undefined);

  return (
    <>
      <PageHeader title={t('title')} purpose={t('purpose', { timeZone: timeZone.replaceAll('_', ' ') })} actions={<ExportButton analytics={shown} agentId={filter.agentId} />} />
      <FilterBar filter={filter} agents={filter.agentId === null ? shown?.agents : (names.data?.analytics.agents ?? shown?.agents)} />
      {error?.code === 'NOT_FOUND' ? (
        // Only an agent can be missing: the address names one that never was here.
        <EmptyState role="alert" title={t('unknownAgent')} action={<Button variant="default" onClick={() => filter.setAgent(null)}>{t('nothing.allAgents')}</Button>} />
      ) : error && !shown ? (
        <ErrorState error={error} title={t('failed')} onRetry={retry} />
      ) : (
        <div aria-busy={changing} className={classes.panels} data-changing={(changing && shown !== undefined) || undefined}>
          {error ? <OldFigures error={error} onRetry={retry} /> : null}
          {shown ? <Panels analytics={shown} filter={filter} /> : <PanelsSkeleton />}
        </div>
      )}
    </>
  );
}

function Panels({ analytics, filter }: { readonly analytics: AnalyticsQuery['analytics']; readonly filter: AnalyticsFilter }) {
  const { totals, previous, days, agents } = analytics;
  const nothing = isNothing(totals);
  if (nothing && isNothing(previous)) return <NothingYet filter={filter} />;
  return (
    <Stack gap="xl">
      <Figures totals={totals} previous={previous} />
      {nothing ? <NothingYet filter={filter} /> : (
        <>
          <DaysChart days={days} />
          <AgentsTable agents={agents} onChoose={filter.agentId === null ? filter.setAgent : undefined} />
        </>
      )}
    </Stack>
  );
}

function PanelsSkeleton() {
  const t = useT('analytics');
  return (
    <Stack gap="xl" role="status" aria-label={t('loading')}>
      <FiguresSkeleton />
      <Skeleton height={348} radius="lg" />
      <AgentsTable agents={undefined} />
    </Stack>
  );
}

function OldFigures({ error, onRetry }: { readonly error: ReturnType<typeof toAppError>; readonly onRetry: () => void }) {
  const t = useT('analytics');
  const errorText = useErrorText();
  return (
    <Alert color="yellow" role="status" mb="md" title={t('stale')}>
      {errorText(error)} <Button variant="default" size="compact-sm" ml="xs" onClick={onRetry}>{t('retry')}</Button>
    </Alert>
  );
}

interface ExportButtonProps {
  readonly analytics: AnalyticsQuery['analytics'] | undefined;
  readonly agentId: string | null;
}

/** Downloads the shown days, as they were answered. */
function ExportButton({ analytics, agentId }: ExportButtonProps) {
  const t = useT('analytics');
  const save = (): void => {
    if (!analytics) return;
    const headings = Object.fromEntries((['date', 'agent', ...exportedFigures] as const).map((name) => [name, t(`export.column.${name}`)])) as Parameters<typeof daysAsCsv>[0]['headings'];
    const agent = agentId === null ? t('allAgents') : (analytics.agents.find((one) => one.agentId === agentId)?.name ?? agentId);
    downloadCsv(`${t('export.file')}-${analytics.from}-${analytics.to}.csv`, daysAsCsv({ headings, agent, days: analytics.days }));
  };
  return <GuardedButton need="analytics:export" allowed={analytics?.viewerCanExport} variant="default" leftSection={<IconDownload size={16} />} disabled={!analytics} onClick={save}>{t('export.open')}</GuardedButton>;
}

import { useT } from '#shared/i18n/index.ts';
import { DayChart, Group, Paper, SegmentedControl, Text, Title, useSearchParams } from '#shared/ui/index.ts';
import type { AnalyticsQuery, TotalsFragment } from '../../gql/graphql.ts';
import classes from './days-chart.module.css';

type Series = 'visitors' | 'chats' | 'messages' | 'feedbackUp' | 'feedbackDown' | 'answers' | 'fallbacks' | 'responseSeconds';

/** Series that share an axis: what is counted together is shown together. */
const views = {
  activity: ['visitors', 'chats', 'messages'],
  feedback: ['feedbackUp', 'feedbackDown'],
  answers: ['answers', 'fallbacks'],
  speed: ['responseSeconds'],
} as const satisfies Record<string, readonly Series[]>;
type View = keyof typeof views;

const isView = (name: string | null): name is View => name !== null && Object.hasOwn(views, name);

/** A day without answers has no response time: it is left out, not drawn as zero. */
const valueOf = (totals: TotalsFragment, series: Series): number | null =>
  series === 'responseSeconds' ? (totals.responseMs === null ? null : Math.round(totals.responseMs / 10) / 100) : totals[series];

interface DaysChartProps {
  readonly days: AnalyticsQuery['analytics']['days'];
}

/** The period day by day; which figures is kept in the address. */
export function DaysChart({ days }: DaysChartProps) {
  const t = useT('analytics');
  const [params, setParams] = useSearchParams();
  const named = params.get('show');
  const view = isView(named) ? named : 'activity';
  const show = (next: string): void =>
    setParams((now) => {
      const changed = new URLSearchParams(now);
      if (next === 'activity') changed.delete('show');
      else changed.set('show', next);
      return changed;
    }, { replace: true, preventScrollReset: true });
  const data = days.map(({ date, totals }) => ({
    date,
    ...Object.fromEntries(views[view].map((series) => [series, valueOf(totals, series)] as const).filter((entry): entry is readonly [Series, number] => entry[1] !== null)),
  }));
  return (
    <Paper component="section" withBorder className={classes.panel} aria-labelledby="analytics-days">
      <Group justify="space-between" gap="xs" mb="md">
        <div>
          <Title order={2} id="analytics-days">{t('chart.title')}</Title>
          {/* One line alone has no legend to say what it is. */}
          {views[view].length === 1 ? <Text size="sm" c="dimmed">{t(`chart.series.${views[view][0]}`)}</Text> : null}
        </div>
        <SegmentedControl className={classes.views} size="xs" aria-label={t('chart.show')} value={view} onChange={show} data={Object.keys(views).map((value) => ({ value, label: t(`chart.view.${value}`) }))} />
      </Group>
      {/* A view of its own key: colours and axes start anew. */}
      <DayChart key={view} label={t('chart.label', { view: t(`chart.view.${view}`) })} days={data} series={views[view].map((key) => ({ key, label: t(`chart.series.${key}`) }))} kind={days.length <= 7 ? 'bar' : 'line'} height={260} />
    </Paper>
  );
}

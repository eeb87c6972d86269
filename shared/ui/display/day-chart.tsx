import { Skeleton } from '@mantine/core';
import { Suspense, lazy } from 'react';
import { useT } from '#shared/i18n/index.ts';

export interface DayChartProps {
  /** What the chart shows, for screen readers. */
  readonly label: string;
  /** One entry a day: `date` as 2026-11-22, and a number under each series' key. */
  readonly days: readonly Readonly<Record<string, string | number>>[];
  /** At most eight; colours go by position, the same on every screen. */
  readonly series: readonly { readonly key: string; readonly label: string }[];
  /** @default 240 */
  readonly height?: number;
  /** @default line */
  readonly kind?: 'line' | 'bar';
}

const Chart = lazy(() => import('./day-chart-drawing.tsx'));

/** Figures by day. The drawing library is fetched when the first chart is shown. */
export function DayChart(props: DayChartProps) {
  const t = useT('ui');
  return (
    <Suspense fallback={<Skeleton height={props.height ?? 240} radius="md" role="status" aria-label={t('chart.loading')} />}>
      <Chart {...props} />
    </Suspense>
  );
}

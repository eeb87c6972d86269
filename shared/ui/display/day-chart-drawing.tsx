import '@mantine/charts/styles.css';
import '@mantine/core/styles/ColorSwatch.css';
import { BarChart, LineChart } from '@mantine/charts';
import { Table } from '@mantine/core';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { chartColors } from '../theme.ts';
import type { DayChartProps } from './day-chart.tsx';
import classes from './display.module.css';

/** The part of a chart that needs the drawing library. The same figures stand below as a table, for everyone. */
export default function DayChartDrawing({ label, days, series, height = 240, kind = 'line' }: DayChartProps) {
  const t = useT('ui');
  const format = useFormat();
  const data = days.map((day) => ({ ...day, date: format.day(String(day['date'])) }));
  const drawn = {
    h: height,
    data,
    dataKey: 'date',
    series: series.map(({ key, label: name }, at) => ({ name: key, label: name, color: chartColors[at % chartColors.length] ?? chartColors[0] })),
    withLegend: series.length > 1,
    gridAxis: 'x' as const,
    tickLine: 'none' as const,
    valueFormatter: (value: number) => format.number(value),
    // The drawing is hidden from screen readers, so nothing in it may take the focus.
    accessibilityLayer: false,
    legendProps: { itemSorter: null },
    xAxisProps: { minTickGap: 24 },
    yAxisProps: { allowDecimals: false, width: 40 },
  };
  return (
    <figure className={classes.chartBox} aria-label={label} style={{ margin: 0 }}>
      <div aria-hidden>
        {kind === 'line' ? <LineChart {...drawn} curveType="monotone" strokeWidth={2} withDots={days.length <= 14} dotProps={{ r: 2.5 }} /> : <BarChart {...drawn} maxBarWidth={28} />}
      </div>
      <details>
        <summary>{t('chart.table')}</summary>
        <Table.ScrollContainer minWidth={320}>
          <Table fz="sm" className="tabular">
            <Table.Thead><Table.Tr><Table.Th />{series.map(({ key, label: name }) => <Table.Th key={key}>{name}</Table.Th>)}</Table.Tr></Table.Thead>
            <Table.Tbody>
              {days.map((day) => (
                <Table.Tr key={String(day['date'])}>
                  <Table.Th scope="row">{format.day(String(day['date']))}</Table.Th>
                  {series.map(({ key }) => <Table.Td key={key}>{day[key] === undefined ? '–' : format.number(Number(day[key]))}</Table.Td>)}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </details>
    </figure>
  );
}

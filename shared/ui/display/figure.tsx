import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { IconArrowDownRight, IconArrowUpRight } from '../icons.ts';
import { chartColors } from '../theme.ts';
import classes from './display.module.css';
import { Tooltip } from '../overlay/tooltip.tsx';

interface SparklineProps {
  readonly values: readonly number[];
  /** What the line says, for screen readers. */
  readonly label: string;
  /** @default 72 */
  readonly width?: number;
  /** @default 24 */
  readonly height?: number;
}

/** A line without axes: the shape of the last days. */
export function Sparkline({ values, label, width = 72, height = 24 }: SparklineProps) {
  const top = Math.max(...values, 1);
  const step = values.length > 1 ? width / (values.length - 1) : width;
  const points = values.map((value, at) => `${(at * step).toFixed(1)},${(height - 2 - (value / top) * (height - 4)).toFixed(1)}`).join(' ');
  return (
    <svg className={classes.spark} width={width} height={height} role="img" aria-label={label}>
      <polyline points={points} fill="none" stroke={chartColors[0]} strokeWidth="1.5" strokeLinejoin="round" strokeLinecap="round" />
    </svg>
  );
}

interface ChangeProps {
  /** 0.12 for 12 % more; null when there was nothing to compare with. */
  readonly change: number | null;
  /** @default up */
  readonly goodWhen?: 'up' | 'down';
}

/** How a figure differs from the period before. */
export function Change({ change, goodWhen = 'up' }: ChangeProps) {
  const t = useT('ui');
  const format = useFormat();
  if (change === null) return null;
  const size = format.percent(Math.abs(change));
  if (change === 0) return <span className={classes.change}>{t('figure.same')}</span>;
  const rises = change > 0;
  return (
    <span className={classes.change} data-good={rises === (goodWhen === 'up')}>
      {rises ? <IconArrowUpRight size={14} aria-hidden /> : <IconArrowDownRight size={14} aria-hidden />}
      <span aria-hidden>{size}</span>
      <span className="mantine-visually-hidden" style={{ position: 'absolute', clipPath: 'inset(50%)', width: 1, height: 1, overflow: 'hidden' }}>{t(rises ? 'figure.up' : 'figure.down', { change: size })}</span>
    </span>
  );
}

interface FigureProps extends Partial<ChangeProps> {
  readonly label: string;
  /** Formatted already. */
  readonly value: ReactNode;
  readonly spark?: readonly number[];
  /** A plain word below, where a change would judge too early: "15 yesterday". */
  readonly note?: ReactNode;
  /** What exactly is counted; shown on hover. */
  readonly definition?: string;
  /** Where what it counts can be seen. */
  readonly to?: string;
}

/** A number, its change and its shape. */
export function Figure({ label, value, change = null, goodWhen, spark, note, definition, to }: FigureProps) {
  const content = (
    <>
      <span className={classes.figureLabel}>{label}</span>
      <span className={classes.figureRow}>
        <span className={classes.figureValue}>{value}</span>
        {spark ? <Sparkline values={spark} label={label} /> : null}
      </span>
      <Change change={change} goodWhen={goodWhen} />
      {note ? <span className={classes.change}>{note}</span> : null}
    </>
  );
  const body = to ? <Link to={to} className={classes.figure}>{content}</Link> : <div className={classes.figure} tabIndex={definition ? 0 : undefined}>{content}</div>;
  return definition ? <Tooltip label={definition}>{body}</Tooltip> : body;
}

/** The ratio of change between two counts; null when the first is nothing. */
export const changeBetween = (before: number, now: number): number | null => (before === 0 ? null : (now - before) / before);

import { useFormat, useT } from '#shared/i18n/index.ts';
import { IconArrowDownRight, IconArrowUpRight, VisuallyHidden } from '#shared/ui/index.ts';
import classes from './figures.module.css';

interface PointsChangeProps {
  /** Shares of 0 to 1; null when there was nothing to take a share of. */
  readonly before: number | null;
  readonly now: number | null;
  readonly goodWhen: 'up' | 'down';
}

/** How a share moved, in percentage points: "20 % more" of a percentage would mislead. */
export function PointsChange({ before, now, goodWhen }: PointsChangeProps) {
  const t = useT('analytics');
  const format = useFormat();
  if (before === null || now === null) return null;
  const points = Math.round((now - before) * 1000) / 10;
  if (points === 0) return <span className={classes.change}>{t('points.same')}</span>;
  const rises = points > 0;
  const size = format.number(Math.abs(points));
  return (
    <span className={classes.change} data-good={rises === (goodWhen === 'up')}>
      {rises ? <IconArrowUpRight size={14} aria-hidden /> : <IconArrowDownRight size={14} aria-hidden />}
      <span aria-hidden>{t('points.short', { points: size })}</span>
      <VisuallyHidden>{t(rises ? 'points.up' : 'points.down', { points: size })}</VisuallyHidden>
    </span>
  );
}

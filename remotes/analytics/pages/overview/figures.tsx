import type { ReactNode } from 'react';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Change, IconThumbDown, IconThumbUp, Skeleton, Tooltip, changeBetween } from '#shared/ui/index.ts';
import type { TotalsFragment } from '../../gql/graphql.ts';
import classes from './figures.module.css';
import { PointsChange } from './points-change.tsx';
import { fallbackShare, helpfulShare } from './shares.ts';

interface FiguresProps {
  readonly totals: TotalsFragment;
  /** The same number of days right before. */
  readonly previous: TotalsFragment;
}

const none = '–';

/** The figures of the whole period, each beside the period before. */
export function Figures({ totals, previous }: FiguresProps) {
  const t = useT('analytics');
  const format = useFormat();
  const percent = (share: number | null): string => (share === null ? none : format.percent(share));
  const time = (ms: number | null): string => (ms === null ? none : format.duration(ms));
  const [fallbacks, helpful] = [fallbackShare(totals), helpfulShare(totals)];
  return (
    <section aria-label={t('figures')} className={classes.figures}>
      <FigureCard id="visitors" before={format.number(previous.visitors)} value={format.number(totals.visitors)} detail={t('figure.visitors.new', { count: totals.newVisitors, number: format.number(totals.newVisitors) })} change={<Change change={changeBetween(previous.visitors, totals.visitors)} />} />
      <FigureCard id="chats" before={format.number(previous.chats)} value={format.number(totals.chats)} change={<Change change={changeBetween(previous.chats, totals.chats)} />} />
      <FigureCard id="messages" before={format.number(previous.messages)} value={format.number(totals.messages)} change={<Change change={changeBetween(previous.messages, totals.messages)} />} />
      <FigureCard
        id="feedback"
        before={t('figure.feedback.both', { up: format.number(previous.feedbackUp), down: format.number(previous.feedbackDown) })}
        value={<Feedback up={totals.feedbackUp} down={totals.feedbackDown} />}
        detail={helpful === null ? t('figure.feedback.none') : t('figure.feedback.share', { share: percent(helpful) })}
        change={<PointsChange before={helpfulShare(previous)} now={helpful} goodWhen="up" />}
      />
      <FigureCard
        id="fallbacks"
        before={percent(fallbackShare(previous))}
        value={percent(fallbacks)}
        detail={t('figure.fallbacks.of', { count: totals.answers, fallbacks: format.number(totals.fallbacks), answers: format.number(totals.answers) })}
        change={<PointsChange before={fallbackShare(previous)} now={fallbacks} goodWhen="down" />}
      />
      <FigureCard id="response" before={time(previous.responseMs)} value={time(totals.responseMs)} change={<Change change={totals.responseMs === null || previous.responseMs === null ? null : changeBetween(previous.responseMs, totals.responseMs)} goodWhen="down" />} />
    </section>
  );
}

interface FigureCardProps {
  readonly id: 'visitors' | 'chats' | 'messages' | 'feedback' | 'fallbacks' | 'response';
  readonly value: ReactNode;
  readonly detail?: string;
  readonly change: ReactNode;
  /** The same figure of the period before. */
  readonly before: string;
}

/** One figure. What exactly it counts is told on hover and on focus. */
function FigureCard({ id, value, detail, change, before }: FigureCardProps) {
  const t = useT('analytics');
  const label = t(`figure.${id}.label`);
  return (
    <Tooltip label={<>{t(`figure.${id}.definition`)}<br />{t('before', { before })}</>}>
      <div role="group" aria-label={label} tabIndex={0} className={classes.card}>
        <span className={classes.label} aria-hidden>{label}</span>
        <span className={classes.value}>{value}</span>
        <span className={classes.foot}>
          {detail ? <span>{detail}</span> : null}
          {change}
        </span>
      </div>
    </Tooltip>
  );
}

function Feedback({ up, down }: { readonly up: number; readonly down: number }) {
  const t = useT('analytics');
  const format = useFormat();
  return (
    <span className={classes.feedback}>
      <span><IconThumbUp size={18} aria-hidden />{format.number(up)}<small>{t('figure.feedback.up', { count: up })}</small></span>
      <span><IconThumbDown size={18} aria-hidden />{format.number(down)}<small>{t('figure.feedback.down', { count: down })}</small></span>
    </span>
  );
}

/** The shape of the figures while they are being fetched. */
export function FiguresSkeleton() {
  return <div className={classes.figures} aria-hidden>{Array.from({ length: 6 }, (_, card) => <Skeleton key={card} height={118} radius="lg" />)}</div>;
}

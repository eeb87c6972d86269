import { useFormat, useT } from '#shared/i18n/index.ts';
import { CitedAnswer, IconChevronRight, IconThumbDown, IconThumbUp, StatusBadge } from '#shared/ui/index.ts';
import type { MessagePartsFragment } from '../../../gql/graphql.ts';
import classes from './conversation-view.module.css';

interface TranscriptMessageProps {
  readonly message: MessagePartsFragment;
  readonly agentName: string;
  /** Its trace is the one shown. */
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

/** One message. An agent's has its sources, what became of it, the visitor's judgement and its trace. */
export function TranscriptMessage({ message, agentName, chosen, onChoose }: TranscriptMessageProps) {
  const t = useT('conversations');
  const format = useFormat();
  const { author, at, text, citations, outcome, feedback, trace } = message;
  const byVisitor = author === 'visitor';
  return (
    <article className={classes.message} data-author={author} data-chosen={(chosen && !byVisitor) || undefined}>
      <div className={classes.byline}><span className={classes.who}>{byVisitor ? t('transcript.visitor') : agentName}</span> <time dateTime={at} title={format.dateTime(at)}>{format.time(at)}</time></div>
      {byVisitor ? <p className={classes.words}>{text}</p> : <CitedAnswer text={text} citations={citations} />}
      {byVisitor ? null : (
        <div className={classes.facts}>
          {outcome === 'fallback' ? <StatusBadge tone="warning" label={t('outcome.fallback')} /> : null}
          {feedback === 'up' ? <StatusBadge tone="positive" label={t('feedback.up')} icon={<IconThumbUp size={13} aria-hidden />} /> : null}
          {feedback === 'down' ? <StatusBadge tone="negative" label={t('feedback.down')} icon={<IconThumbDown size={13} aria-hidden />} /> : null}
          {trace ? (
            <button type="button" className={classes.trace} aria-pressed={chosen} onClick={onChoose}>
              {t('transcript.trace', { count: trace.retrieved.length, time: format.duration(trace.totalMs) })}<IconChevronRight size={14} aria-hidden />
            </button>
          ) : null}
        </div>
      )}
    </article>
  );
}

import { useEffect, useRef, useState } from 'react';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Button, CitedAnswer, IconAlertCircle, IconChevronDown, IconChevronRight, IconRefresh, StatusBadge, Text, TurnTrace } from '#shared/ui/index.ts';
import classes from './playground.module.css';
import type { PlaygroundTurn } from './use-playground.ts';

interface PlaygroundAnswerProps {
  readonly turn: PlaygroundTurn;
  /** Name of the agent. */
  readonly name: string;
  /** Asks the same again; only for the last one. */
  readonly onAgain?: () => void;
}

/** One question, its answer as it comes, and how it came about. */
export function PlaygroundAnswer({ turn, name, onAgain }: PlaygroundAnswerProps) {
  const t = useT('agents');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const traceBox = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) traceBox.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const { question, text, state, citations, outcome, trace, failure } = turn;
  return (
    <article className={classes.turn}>
      <p className={classes.question}><span className={classes.who}>{t('playground.you')}</span>{question}</p>
      <div className={classes.answer}>
        <span className={classes.who}>{name}</span>
        {text === '' && state === 'streaming' ? <span className={classes.thinking} role="status">{t('playground.thinking')}</span> : null}
        {text === '' ? null : <CitedAnswer text={text} citations={citations} newTab />}
        {state === 'stopped' ? <Text size="sm" c="dimmed">{t('playground.stopped')}</Text> : null}
        {state === 'failed' ? <p className={classes.failure} role="alert"><IconAlertCircle size={16} aria-hidden />{failure}</p> : null}
        {state !== 'streaming' && state !== 'done' && onAgain ? <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={14} />} onClick={onAgain}>{t('playground.again')}</Button> : null}
        {trace ? (
          <div className={classes.facts}>
            {outcome === 'fallback' ? <StatusBadge tone="warning" label={t('playground.fallback')} /> : null}
            <button type="button" className={classes.toggle} aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
              {t('playground.trace', { count: trace.retrieved.length, time: format.duration(trace.totalMs) })}
            </button>
          </div>
        ) : null}
        {trace && open ? <div ref={traceBox} className={classes.trace}><TurnTrace trace={trace} citations={citations} outcome={outcome} /></div> : null}
      </div>
    </article>
  );
}

import { Link } from 'react-router';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { IconAlertTriangle } from '../icons.ts';
import { type AnswerCitation, passageAddress } from './cited-answer.tsx';
import classes from './turn.module.css';

/** How an answer came about, as the API gives it. Times in milliseconds. */
export interface AnswerTrace {
  readonly retrieveMs: number;
  readonly firstTokenMs: number | null;
  readonly totalMs: number;
  readonly model: string | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly providerFailure: string | null;
  readonly retrieved: readonly { readonly sectionId: string; readonly score: number }[];
}

interface TurnTraceProps {
  readonly trace: AnswerTrace;
  readonly citations: readonly AnswerCitation[];
}

const knownFailures: ReadonlySet<string> = new Set(['unreachable', 'unauthorized', 'model-not-found', 'rate-limited', 'bad-answer', 'timeout']);

/** How an answer came about: who wrote it, how long each step took, which passages were found and which were used. */
export function TurnTrace({ trace, citations }: TurnTraceProps) {
  const t = useT('ui');
  const format = useFormat();
  const { retrieveMs, firstTokenMs, totalMs, model, inputTokens, outputTokens, providerFailure, retrieved } = trace;
  const best = Math.max(...retrieved.map(({ score }) => score), 0);
  return (
    <div className={classes.trace}>
      {providerFailure ? (
        <p className={classes.failure}><IconAlertTriangle size={16} aria-hidden />{t(`turn.failure.${knownFailures.has(providerFailure) ? providerFailure : 'other'}`)}</p>
      ) : null}
      <dl className={classes.facts}>
        <dt>{t('turn.writtenBy')}</dt><dd>{model ?? t('turn.quoted')}</dd>
        <dt>{t('turn.retrieve')}</dt><dd>{format.duration(retrieveMs)}</dd>
        {firstTokenMs === null ? null : <><dt>{t('turn.firstToken')}</dt><dd>{format.duration(firstTokenMs)}</dd></>}
        <dt>{t('turn.total')}</dt><dd>{format.duration(totalMs)}</dd>
        {inputTokens === null || outputTokens === null ? null : <><dt>{t('turn.tokens')}</dt><dd>{t('turn.tokensInOut', { input: format.number(inputTokens), output: format.number(outputTokens) })}</dd></>}
      </dl>
      <p className={classes.found}>{t('turn.retrieved', { count: retrieved.length })}</p>
      {retrieved.length === 0 ? <p className={classes.none}>{t('turn.nothing')}</p> : (
        <ol className={classes.passages}>
          {retrieved.map((passage, at) => (
            <Passage key={passage.sectionId} place={at + 1} share={best > 0 ? passage.score / best : 0} score={passage.score} cited={citations.find(({ sectionId }) => sectionId === passage.sectionId)} />
          ))}
        </ol>
      )}
    </div>
  );
}

interface PassageProps {
  readonly place: number;
  readonly score: number;
  readonly share: number;
  readonly cited: AnswerCitation | undefined;
}

function Passage({ place, score, share, cited }: PassageProps) {
  const t = useT('ui');
  const format = useFormat();
  const points = format.number(score, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (
    <li className={classes.passage}>
      <span className={classes.passageName}>
        {cited ? <Link to={passageAddress(cited)} target="_blank" rel="noopener">[{cited.number}] {cited.documentName}{cited.heading ? ` › ${cited.heading}` : ''}</Link> : t('turn.notCited', { place })}
      </span>
      <span className={classes.bar} aria-hidden><span style={{ width: `${share * 100}%` }} /></span>
      <span className={classes.points} aria-label={t('turn.score', { score: points })}>{points}</span>
    </li>
  );
}

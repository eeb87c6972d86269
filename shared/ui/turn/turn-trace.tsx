import { Link } from 'react-router';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { IconAlertTriangle } from '../icons.ts';
import { type AnswerCitation, passageAddress } from './citation.ts';
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

export interface TurnTraceProps {
  readonly trace: AnswerTrace;
  readonly citations: readonly AnswerCitation[];
  /** What became of the question. @default answered */
  readonly outcome?: 'answered' | 'fallback' | null;
}

const knownFailures: ReadonlySet<string> = new Set(['unreachable', 'unauthorized', 'model-not-found', 'rate-limited', 'bad-answer', 'timeout']);

/** How an answer came about: who wrote it, how long each step took, which passages were found and which were used. */
export function TurnTrace({ trace, citations, outcome = 'answered' }: TurnTraceProps) {
  const t = useT('ui');
  const format = useFormat();
  const { retrieveMs, firstTokenMs, totalMs, model, inputTokens, outputTokens, providerFailure, retrieved } = trace;
  const best = Math.max(...retrieved.map(({ score }) => score), 0);
  const points = (score: number): string => format.number(score, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const isCited = ({ sectionId }: { readonly sectionId: string }): boolean => citations.some((citation) => citation.sectionId === sectionId);
  const quoted = retrieved.filter(isCited);
  const others = retrieved.filter((passage) => !isCited(passage)).map(({ score }) => score);
  return (
    <div className={classes.trace}>
      {providerFailure ? (
        <p className={classes.failure}><IconAlertTriangle size={16} aria-hidden />{t(`turn.failure.${knownFailures.has(providerFailure) ? providerFailure : 'other'}`)}</p>
      ) : null}
      <dl className={classes.facts}>
        <dt>{t('turn.writtenBy')}</dt><dd>{outcome === 'fallback' ? t('turn.fallback') : (model ?? t('turn.quoted'))}</dd>
        <dt>{t('turn.retrieve')}</dt><dd>{format.duration(retrieveMs)}</dd>
        {firstTokenMs === null ? null : <><dt>{t('turn.firstToken')}</dt><dd>{format.duration(firstTokenMs)}</dd></>}
        <dt>{t('turn.total')}</dt><dd>{format.duration(totalMs)}</dd>
        {inputTokens === null || outputTokens === null ? null : <><dt>{t('turn.tokens')}</dt><dd>{t('turn.tokensInOut', { input: format.number(inputTokens), output: format.number(outputTokens) })}</dd></>}
      </dl>
      <p className={classes.found}>{t('turn.retrieved', { count: retrieved.length })}</p>
      {retrieved.length === 0 ? <p className={classes.none}>{t('turn.nothing')}</p> : null}
      {quoted.length > 0 ? (
        <ol className={classes.passages}>
          {quoted.map((passage) => (
            <Passage key={passage.sectionId} share={best > 0 ? passage.score / best : 0} points={points(passage.score)} cited={citations.find(({ sectionId }) => sectionId === passage.sectionId)} />
          ))}
        </ol>
      ) : null}
      {others.length > 0 ? <p className={classes.none}>{t('turn.others', { count: others.length, best: points(Math.max(...others)), worst: points(Math.min(...others)) })}</p> : null}
    </div>
  );
}

interface PassageProps {
  /** The score, in words of the person's language. */
  readonly points: string;
  /** 0 to 1 of the best passage's score. */
  readonly share: number;
  readonly cited: AnswerCitation | undefined;
}

function Passage({ points, share, cited }: PassageProps) {
  const t = useT('ui');
  if (!cited) return null;
  const heading = cited.heading.split(' › ').at(-1);
  return (
    <li className={classes.passage}>
      <span className={classes.passageName}>
        <Link to={passageAddress(cited)} target="_blank" rel="noopener" title={cited.heading}>[{cited.number}] {cited.documentName}{heading ? ` › ${heading}` : ''}</Link>
      </span>
      <span className={classes.bar} aria-hidden><span style={{ width: `${share * 100}%` }} /></span>
      <span className={classes.points} role="img" aria-label={t('turn.score', { score: points })}>{points}</span>
    </li>
  );
}

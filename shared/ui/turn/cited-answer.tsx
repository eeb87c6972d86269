import { Link } from 'react-router';
import { useT } from '#shared/i18n/index.ts';
import { Markdown } from '../display/texts.tsx';
import classes from './turn.module.css';
import { Tooltip } from '../overlay/tooltip.tsx';
import { type AnswerCitation, passageAddress } from './citation.ts';

export interface CitedAnswerProps {
  readonly text: string;
  readonly citations: readonly AnswerCitation[];
  /** Open passages beside the page, where leaving it would lose something. @default false */
  readonly newTab?: boolean;
}

/** An agent's answer: its marks `[n]` and the list below lead to the passages it quotes. */
export function CitedAnswer({ text, citations, newTab = false }: CitedAnswerProps) {
  const t = useT('ui');
  const target = newTab ? { target: '_blank', rel: 'noopener' } : {};
  const markOf = (number: number) => {
    const cited = citations.find((citation) => citation.number === number);
    if (!cited) return <>[{number}]</>;
    return (
      <Tooltip label={cited.quote}>
        <Link to={passageAddress(cited)} className={classes.mark} aria-label={t('turn.citation', { number, document: cited.documentName })} {...target}>{number}</Link>
      </Tooltip>
    );
  };
  return (
    <div className={classes.answer}>
      <Markdown text={text} renderCitation={markOf} />
      {citations.length > 0 ? (
        <ol className={classes.sources} aria-label={t('turn.sources')}>
          {citations.map((citation) => (
            <li key={citation.number}>
              <Link to={passageAddress(citation)} className={classes.source} title={citation.quote} {...target}>
                <span className={classes.number}>{citation.number}</span>
                <span>{citation.documentName}{citation.heading ? <span className={classes.heading}> › {citation.heading}</span> : null}</span>
              </Link>
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  );
}

import { useFormat, useT } from '#shared/i18n/index.ts';
import { IconArrowRight, IconFileText, Link, Markdown } from '#shared/ui/index.ts';
import type { SearchKnowledgeQuery } from '../../gql/graphql.ts';
import { TagList } from '../../parts/tag-list.tsx';
import classes from './search-page.module.css';

interface SearchHitProps {
  readonly hit: SearchKnowledgeQuery['searchKnowledge'][number];
  /** Score of the best hit: scores mean something within one answer only. */
  readonly best: number;
}

/** One passage: where it stands, how well it fits, and the way there. */
export function SearchHit({ hit: { document, section, score }, best }: SearchHitProps) {
  const t = useT('knowledge');
  const format = useFormat();
  const share = best > 0 ? score / best : 0;
  const points = format.number(score, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
  const where = [document.name, ...section.headings, ...(section.page === null ? [] : [t('section.page', { page: section.page })])].join(' › ');
  return (
    <li className={classes.hit}>
      <div className={classes.head}>
        <h3 className={classes.title}>
          <Link to={`/knowledge/${document.id}?section=${section.id}`} className={classes.source}>
            <IconFileText size={16} stroke={1.5} aria-hidden /><span>{where}</span>
          </Link>
        </h3>
        <div className={classes.score} role="img" aria-label={t('search.score', { score: points, share: format.percent(share) })} title={t('search.score', { score: points, share: format.percent(share) })}>
          <span className={classes.bar} aria-hidden><span style={{ width: `${share * 100}%` }} /></span>
          <span className="tabular" aria-hidden>{points}</span>
        </div>
      </div>
      <div className={classes.text}><Markdown text={section.text} /></div>
      <div className={classes.foot}>
        <TagList tags={document.tags} limit={4} />
        <Link to={`/knowledge/${document.id}?section=${section.id}`} className={classes.open} aria-label={t('search.openOne', { where })}>{t('search.open')}<IconArrowRight size={14} aria-hidden /></Link>
      </div>
    </li>
  );
}

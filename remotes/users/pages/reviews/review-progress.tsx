import { useT } from '#shared/i18n/index.ts';
import { Progress, Text } from '#shared/ui/index.ts';
import type { ReviewRowFragment } from '../../gql/graphql.ts';
import classes from './reviews.module.css';

/** How much of a review is decided. */
export function ReviewProgress({ counts: { total, undecided } }: { readonly counts: ReviewRowFragment['counts'] }) {
  const t = useT('users');
  const decided = total - undecided;
  const label = t('reviews.progress', { decided, count: total });
  return (
    <div className={classes.progress}>
      <Progress className={classes.bar ?? ''} value={total === 0 ? 100 : (decided / total) * 100} aria-label={label} />
      <Text size="sm" className="tabular">{label}</Text>
    </div>
  );
}

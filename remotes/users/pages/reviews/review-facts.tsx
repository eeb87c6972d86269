import { useFormat, useT } from '#shared/i18n/index.ts';
import type { ReviewRowFragment } from '../../gql/graphql.ts';
import classes from './reviews.module.css';

/** What a signed-off review attests: who, when, what came of it, and where the audit log ended with it. */
export function ReviewFacts({ review: { signedOffBy, signedOffAt, counts, note, chainSequence, chainHash } }: { readonly review: ReviewRowFragment }) {
  const t = useT('users');
  const format = useFormat();
  if (!signedOffAt) return null;
  return (
    <section className={classes.facts} aria-label={t('reviews.attests')}>
      <dl>
        <dt>{t('reviews.signedOff')}</dt><dd>{signedOffBy}, {format.dateTime(signedOffAt)}</dd>
        <dt>{t('reviews.result')}</dt><dd>{t('reviews.counts', { kept: counts.kept, revoked: counts.revoked, ended: counts.ended, nobodyElse: counts.nobodyElse })}</dd>
        {note ? <><dt>{t('reviews.note')}</dt><dd>{note}</dd></> : null}
        <dt>{t('reviews.chain')}</dt><dd className="tabular">{t('reviews.chainValue', { sequence: chainSequence ?? 0, hash: chainHash ?? '' })}</dd>
      </dl>
    </section>
  );
}

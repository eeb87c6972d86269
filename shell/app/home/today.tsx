import { useFormat, useT } from '#shared/i18n/index.ts';
import { Figure, Stack, Title } from '#shared/ui/index.ts';
import type { HomeTotalsFragment } from '../../gql/graphql.ts';
import classes from './home.module.css';

interface TodayProps {
  readonly totals: HomeTotalsFragment;
  /** Yesterday. */
  readonly previous: HomeTotalsFragment;
}

/** The figures of Home, in their order. */
export const shownTotals = ['visitors', 'chats', 'messages', 'fallbacks', 'feedbackUp', 'feedbackDown'] as const;

/** Today's figures beside yesterday's. No change in per cent: a day that has just begun is always "less". */
export function Today({ totals, previous }: TodayProps) {
  const t = useT('shell');
  const format = useFormat();
  return (
    <Stack component="section" gap="sm" aria-labelledby="home-today">
      <Title order={2} id="home-today">{t('home.today')}</Title>
      <div className={classes.figures}>
        {shownTotals.map((name) => (
          <Figure
            key={name}
            label={t(`home.figure.${name}`)}
            value={format.number(totals[name])}
            note={t('home.yesterday', { number: format.number(previous[name]) })}
            definition={t(`home.definition.${name}`)}
            to="/analytics"
          />
        ))}
      </div>
    </Stack>
  );
}

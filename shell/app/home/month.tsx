import { useFormat, useT } from '#shared/i18n/index.ts';
import { Figure, Group, Link, Stack, Text, Title, changeBetween } from '#shared/ui/index.ts';
import type { HomeQuery } from '../../gql/graphql.ts';
import { shownTotals } from './today.tsx';
import classes from './home.module.css';

/** What of the last thirty days is better when there is less of it. */
const bad: ReadonlySet<string> = new Set(['fallbacks', 'feedbackDown']);

/** The last thirty days, with their shape and beside the thirty before. */
export function Month({ month: { totals, previous, days } }: { readonly month: NonNullable<HomeQuery['month']> }) {
  const t = useT('shell');
  const format = useFormat();
  return (
    <Stack component="section" gap="sm" aria-labelledby="home-month">
      <Group justify="space-between" align="baseline">
        <Title order={2} id="home-month">{t('home.month')}</Title>
        <Text size="sm"><Link to="/analytics" className={classes.more}>{t('home.allFigures')}</Link></Text>
      </Group>
      <div className={classes.figures}>
        {shownTotals.map((name) => (
          <Figure
            key={name}
            label={t(`home.figure.${name}`)}
            value={format.number(totals[name])}
            spark={days.map((day) => day.totals[name])}
            change={changeBetween(previous[name], totals[name])}
            goodWhen={bad.has(name) ? 'down' : 'up'}
            definition={t(`home.definition.${name}`)}
            to="/analytics"
          />
        ))}
      </div>
    </Stack>
  );
}

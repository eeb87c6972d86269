import { useFormat, useT } from '#shared/i18n/index.ts';
import { Figure, Stack, Title, changeBetween } from '#shared/ui/index.ts';
import type { HomeTotalsFragment } from '../../gql/graphql.ts';
import classes from './home.module.css';

interface TodayProps {
  readonly totals: HomeTotalsFragment;
  /** Yesterday. */
  readonly previous: HomeTotalsFragment;
}

const shown = ['visitors', 'chats', 'messages', 'fallbacks', 'feedbackUp', 'feedbackDown'] as const;
const badWhenMore: ReadonlySet<string> = new Set(['fallbacks', 'feedbackDown']);

/** Today's figures, each with its change against yesterday. */
export function Today({ totals, previous }: TodayProps) {
  const t = useT('shell');
  const format = useFormat();
  return (
    <Stack component="section" gap="sm" aria-labelledby="home-today">
      <Title order={2} id="home-today">{t('home.today')}</Title>
      <div className={classes.figures}>
        {shown.map((name) => (
          <Figure
            key={name}
            label={t(`home.figure.${name}`)}
            value={format.number(totals[name])}
            change={changeBetween(previous[name], totals[name])}
            goodWhen={badWhenMore.has(name) ? 'down' : 'up'}
            definition={t(`home.definition.${name}`)}
            to="/analytics"
          />
        ))}
      </div>
    </Stack>
  );
}

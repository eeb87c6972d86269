import { useFormat, useT } from '#shared/i18n/index.ts';
import { StatusBadge, Tooltip } from '#shared/ui/index.ts';
import classes from './console.module.css';

/** Above it the badge warns; the product itself compares builds with each other (see the server's health rule). */
const worrying = 0.05;

/** In how many open consoles a build worked and failed in the last 30 days. */
export function BuildHealth({ health: { loads, failures } }: { readonly health: { readonly loads: number; readonly failures: number } }) {
  const t = useT('settings');
  const format = useFormat();
  const tries = loads + failures;
  const share = tries === 0 ? 0 : failures / tries;
  const tone = tries === 0 ? 'neutral' : share > worrying ? 'negative' : failures > 0 ? 'warning' : 'positive';
  const label = tries === 0 ? t('console.unseen') : failures === 0 ? t('console.works') : t('console.fails', { share: format.percent(share) });
  return (
    <Tooltip label={t('console.healthText', { tries: format.number(tries), failures: format.number(failures) })} maw={320}>
      <span tabIndex={0} className={classes.health}><StatusBadge tone={tone} label={label} /></span>
    </Tooltip>
  );
}

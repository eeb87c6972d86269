import { useLiveStatus } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { IconCloudOff } from '../icons.ts';
import classes from './display.module.css';

/** Says when live updates are lost; nothing while they arrive. */
export function LiveBadge() {
  const t = useT('ui');
  const status = useLiveStatus();
  return <span role="status" className={classes.live}>{status === 'lost' ? <><IconCloudOff size={14} aria-hidden />{t('live.lost')}</> : null}</span>;
}

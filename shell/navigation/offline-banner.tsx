import { useEffect, useState } from 'react';
import { useT } from '#shared/i18n/index.ts';
import { IconCloudOff } from '#shared/ui/index.ts';
import classes from './frame.module.css';

/** Says that the device is offline, and what still works. */
export function OfflineBanner() {
  const t = useT('shell');
  const [offline, setOffline] = useState(() => !navigator.onLine);
  useEffect(() => {
    const look = (): void => setOffline(!navigator.onLine);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  return (
    <div role="status" className={classes.offlineRegion}>
      {offline ? <div className={classes.offline}><IconCloudOff size={18} aria-hidden /><span><strong>{t('offline.title')}</strong> {t('offline.text')}</span></div> : null}
    </div>
  );
}

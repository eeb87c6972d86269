import { Suspense, lazy, useEffect, useState } from 'react';
import { useT } from '#shared/i18n/index.ts';
import { ActionIcon, IconBell } from '#shared/ui/index.ts';

const LiveBell = lazy(() => import('./live-bell.tsx'));

interface BellProps {
  /** @default 32 */
  readonly size?: number;
}

/** The bell. What rings it comes once the page has nothing more urgent to do. */
export function Bell({ size = 32 }: BellProps) {
  const t = useT('shell');
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    // Not every browser knows when it is idle.
    const ask = globalThis.requestIdleCallback ?? ((act: () => void) => setTimeout(act, 400));
    const forget = globalThis.cancelIdleCallback ?? clearTimeout;
    const asked = ask(() => setIdle(true), { timeout: 3000 });
    return () => forget(asked);
  }, []);
  const quiet = <ActionIcon size={size} aria-label={t('notifications.title')} onClick={() => setIdle(true)}><IconBell size={18} /></ActionIcon>;
  return idle ? <Suspense fallback={quiet}><LiveBell size={size} /></Suspense> : quiet;
}

import { Suspense, lazy, useEffect, useRef, useState } from 'react';
import { Outlet, useLocation } from 'react-router';
import { useT } from '#shared/i18n/index.ts';
import { ActionIcon, Alert, Button, Group, IconMenu2, IconSearch, Mark, Text, useDisclosure, useLocalStorage, useMediaQuery, useShell } from '#shared/ui/index.ts';
import { SessionGate } from '../app/session.tsx';
import { ViewingBanner } from '../app/viewing-banner.tsx';
import { CommandsHost, fetchPalette } from '../commands/commands-host.tsx';
import { useRegistry } from '../federation/registry.ts';
import { DeletionBanner } from '../workspaces/deletion-banner.tsx';
import { Bell } from '../notifications/bell.tsx';
import classes from './frame.module.css';
import { NavigationDrawer } from './navigation-drawer.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { Rail } from './rail.tsx';

// Hardly anybody ever sees it.
const OverrideBanner = lazy(() => import('../overrides/override-banner.tsx'));

/** Everything behind sign-in: the rail at the left, the page beside it. */
export function Frame() {
  return (
    <SessionGate>
      <FrameInside />
    </SessionGate>
  );
}

function FrameInside() {
  const t = useT('shell');
  const { session } = useShell();
  const { remotes, pending, stale, reload } = useRegistry();
  const roomy = useMediaQuery('(min-width: 1100px)', true, { getInitialValueInEffect: false }) ?? true;
  // One bell asks and listens, wherever it is drawn.
  const phone = useMediaQuery('(width < 768px)', false, { getInitialValueInEffect: false }) ?? false;
  const [chosen, setChosen] = useLocalStorage<'wide' | 'narrow' | null>({ key: 'isatis.rail', defaultValue: null, getInitialValueInEffect: false });
  const [drawerOpen, drawer] = useDisclosure(false);
  const [reaching, setReaching] = useState<'palette' | 'help' | null>(null);
  const narrow = (chosen ?? (roomy ? 'wide' : 'narrow')) === 'narrow';
  const { pathname } = useLocation();
  const closeDrawer = drawer.close;
  useEffect(() => closeDrawer(), [pathname, closeDrawer]);
  const content = useFocusOnNewArea(pathname);

  return (
    <div className={classes.frame} data-narrow={narrow || undefined}>
      <a href="#content" className={classes.skip}>{t('frame.skip')}</a>
      {phone ? null : <Rail remotes={remotes} pending={pending} narrow={narrow} onNarrow={() => setChosen(narrow ? 'wide' : 'narrow')} onPalette={() => setReaching('palette')} />}
      <aside aria-label={t('frame.side')} className={classes.topBar}>
        <ActionIcon size={40} aria-label={t('frame.openMenu')} onClick={drawer.open}><IconMenu2 size={20} /></ActionIcon>
        <span className={classes.mark}><Mark size={22} /></span>
        <Text fw={600} truncate className={classes.topBarName}>{session.workspace.name}</Text>
        <ActionIcon size={40} aria-label={t('commands.title')} onClick={() => setReaching('palette')} onPointerEnter={fetchPalette}><IconSearch size={20} /></ActionIcon>
        {phone ? <Bell size={40} /> : null}
      </aside>
      <CommandsHost remotes={remotes} opened={reaching} onOpen={setReaching} />
      <NavigationDrawer opened={drawerOpen} onClose={drawer.close} remotes={remotes} pending={pending} />
      <main id="content" ref={content} tabIndex={-1} className={classes.content}>
        <OfflineBanner />
        <ViewingBanner />
        <DeletionBanner />
        {remotes.some(({ channel }) => channel === 'override') ? <Suspense><OverrideBanner remotes={remotes} /></Suspense> : null}
        {stale && remotes.length > 0 ? (
          <Alert color="yellow" mb="md" role="status">
            <Group justify="space-between" gap="sm">
              <Text size="sm">{t('registry.stale')}</Text>
              <Button size="compact-sm" variant="default" onClick={() => void reload()}>{t('registry.reload')}</Button>
            </Group>
          </Alert>
        ) : null}
        <Outlet />
      </main>
    </div>
  );
}

/** A screen reader's user who goes to another area lands at its beginning, not at the link that led there. */
function useFocusOnNewArea(pathname: string) {
  const content = useRef<HTMLElement>(null);
  const area = pathname.split('/')[1];
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else content.current?.focus({ preventScroll: true });
  }, [area]);
  return content;
}

import { Suspense, lazy } from 'react';
import { useParams } from 'react-router';
import { routeFor } from '#shared/contract/index.ts';
import { AppError } from '#shared/data/index.ts';
import { useLocale, useT } from '#shared/i18n/index.ts';
import { meets } from '#shared/permissions/index.ts';
import { ErrorState, NotAllowed, NotFound, PageSkeleton, useShell } from '#shared/ui/index.ts';
import { isAllowedHere } from '../overrides/allowed-here.ts';
import { useRegistry } from './registry.ts';
import { RemoteOff } from './remote-card.tsx';
import { RemoteView } from './remote-view.tsx';

const OverrideWaiting = lazy(() => import('../overrides/override-waiting.tsx'));

/** One remote's part of the address space. What the manifest rules out is never downloaded. */
export function RemoteArea() {
  const { remoteId = '', '*': rest = '' } = useParams();
  const { session } = useShell();
  const t = useT('shell');
  const locale = useLocale();
  const { remotes, pending, stale, reload } = useRegistry();
  const remote = remotes.find(({ manifest }) => manifest.id === remoteId);

  if (!remote) {
    if (pending) return <PageSkeleton />;
    if (stale) return <ErrorState order={1} error={new AppError('UNAVAILABLE', '')} title={t('registry.failed')} onRetry={() => void reload()} />;
    return <NotFound />;
  }
  const { manifest } = remote;
  if (remote.channel === 'override' && !isAllowedHere(remote.entry)) return <Suspense fallback={<PageSkeleton />}><OverrideWaiting area={manifest.title[locale]} /></Suspense>;
  if (!meets(session.permissions, manifest.requires)) return <NotAllowed requires={manifest.requires} />;
  if (remote.access === 'off') return <RemoteOff area={manifest.title[locale]} />;
  const route = routeFor(manifest, rest);
  if (!route) return <NotFound />;
  if (!meets(session.permissions, route.requires)) return <NotAllowed requires={route.requires} />;
  // Just granted: the registry is being asked anew for the address of the build.
  if (remote.access === 'forbidden') return <PageSkeleton />;
  return <RemoteView key={manifest.id} remote={remote} onReload={reload} />;
}

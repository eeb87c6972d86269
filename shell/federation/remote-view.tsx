import { Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation, useRoutes } from 'react-router';
import type { RegistryRemote, RemoteModule } from '#shared/contract/index.ts';
import { useHttpQuery } from '#shared/data/index.ts';
import { useLocale, useMessageBook, useT } from '#shared/i18n/index.ts';
import { NotFound, PageSkeleton, useShell } from '#shared/ui/index.ts';
import { reportRemoteFailure } from './beacon.ts';
import { RemoteError } from './fetch-manifest.ts';
import { loadRemoteModule } from './load-remote.ts';
import { RemoteBoundary } from './remote-boundary.tsx';
import { RemoteCard } from './remote-card.tsx';

interface RemoteViewProps {
  readonly remote: RegistryRemote;
  /** Asks the registry again: a failed build may have been replaced. */
  readonly onReload: () => Promise<unknown>;
}

/** Brings a remote in and draws its routes; a remote that fails stays within this frame. */
export function RemoteView({ remote, onReload }: RemoteViewProps) {
  const { manifest, buildId } = remote;
  const t = useT('shell');
  const locale = useLocale();
  const book = useMessageBook();
  const { pathname } = useLocation();
  const [slow, setSlow] = useState(false);
  const { data, error, isFetching, refetch } = useHttpQuery({
    queryKey: ['remote', manifest.id],
    queryFn: async () => {
      const module = await loadRemoteModule(remote, { onRetry: () => setSlow(true) });
      await book.add(manifest.id, module.messages);
      return module;
    },
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: true,
  });

  const report = useCallback(
    (failure: RemoteError) => reportRemoteFailure({ remote: manifest.id, buildId, kind: failure.kind, message: failure.message }),
    [manifest.id, buildId],
  );
  useEffect(() => {
    if (error) report(error instanceof RemoteError ? error : new RemoteError('script', error.message));
  }, [error, report]);

  const retry = async (): Promise<void> => {
    setSlow(false);
    await onReload();
    await refetch();
  };

  if (data) {
    return (
      <RemoteBoundary resetKey={pathname} title={manifest.title[locale]} onError={(cause) => report(new RemoteError('render', cause.message))}>
        <Suspense fallback={<PageSkeleton />}>
          <RemoteRoutes module={data} />
        </Suspense>
      </RemoteBoundary>
    );
  }
  if (error && !isFetching) return <RemoteCard title={t('remote.failed', { area: manifest.title[locale] })} onRetry={() => void retry()} />;
  return (
    <>
      {slow ? <p role="status">{t('remote.slow', { area: manifest.title[locale] })}</p> : null}
      <PageSkeleton />
    </>
  );
}

function RemoteRoutes({ module }: { readonly module: RemoteModule }) {
  const shell = useShell();
  const routes = useMemo(() => module.routes(shell), [module, shell]);
  return useRoutes(routes) ?? <NotFound />;
}

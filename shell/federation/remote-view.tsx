import { Suspense, useEffect, useMemo, useState } from 'react';
import { useLocation, useRoutes } from 'react-router';
import type { RegistryRemote, RemoteModule } from '#shared/contract/index.ts';
import { useHttpQuery } from '#shared/data/index.ts';
import { useLocale, useMessageBook, useT } from '#shared/i18n/index.ts';
import { NotFound, PageSkeleton, useShell, useUnsaved } from '#shared/ui/index.ts';
import { reportRemoteFailure } from './beacon.ts';
import { NewBuildNotice } from './new-build-notice.tsx';
import { RemoteBoundary } from './remote-boundary.tsx';
import { RemoteCard } from './remote-card.tsx';
import { asRemoteError, isMisfit } from './remote-error.ts';
import { remoteQuery } from './remote-query.ts';
import { useUntilNavigation } from './until-navigation.ts';

interface RemoteViewProps {
  readonly remote: RegistryRemote;
  /** Asks the registry again: a failed build may have been replaced. */
  readonly onReload: () => Promise<unknown>;
}

/** Brings a remote in and draws its routes; a remote that fails stays within this frame. */
export function RemoteView({ remote: latest, onReload }: RemoteViewProps) {
  const t = useT('shell');
  const locale = useLocale();
  const book = useMessageBook();
  const { pathname } = useLocation();
  const [remote = latest] = useUntilNavigation(useMemo(() => [latest], [latest]));
  const { manifest } = remote;
  const unsaved = useUnsaved();
  const offered = useOffer(latest.buildId === remote.buildId ? null : latest.buildId, unsaved || remote.channel === 'override');
  const [slow, setSlow] = useState(false);
  /** The build of which a file turned out, while it ran, not to be what the registry says. */
  const [misfit, setMisfit] = useState<string | null>(null);
  const previously = misfit === remote.buildId;
  const { data, error, isFetching, refetch } = useHttpQuery(remoteQuery(remote, book, { previously, onRetry: () => setSlow(true) }));

  const worded = useWordsOf(manifest.id, data?.module ?? null);

  const retry = async (): Promise<void> => {
    setSlow(false);
    await onReload();
    await refetch();
  };
  const onError = (thrown: Error): void => {
    const { kind, message } = asRemoteError(thrown, 'render');
    reportRemoteFailure({ remote: manifest.id, buildId: data?.buildId ?? remote.buildId, kind, message });
    if (isMisfit(kind) && remote.previous && !previously) setMisfit(remote.buildId);
  };

  if (data && worded) {
    return (
      <>
        {offered ? <NewBuildNotice area={manifest.title[locale]} unsaved={unsaved} /> : null}
        <RemoteBoundary resetKey={`${pathname} ${data.buildId}`} title={manifest.title[locale]} contents={data.module} onError={onError}>
          <Suspense fallback={<PageSkeleton />}>
            <RemoteRoutes key={data.buildId} module={data.module} />
          </Suspense>
        </RemoteBoundary>
      </>
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

/** Whether another build is offered: once there was a reason for it while it was there. What is unsaved may keep a person from going elsewhere for long; what is developed shouldn't be stayed in by mistake. */
function useOffer(newer: string | null, reason: boolean): boolean {
  const [offered, offer] = useState<string | null>(null);
  if (newer !== null && reason && offered !== newer) offer(newer);
  return newer !== null && offered === newer;
}

/** A build that people went back to was loaded before; its words have to come back with it. Says whether they are there. */
function useWordsOf(id: string, module: RemoteModule | null): boolean {
  const book = useMessageBook();
  const [, setAdded] = useState<RemoteModule | null>(null);
  const worded = module !== null && book.holds(id, module.messages);
  useEffect(() => {
    if (module && !worded) void book.add(id, module.messages).catch(() => undefined).then(() => setAdded(module));
  }, [book, id, module, worded]);
  return worded;
}

function RemoteRoutes({ module }: { readonly module: RemoteModule }) {
  const shell = useShell();
  const routes = useMemo(() => module.routes(shell), [module, shell]);
  return useRoutes(routes) ?? <NotFound />;
}

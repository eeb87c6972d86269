import { type ComponentType, Suspense, useContext, useEffect } from 'react';
import { useLocation } from 'react-router';
import type { RegistryRemote, SlotName, SlotProps } from '#shared/contract/index.ts';
import { useHttpQuery } from '#shared/data/index.ts';
import { useLocale, useMessageBook, useT } from '#shared/i18n/index.ts';
import { ActionIcon, IconRefresh, Tooltip, useUnsaved } from '#shared/ui/index.ts';
import { reportRemoteFailure } from './beacon.ts';
import { OfferContext } from './offer-context.ts';
import { useRegistry } from './registry.ts';
import { RemoteBoundary } from './remote-boundary.tsx';
import { asRemoteError } from './remote-error.ts';
import { remoteQuery } from './remote-query.ts';

interface GuestInSlotProps extends SlotProps<SlotName> {
  readonly remote: RegistryRemote;
  readonly slot: SlotName;
  readonly name: string;
}

/** One guest: fetched with its remote, within a boundary of its own. What fails is one small button in its place. */
export default function GuestInSlot({ remote, slot, name, context }: GuestInSlotProps) {
  const book = useMessageBook();
  const { pathname } = useLocation();
  const locale = useLocale();
  const t = useT('shell');
  const { data, error, isFetching, refetch } = useHttpQuery(remoteQuery(remote, book));
  const { id, title } = remote.manifest;
  useOffer(remote);
  const again = (onRetry: () => void) => {
    const label = `${t('remote.failed', { area: title[locale] })}. ${t('remote.retry')}`;
    return <Tooltip label={label}><ActionIcon aria-label={label} onClick={onRetry}><IconRefresh size={16} /></ActionIcon></Tooltip>;
  };
  if (error && !isFetching) return again(() => void refetch());
  const Guest = data?.module.slots?.[slot]?.[name] as ComponentType<SlotProps<SlotName>> | undefined;
  if (!data || !Guest) return null;
  return (
    <RemoteBoundary
      resetKey={pathname}
      title={title[locale]}
      contents={data.module}
      fallback={(_, retry) => again(retry)}
      onError={(thrown) => {
        const { kind, message } = asRemoteError(thrown, 'render');
        reportRemoteFailure({ remote: id, buildId: data.buildId, kind, message: `${slot}/${name}: ${message}` });
      }}
    >
      <Suspense><Guest context={context} /></Suspense>
    </RemoteBoundary>
  );
}

/** Has a newer build offered when something is unsaved while it is there, be it the guest's or the page's. */
function useOffer({ manifest: { id }, buildId }: RegistryRemote): void {
  const offer = useContext(OfferContext);
  const unsaved = useUnsaved();
  const latest = useRegistry().remotes.find(({ manifest }) => manifest.id === id)?.buildId ?? buildId;
  useEffect(() => {
    if (unsaved && latest !== buildId) offer(id, latest);
  }, [unsaved, latest, buildId, id, offer]);
}

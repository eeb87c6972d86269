import { type ComponentType, Suspense } from 'react';
import { useLocation } from 'react-router';
import type { RegistryRemote, SlotName, SlotProps } from '#shared/contract/index.ts';
import { useHttpQuery } from '#shared/data/index.ts';
import { useLocale, useMessageBook, useT } from '#shared/i18n/index.ts';
import { ActionIcon, IconRefresh, Tooltip } from '#shared/ui/index.ts';
import { reportRemoteFailure } from './beacon.ts';
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

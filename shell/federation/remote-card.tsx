import { useFormat, useT } from '#shared/i18n/index.ts';
import { Button, Card, EmptyState, IconPlugConnected, IconRefresh, useShell } from '#shared/ui/index.ts';

interface RemoteCardProps {
  readonly title: string;
  readonly onRetry: () => void;
}

/** Stands where an area should be that could not be brought in. */
export function RemoteCard({ title, onRetry }: RemoteCardProps) {
  const t = useT('shell');
  return (
    <Card>
      <EmptyState
        role="alert"
        order={1}
        drawing={<IconPlugConnected size={26} stroke={1.5} />}
        title={title}
        text={t('remote.restWorks')}
        action={<Button leftSection={<IconRefresh size={16} />} onClick={onRetry}>{t('remote.retry')}</Button>}
      />
    </Card>
  );
}

interface RemoteCrashedProps {
  readonly area: string;
  /** One of its files could not be loaded. */
  readonly loading: boolean;
  readonly onRetry: () => void;
}

/** Stands at the address of an area that is switched off for the workspace. */
export function RemoteOff({ area }: { readonly area: string }) {
  const t = useT('shell');
  const format = useFormat();
  const { owners } = useShell();
  return (
    <Card>
      <EmptyState
        order={1}
        drawing={<IconPlugConnected size={26} stroke={1.5} />}
        title={t('remote.off', { area })}
        text={[t('remote.offText'), ...(owners.length > 0 ? [t('remote.offAsk', { owners: format.list(owners) })] : [])].join(' ')}
      />
    </Card>
  );
}

/** The same for an area that broke while it was drawn. */
export function RemoteCrashed({ area, loading, onRetry }: RemoteCrashedProps) {
  const t = useT('shell');
  return <RemoteCard title={t(loading ? 'remote.failed' : 'remote.crashed', { area })} onRetry={onRetry} />;
}

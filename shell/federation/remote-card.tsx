import { useT } from '#shared/i18n/index.ts';
import { Button, Card, EmptyState, IconPlugConnected, IconRefresh } from '#shared/ui/index.ts';

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

/** The same for an area that broke while it was drawn. */
export function RemoteCrashed({ area, onRetry }: { readonly area: string; readonly onRetry: () => void }) {
  const t = useT('shell');
  return <RemoteCard title={t('remote.crashed', { area })} onRetry={onRetry} />;
}

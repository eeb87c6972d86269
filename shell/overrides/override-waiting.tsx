import { useT } from '#shared/i18n/index.ts';
import { Button, Card, EmptyState, IconRefresh } from '#shared/ui/index.ts';

/** Stands where an area should be that comes from elsewhere since this page was loaded: its policy doesn't let it in. */
export default function OverrideWaiting({ area }: { readonly area: string }) {
  const t = useT('shell');
  return (
    <Card>
      <EmptyState
        order={1} drawing={<IconRefresh size={26} stroke={1.5} />} title={t('override.waiting', { area })} text={t('override.waitingText')}
        action={<Button onClick={() => location.reload()}>{t('override.reload')}</Button>}
      />
    </Card>
  );
}

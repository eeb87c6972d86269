import { useT } from '#shared/i18n/index.ts';
import { Alert, Button, Group, IconRefresh, Text } from '#shared/ui/index.ts';

interface NewBuildNoticeProps {
  readonly area: string;
  /** Something on the page isn't saved yet. */
  readonly unsaved: boolean;
}

/** Offers the newer build of the area that somebody is working in. Nothing happens unless they want it. */
export function NewBuildNotice({ area, unsaved }: NewBuildNoticeProps) {
  const t = useT('shell');
  return (
    <Alert color="indigo" mb="md" role="status" icon={<IconRefresh size={18} />}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">{t(unsaved ? 'remote.newerUnsaved' : 'remote.newer', { area })}</Text>
        {/* While something is unsaved the browser asks once more. */}
        <Button size="compact-sm" variant="default" onClick={() => location.reload()}>{t('remote.reload')}</Button>
      </Group>
    </Alert>
  );
}

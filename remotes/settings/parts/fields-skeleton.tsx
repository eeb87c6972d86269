import { useT } from '#shared/i18n/index.ts';
import { Skeleton, Stack } from '#shared/ui/index.ts';

/** The shape of a form that is being fetched. */
export function FieldsSkeleton() {
  const t = useT('settings');
  return (
    <Stack gap="lg" role="status" aria-label={t('loading')}>
      {['first', 'second', 'third'].map((field) => <Stack key={field} gap={6}><Skeleton height={12} width={120} /><Skeleton height={36} /></Stack>)}
    </Stack>
  );
}

import { useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { isRole } from '#shared/permissions/index.ts';
import { Alert, Button, Group, IconEye, Text, useShell } from '#shared/ui/index.ts';
import { StopViewingAsDocument } from '../gql/graphql.ts';

/** Says that the console is shown as somebody else would see it, and leads back. */
export function ViewingBanner() {
  const t = useT('shell');
  const { session: { viewing } } = useShell();
  const [stop, { loading }] = useMutation(StopViewingAsDocument);
  if (!viewing) return null;
  const role = isRole(viewing.role) ? t(`viewing.role.${viewing.role}`) : viewing.role;
  // Begins anew: nothing that was fetched with other eyes stays.
  const back = async (): Promise<void> => {
    await stop();
    window.location.assign('/');
  };
  return (
    <Alert color="yellow" mb="md" role="status" icon={<IconEye size={18} />}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">{viewing.name === null ? t('viewing.asRole', { role }) : t('viewing.asPerson', { name: viewing.name })} {t('viewing.readOnly')}</Text>
        <Button size="compact-sm" variant="default" loading={loading} onClick={() => void back()}>{t('viewing.stop')}</Button>
      </Group>
    </Alert>
  );
}

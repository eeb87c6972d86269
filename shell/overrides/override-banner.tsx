import type { RegistryRemote } from '#shared/contract/index.ts';
import { toAppError, useMutation } from '#shared/data/index.ts';
import { useFormat, useLocale, useT } from '#shared/i18n/index.ts';
import { Alert, Button, Group, IconPlugConnected, Text, useErrorText, useShell } from '#shared/ui/index.ts';
import { EndOverridesDocument } from '../gql/graphql.ts';
import { useReplacedAreas } from './use-replaced-areas.ts';

/** Says on every page which areas come from where they are developed, and leads back with one click. */
export default function OverrideBanner({ remotes }: { readonly remotes: readonly RegistryRemote[] }) {
  const t = useT('shell');
  const locale = useLocale();
  const format = useFormat();
  const errorText = useErrorText();
  const { notify } = useShell();
  useReplacedAreas(remotes);
  const [end, { loading }] = useMutation(EndOverridesDocument);
  const areas = remotes.filter(({ channel }) => channel === 'override').map(({ manifest, entry }) => t('override.from', { area: manifest.title[locale], origin: new URL(entry).origin }));
  // Begins anew: what was fetched from elsewhere goes, and so does its place in the page's policy.
  const reset = async (): Promise<void> => {
    try {
      await end();
      location.reload();
    } catch (error) {
      notify({ kind: 'error', text: errorText(toAppError(error)) });
    }
  };
  return (
    <Alert color="yellow" mb="md" role="status" icon={<IconPlugConnected size={18} />}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">{t('override.active', { areas: format.list(areas) })}</Text>
        <Button size="compact-sm" variant="default" loading={loading} onClick={() => void reset()}>{t('override.reset')}</Button>
      </Group>
    </Alert>
  );
}

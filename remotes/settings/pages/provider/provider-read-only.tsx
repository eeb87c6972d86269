import { useFormat, useLocale, useT } from '#shared/i18n/index.ts';
import { catalogue } from '#shared/permissions/index.ts';
import { Alert, IconLock, Stack, TextInput, useShell } from '#shared/ui/index.ts';
import type { ProviderFragment } from '../../gql/graphql.ts';
import { ProviderExplained } from './provider-explained.tsx';

interface ProviderReadOnlyProps {
  readonly provider: ProviderFragment | null;
}

/** What is connected, for those who may know it and not change it. */
export function ProviderReadOnly({ provider }: ProviderReadOnlyProps) {
  const t = useT('settings');
  const format = useFormat();
  const locale = useLocale();
  const { owners } = useShell();
  const permission = catalogue['secrets:manage'].title[locale];
  return (
    <Stack gap="lg">
      <Alert color="gray" icon={<IconLock size={18} />} title={t('provider.readOnly')}>
        {owners.length > 0 ? t('provider.ask', { permission, owners: format.list(owners), count: owners.length }) : t('provider.need', { permission })}
      </Alert>
      <ProviderExplained connected={provider !== null} />
      {provider ? (
        <>
          <TextInput label={t('provider.baseUrl')} value={provider.baseUrl} readOnly />
          <TextInput label={t('provider.model')} value={provider.model} readOnly />
          <TextInput label={t('provider.apiKey')} value={`…${provider.keyEnding}`} readOnly />
        </>
      ) : null}
    </Stack>
  );
}

import { toAppError, useQuery } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Alert, ErrorState, StatusBadge, useCan } from '#shared/ui/index.ts';
import { LlmProviderDocument } from '../../gql/graphql.ts';
import { FieldsSkeleton } from '../../parts/fields-skeleton.tsx';
import { SettingsFrame } from '../../parts/settings-frame.tsx';
import { ProviderForm } from './provider-form.tsx';
import { ProviderReadOnly } from './provider-read-only.tsx';

/** Which language model writes the answers, if any. */
export default function ProviderPage() {
  const t = useT('settings');
  const format = useFormat();
  const manages = useCan('secrets:manage');
  const { data, error, refetch } = useQuery(LlmProviderDocument);
  const provider = data?.llmProvider ?? null;
  return (
    <SettingsFrame section="provider" aside={data ? <StatusBadge tone={provider?.failures ? 'warning' : provider ? 'positive' : 'neutral'} label={t(provider?.failures ? 'provider.fails' : provider ? 'provider.connected' : 'provider.none')} /> : null}>
      {provider?.failures ? <Alert color="yellow" mb="md" title={t('provider.failing', { count: provider.failures.answers, when: format.dateTime(provider.failures.since) })}>{provider.failures.message}</Alert> : null}
      {data ? (
        manages ? <ProviderForm provider={provider} /> : <ProviderReadOnly provider={provider} />
      ) : error ? (
        <ErrorState error={toAppError(error)} title={t('failed')} order={3} onRetry={() => void refetch().catch(() => undefined)} />
      ) : (
        <FieldsSkeleton />
      )}
    </SettingsFrame>
  );
}

import { toAppError, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { ErrorState, StatusBadge, useCan } from '#shared/ui/index.ts';
import { LlmProviderDocument } from '../../gql/graphql.ts';
import { FieldsSkeleton } from '../../parts/fields-skeleton.tsx';
import { SettingsFrame } from '../../parts/settings-frame.tsx';
import { ProviderForm } from './provider-form.tsx';
import { ProviderReadOnly } from './provider-read-only.tsx';

/** Which language model writes the answers, if any. */
export default function ProviderPage() {
  const t = useT('settings');
  const manages = useCan('secrets:manage');
  const { data, error, refetch } = useQuery(LlmProviderDocument);
  const provider = data?.llmProvider ?? null;
  return (
    <SettingsFrame section="provider" aside={data ? <StatusBadge tone={provider ? 'positive' : 'neutral'} label={t(provider ? 'provider.connected' : 'provider.none')} /> : null}>
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

import { outcomeOf, useApolloClient, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { FormPage, PasswordInput, Stack, TextInput, useShell } from '#shared/ui/index.ts';
import { LlmProviderDocument, type ProviderFragment, SaveLlmProviderDocument } from '../../gql/graphql.ts';
import { StaleNotice } from '../../parts/stale-notice.tsx';
import { useVersionedForm } from '../../parts/use-versioned-form.ts';
import { ProviderExplained } from './provider-explained.tsx';
import { ProviderTest } from './provider-test.tsx';
import { type ProviderValues, inputOf, valuesOf } from './provider-values.ts';
import { RemoveProvider } from './remove-provider.tsx';

interface ProviderFormProps {
  readonly provider: ProviderFragment | null;
}

/** Connects a provider, changes it, tries it, takes it away. */
export function ProviderForm({ provider }: ProviderFormProps) {
  const t = useT('settings');
  const { notify } = useShell();
  const client = useApolloClient();
  const [save] = useMutation(SaveLlmProviderDocument, {
    // A provider has no id by which the cache would find it.
    update: (cache, { data }) => {
      if (data?.saveLlmProvider.__typename === 'LlmProvider') cache.writeQuery({ query: LlmProviderDocument, data: { __typename: 'Query', llmProvider: data.saveLlmProvider } });
    },
  });
  const { form, theirs, useTheirs, keepMine } = useVersionedForm<ProviderFragment | null, ProviderValues>({
    entity: provider,
    valuesOf,
    check: ({ baseUrl, model }) => ({ ...(baseUrl.trim() ? {} : { baseUrl: t('provider.baseUrlMissing') }), ...(model.trim() ? {} : { model: t('provider.modelMissing') }) }),
    save: async (values, base) => outcomeOf((await save({ variables: { input: { ...inputOf(values), version: base?.version ?? null } } })).data?.saveLlmProvider),
    latest: async () => (await client.query({ query: LlmProviderDocument, fetchPolicy: 'network-only' })).data?.llmProvider ?? null,
    onSaved: () => notify({ kind: 'success', text: t('provider.saved') }),
  });
  const { values } = form;
  // Of a short key no character is told.
  const keyHint = (stored: ProviderFragment | null): string => (stored?.keyEnding ? t('provider.keyStored', { ending: stored.keyEnding }) : t(stored ? 'provider.keyStoredShort' : 'provider.keyHint'));
  const differing = theirs ? (['baseUrl', 'model'] as const).filter((field) => theirs[field] !== values[field]) : [];
  return (
    <>
      {theirs ? <StaleNotice busy={form.submitting} onUseTheirs={useTheirs} onKeepMine={keepMine} differences={differing.map((field) => ({ label: t(`provider.${field}`), theirs: theirs[field], mine: values[field] }))} /> : null}
      <FormPage form={form}>
        <Stack gap="lg">
          <ProviderExplained connected={provider !== null} />
          <TextInput label={t('provider.baseUrl')} description={t('provider.baseUrlHint')} placeholder="https://" type="url" inputMode="url" autoComplete="off" spellCheck={false} {...form.field('baseUrl')} />
          <TextInput label={t('provider.model')} description={t('provider.modelHint')} autoComplete="off" spellCheck={false} {...form.field('model')} />
          <PasswordInput
            label={t('provider.apiKey')}
            description={keyHint(provider)}
            placeholder={provider ? `…${provider.keyEnding}` : undefined}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': t('provider.showKey') }}
            {...form.field('apiKey')}
          />
          <ProviderTest values={values} />
        </Stack>
      </FormPage>
      {provider ? <RemoveProvider model={provider.model} /> : null}
    </>
  );
}

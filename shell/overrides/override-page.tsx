import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { outcomeOf, toAppError, useMutation, useQuery } from '#shared/data/index.ts';
import { useFormat, useLocale, useT } from '#shared/i18n/index.ts';
import { Alert, Button, Card, EmptyState, ErrorState, FormSummary, Group, IconAlertTriangle, IconPlugConnected, NotAllowed, PageHeader, RowsSkeleton, Select, Stack, Text, TextInput, useCan, useForm } from '#shared/ui/index.ts';
import { useRegistry } from '../federation/registry.ts';
import { OverridesDocument, type OverridingFragment, SetOverrideDocument } from '../gql/graphql.ts';

const requires = { allOf: ['remotes:override'] } as const;

/**
 * Where a developer has an area come from their own machine. A development server prints the address of this page with
 * the area and its own address filled in; nothing happens before the person says so.
 */
export default function OverridePage() {
  const t = useT('shell');
  const may = useCan('remotes:override');
  const { data, error, refetch } = useQuery(OverridesDocument, { fetchPolicy: 'network-only', skip: !may });
  useEffect(() => {
    document.title = `${t('override.title')} · Isatis`;
  }, [t]);
  if (!may) return <NotAllowed requires={requires} />;
  const state = data?.consoleOverriding;
  return (
    <>
      <PageHeader title={t('override.title')} purpose={t('override.purpose')} />
      {error && !data ? <ErrorState error={toAppError(error)} title={t('override.failed')} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowsSkeleton rows={3} /> : null}
      {state?.origins.length === 0 ? <EmptyState drawing={<IconPlugConnected size={26} stroke={1.5} />} title={t('override.none')} text={t('override.noneText')} /> : null}
      {state && state.origins.length > 0 ? <OverrideForm state={state} /> : null}
    </>
  );
}

function OverrideForm({ state: { origins, overrides } }: { readonly state: OverridingFragment }) {
  const t = useT('shell');
  const format = useFormat();
  const locale = useLocale();
  const [wanted] = useSearchParams();
  const { remotes } = useRegistry();
  const [set] = useMutation(SetOverrideDocument);
  const form = useForm({
    initial: { remote: wanted.get('area') ?? '', address: wanted.get('address') ?? '' },
    submit: async (input) => outcomeOf((await set({ variables: { input } })).data?.setConsoleOverride),
    // A new page: only its own policy lets the area's files in.
    onDone: (_result, { remote }) => location.assign(`/${remote}`),
  });
  const areas = remotes.map(({ manifest: { id, title } }) => ({ value: id, label: title[locale] }));
  const asked = wanted.get('area');
  // One that is built nowhere yet has no name but its id.
  const choices = asked && !areas.some(({ value }) => value === asked) ? [...areas, { value: asked, label: asked }] : areas;
  const nameOf = (id: string): string => choices.find(({ value }) => value === id)?.label ?? id;
  return (
    <Card maw={640}>
      <form onSubmit={form.submit} noValidate>
        <Stack gap="md">
          <FormSummary form={form} />
          {overrides.map(({ remote, address, endsAt }) => <Text key={remote} size="sm">{t('override.now', { area: nameOf(remote), address, until: format.dateTime(endsAt) })}</Text>)}
          <Select {...form.field('remote')} label={t('override.area')} data={choices} searchable />
          <TextInput {...form.field('address')} label={t('override.address')} description={t('override.addressHint', { origins: format.list(origins) })} autoComplete="off" spellCheck={false} />
          <Alert color="yellow" icon={<IconAlertTriangle size={18} />}><Text size="sm">{t('override.warning')}</Text></Alert>
          <Group><Button type="submit" loading={form.submitting}>{t('override.set')}</Button></Group>
        </Stack>
      </form>
    </Card>
  );
}

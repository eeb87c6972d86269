import { useMemo, useState } from 'react';
import { type Outcome, outcomeOf, toAppError, useMutation, useQuery, useSubscription } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { type Column, ConfirmDialog, DataTable, EmptyState, Group, GuardedMenuItem, IconPlugConnected, StatusBadge, Text, Title, useShell } from '#shared/ui/index.ts';
import { ConsoleChangedDocument, ConsoleDevelopmentDocument, type DevelopedFragment, EndMemberConsoleOverrideDocument } from '../../gql/graphql.ts';
import classes from './console.module.css';

type Override = DevelopedFragment['overrides'][number];

/** Who runs which area from where they develop it, and who may; nothing where the operator allows no address. */
export function DevelopmentPart() {
  const t = useT('settings');
  const format = useFormat();
  const columns = useColumns();
  const [ending, setEnding] = useState<Override | null>(null);
  const { data, error, loading, refetch } = useQuery(ConsoleDevelopmentDocument, { fetchPolicy: 'cache-and-network' });
  const again = (): void => void refetch().catch(() => undefined);
  useSubscription(ConsoleChangedDocument, { onData: again, ignoreResults: true });
  const development = data?.consoleDevelopment;
  if (!development || (development.origins.length === 0 && development.overrides.length === 0)) return null;
  const { origins, people, overrides } = development;
  const menuOf = (override: Override) => <GuardedMenuItem need="remotes:manage" color="red" onClick={() => setEnding(override)}>{t('console.development.end')}</GuardedMenuItem>;
  return (
    <section aria-labelledby="console-development" className={classes.development}>
      <Title order={2} id="console-development">{t('console.development.title')}</Title>
      <Text c="dimmed" size="sm" mb="sm" maw="72ch">
        {origins.length > 0 ? t('console.development.origins', { origins: format.list(origins) }) : t('console.development.noOrigin')}{' '}
        {people.length > 0 ? t('console.development.people', { people: format.list(people.map(({ name }) => name)) }) : t('console.development.nobody')}
      </Text>
      <DataTable
        label={t('console.development.running')} columns={columns} rows={overrides} rowKey={({ id }) => id} rowName={({ name, title }) => `${name}, ${title}`} rowActions={menuOf}
        loading={loading} error={error ? toAppError(error) : null} onRetry={again} errorTitle={t('console.development.failed')}
        empty={<EmptyState order={3} drawing={<IconPlugConnected size={26} stroke={1.5} />} title={t('console.development.empty')} />}
      />
      <EndOverride override={ending} onClose={() => setEnding(null)} />
    </section>
  );
}

function useColumns(): readonly Column<Override>[] {
  const t = useT('settings');
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'name', header: t('console.member'),
        cell: ({ name, isViewer, holds }) => <Group gap="xs"><Text fw={500} span inherit>{isViewer ? t('console.oneself', { name }) : name}</Text>{holds ? null : <StatusBadge tone="neutral" label={t('console.development.idle')} />}</Group>,
      },
      { id: 'area', header: t('console.area'), width: 130, cell: ({ title }) => title },
      { id: 'address', header: t('console.development.from'), width: 220, cell: ({ address }) => <code title={address}>{new URL(address).origin}</code> },
      {
        id: 'since', header: t('console.development.since'), width: 150,
        cell: ({ since, endsAt }) => <><span title={format.dateTime(since)}>{format.relative(since)}</span><Text size="sm" c="dimmed" title={format.dateTime(endsAt)}>{t('console.development.ends', { when: format.relative(endsAt) })}</Text></>,
      },
    ],
    [t, format],
  );
}

function EndOverride({ override, onClose }: { readonly override: Override | null; readonly onClose: () => void }) {
  const t = useT('settings');
  const { notify } = useShell();
  const [end] = useMutation(EndMemberConsoleOverrideDocument);
  const words = { name: override?.name ?? '', area: override?.title ?? '' };
  const confirm = async (): Promise<Outcome<unknown>> => {
    if (!override) throw new TypeError('There is nothing to end.');
    const outcome = outcomeOf((await end({ variables: { input: { remote: override.remote, memberId: override.memberId } } })).data?.endMemberConsoleOverride);
    if (outcome.ok) notify({ kind: 'success', text: t('console.development.ended', words) });
    return outcome;
  };
  return (
    <ConfirmDialog
      opened={override !== null} onClose={onClose} onConfirm={confirm} title={t('console.development.ask', words)}
      consequence={t('console.development.consequence', words)} confirmLabel={t('console.development.confirm')}
    />
  );
}

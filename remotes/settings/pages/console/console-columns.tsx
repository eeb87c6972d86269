import { useMemo } from 'react';
import { useT } from '#shared/i18n/index.ts';
import { type Column, Group, StatusBadge, Text } from '#shared/ui/index.ts';
import type { ConsoleRowFragment } from '../../gql/graphql.ts';
import { shortId } from './action.ts';
import { BuildHealth } from './build-health.tsx';

/** Columns of the list of areas. */
export function useConsoleColumns(): readonly Column<ConsoleRowFragment>[] {
  const t = useT('settings');
  return useMemo(
    () => [
      {
        id: 'title', header: t('console.area'),
        cell: ({ title, off }) => <Group gap="xs"><Text fw={500} span inherit>{title}</Text>{off ? <StatusBadge tone="warning" label={t('console.off')} /> : null}</Group>,
      },
      { id: 'stable', header: t('console.everybody'), width: 210, cell: (remote) => <Given remote={remote} /> },
      { id: 'others', header: t('console.others'), width: 190, hideBelow: 'sm', cell: (remote) => <Others remote={remote} /> },
      { id: 'health', header: t('console.health'), width: 180, hideBelow: 'sm', cell: ({ stable }) => <BuildHealth health={stable.health} /> },
    ],
    [t],
  );
}

/** The build that everybody gets, and why that one. */
function Given({ remote: { stable, followsShipped, heldBack } }: { readonly remote: ConsoleRowFragment }) {
  const t = useT('settings');
  return (
    <>
      <code>{shortId(stable.buildId)}</code>
      <Text size="sm" c="dimmed">{t(heldBack ? 'console.heldBack' : followsShipped ? 'console.shipped' : 'console.chosen')}</Text>
    </>
  );
}

function Others({ remote: { canary, pins } }: { readonly remote: ConsoleRowFragment }) {
  const t = useT('settings');
  if (!canary && pins.length === 0) return <Text span c="dimmed" inherit>–</Text>;
  return (
    <>
      {canary ? <Text size="sm">{t('console.canaryShort', { build: shortId(canary.build.buildId), count: canary.people })}</Text> : null}
      {pins.length > 0 ? <Text size="sm" c="dimmed">{t('console.pinned', { count: pins.length })}</Text> : null}
    </>
  );
}

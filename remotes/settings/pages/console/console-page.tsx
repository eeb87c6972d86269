import { useState } from 'react';
import { toAppError, useQuery, useSubscription } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Button, DataTable, EmptyState, GuardedMenuItem, IconPlugConnected, Link, useCan, useNavigate, useParams } from '#shared/ui/index.ts';
import { ConsoleChangedDocument, ConsoleRemotesDocument, type ConsoleRowFragment } from '../../gql/graphql.ts';
import { SettingsFrame } from '../../parts/settings-frame.tsx';
import type { ConsoleAction } from './action.ts';
import { ConsoleDialogs } from './console-dialogs.tsx';
import { ConsoleDrawer } from './console-drawer.tsx';
import { useConsoleColumns } from './console-columns.tsx';
import { DevelopmentPart } from './development-part.tsx';

/** Which build of each area people are given; an area opens with its builds. */
export default function ConsolePage() {
  const t = useT('settings');
  const navigate = useNavigate();
  const { area } = useParams();
  const mayOverride = useCan('remotes:override');
  const columns = useConsoleColumns();
  const [action, setAction] = useState<ConsoleAction | null>(null);
  const { data, error, loading, refetch } = useQuery(ConsoleRemotesDocument, { fetchPolicy: 'cache-and-network' });
  const again = (): void => void refetch().catch(() => undefined);
  useSubscription(ConsoleChangedDocument, { onData: again, ignoreResults: true });
  const opened = data?.consoleRemotes.find(({ id }) => id === area) ?? null;

  const menuOf = (remote: ConsoleRowFragment) => (
    <>
      <GuardedMenuItem need="remotes:manage" allowed={remote.previous !== null} reason={t('console.nothingBefore')} onClick={() => setAction({ kind: 'rollBack', remote })}>{t('console.rollBack')}</GuardedMenuItem>
      <GuardedMenuItem need="remotes:manage" allowed={remote.off || remote.canBeOff} reason={t('console.alwaysOn')} color={remote.off ? undefined : 'red'} onClick={() => setAction({ kind: remote.off ? 'switchOn' : 'switchOff', remote })}>{t(remote.off ? 'console.switchOn' : 'console.switchOff')}</GuardedMenuItem>
    </>
  );

  return (
    <SettingsFrame section="console" wide aside={mayOverride ? <Button component={Link} to="/override" variant="default">{t('console.override')}</Button> : null}>
      <DataTable
        label={t('console.areas')} columns={columns} rows={data?.consoleRemotes} rowKey={({ id }) => id} rowName={({ title }) => title} rowActions={menuOf}
        loading={loading} error={error ? toAppError(error) : null} onRetry={again} errorTitle={t('console.failed')} onOpen={({ id }) => void navigate(`/settings/console/${id}`)}
        empty={<EmptyState order={3} drawing={<IconPlugConnected size={26} stroke={1.5} />} title={t('console.empty')} text={t('console.emptyText')} />}
      />
      <DevelopmentPart />
      <ConsoleDrawer remote={opened} unknown={data !== undefined && area !== undefined && opened === null} onAction={setAction} onClose={() => void navigate('/settings/console')} />
      <ConsoleDialogs action={action} onClose={() => setAction(null)} />
    </SettingsFrame>
  );
}

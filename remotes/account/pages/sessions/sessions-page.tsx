import IconDeviceMobile from '@tabler/icons-react/dist/esm/icons/IconDeviceMobile.mjs';
import { useState } from 'react';
import { requestOutcome, toAppError } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Button, ConfirmDialog, ErrorState, Group, IconDeviceDesktop, RelativeTime, RowsSkeleton, StatusBadge, Text, notify } from '#shared/ui/index.ts';
import { AccountFrame, Section } from '../../parts/account-frame.tsx';
import classes from '../../parts/account-frame.module.css';
import { type OpenSession, useAccountChanged, useSessions } from '../../parts/use-account.ts';

/** Where one is signed in, and the way to end it. */
export default function SessionsPage() {
  const t = useT('account');
  const { data, error, refetch } = useSessions();
  const changed = useAccountChanged();
  const [ending, setEnding] = useState<OpenSession | 'others' | null>(null);
  const nameOf = useDeviceName();
  const others = data?.filter(({ isCurrent }) => !isCurrent).length ?? 0;
  const end = async () => {
    const outcome = await requestOutcome<{ ended: number }>('/auth/account/sessions/end', { method: 'POST', body: { id: ending === 'others' ? null : (ending?.id ?? null) } });
    if (outcome.ok) notify({ kind: 'success', text: outcome.value.ended === 0 ? t('sessions.endedAlready') : t('sessions.ended', { count: outcome.value.ended }) });
    await changed();
    return outcome;
  };
  return (
    <AccountFrame>
      <Section title={t('sessions.title')} text={t('sessions.text')} aside={others > 0 ? <Button variant="default" color="red" onClick={() => setEnding('others')}>{t('sessions.endOthers')}</Button> : undefined}>
        {error ? <ErrorState error={toAppError(error)} title={t('sessions.failed')} onRetry={() => void refetch()} /> : null}
        {data ? <ul className={classes.rows}>{data.map((session) => <SessionRow key={session.id} session={session} onEnd={() => setEnding(session)} />)}</ul> : error ? null : <RowsSkeleton rows={3} />}
      </Section>
      <ConfirmDialog
        opened={ending !== null}
        onClose={() => setEnding(null)}
        title={ending === 'others' ? t('sessions.endOthersTitle') : t('sessions.endTitle', { device: ending ? nameOf(ending) : '' })}
        consequence={t(ending === 'others' ? 'sessions.endOthersText' : 'sessions.endText', { count: others })}
        confirmLabel={t('sessions.end')}
        onConfirm={end}
      />
    </AccountFrame>
  );
}

function useDeviceName(): (session: OpenSession) => string {
  const t = useT('account');
  return ({ browser, system }) => (browser && system ? t('sessions.device', { browser, system }) : (browser ?? system ?? t('sessions.unknown')));
}

function SessionRow({ session, onEnd }: { readonly session: OpenSession; readonly onEnd: () => void }) {
  const t = useT('account');
  const format = useFormat();
  const nameOf = useDeviceName();
  const Icon = session.kind === 'phone' || session.kind === 'tablet' ? IconDeviceMobile : IconDeviceDesktop;
  const name = nameOf(session);
  return (
    <li className={classes.row}>
      <Group gap="md" wrap="nowrap">
        <Icon size={22} stroke={1.5} aria-hidden />
        <div>
          <Group gap="xs">
            <Text fw={500}>{name}</Text>
            {session.isCurrent ? <StatusBadge tone="positive" label={t('sessions.current')} /> : null}
          </Group>
          <Text size="sm" c="dimmed">{t('sessions.place', { address: session.address ?? t('sessions.noAddress'), since: format.date(session.createdAt) })} {t('sessions.seen')} <RelativeTime at={session.lastSeenAt} /></Text>
        </div>
      </Group>
      {session.isCurrent ? null : <Button variant="default" size="xs" aria-label={t('sessions.endTitle', { device: name })} onClick={onEnd}>{t('sessions.end')}</Button>}
    </li>
  );
}

import { useT } from '#shared/i18n/index.ts';
import { Button, FileSize, GuardedButton, Group, RelativeTime, StatusBadge, Text } from '#shared/ui/index.ts';
import type { ConsoleBuildRowFragment, ConsoleRowFragment } from '../../gql/graphql.ts';
import { type ConsoleAction, shortId } from './action.ts';
import { BuildHealth } from './build-health.tsx';
import classes from './console.module.css';

interface BuildCardProps {
  readonly remote: ConsoleRowFragment;
  readonly build: ConsoleBuildRowFragment;
  readonly onAction: (action: ConsoleAction) => void;
}

/** One build: where it comes from, how it fares, and whom it can be given to. */
export function BuildCard({ remote, build, onAction }: BuildCardProps) {
  const t = useT('settings');
  const { buildId, createdAt, author, size, isShipped, isStable, isCanary, misfits, health } = build;
  const fits = misfits.length === 0;
  const name = shortId(buildId);
  const reason = t('console.misfit');
  return (
    <li className={classes.build} data-given={isStable || undefined}>
      <div className={classes.buildHead}>
        <code>{name}</code>
        {isStable ? <StatusBadge tone="accent" label={t('console.forEverybody')} /> : null}
        {isCanary ? <StatusBadge tone="progress" icon={<span aria-hidden>◐</span>} label={t('console.canary')} /> : null}
        {isShipped ? <StatusBadge tone="neutral" label={t('console.isShipped')} /> : null}
        <BuildHealth health={health} />
      </div>
      <div className={classes.facts}>
        {createdAt ? <span>{t('console.by', { author })} · <RelativeTime at={createdAt} /></span> : <span>{t('console.developed')}</span>}
        {size > 0 ? <FileSize bytes={size} /> : null}
      </div>
      {fits ? null : (
        <>
          <Text size="sm">{reason}</Text>
          <ul className={classes.misfit}>{misfits.map(({ operation, reason: why }) => <li key={operation}><code>{operation}</code>: {why}</li>)}</ul>
        </>
      )}
      <Group gap="xs">
        {isStable && !remote.followsShipped ? null : <GuardedButton need="remotes:manage" allowed={fits} reason={reason} size="compact-sm" variant={isStable ? 'default' : 'light'} aria-label={`${t(isStable ? 'console.keep' : 'console.promote')} ${name}`} onClick={() => onAction({ kind: 'promote', remote, build })}>{t(isStable ? 'console.keep' : 'console.promote')}</GuardedButton>}
        {isStable ? null : <GuardedButton need="remotes:manage" allowed={fits} reason={reason} size="compact-sm" variant="default" aria-label={`${t(isCanary ? 'console.changeCanary' : 'console.startCanary')} ${name}`} onClick={() => onAction({ kind: 'canary', remote, build })}>{t(isCanary ? 'console.changeCanary' : 'console.startCanary')}</GuardedButton>}
        {fits ? <Button size="compact-sm" variant="default" aria-label={`${t('console.pin')} ${name}`} onClick={() => onAction({ kind: 'pin', remote, build })}>{t('console.pin')}</Button> : null}
      </Group>
    </li>
  );
}

import { useState } from 'react';
import { useT } from '#shared/i18n/index.ts';
import { Button, EmptyState, GuardedButton, Group, IconHistory, RelativeTime, StatusBadge, Text } from '#shared/ui/index.ts';
import type { AgentPartsFragment, AgentVersionPartsFragment } from '../../../gql/graphql.ts';
import { ConfigDiff } from '../../../parts/config-diff.tsx';
import { differingFields } from '../../../parts/config.ts';
import classes from './versions-panel.module.css';

interface VersionsPanelProps {
  readonly agent: AgentPartsFragment;
  readonly onRestore: (version: AgentVersionPartsFragment) => void;
}

/** Every published version, newest first, each compared with the saved draft. Versions never change. */
export function VersionsPanel({ agent, onRestore }: VersionsPanelProps) {
  const t = useT('agents');
  const versions = [...agent.versions].sort((a, b) => b.number - a.number);
  if (versions.length === 0) return <EmptyState drawing={<IconHistory size={26} stroke={1.5} />} title={t('versions.empty')} text={t('versions.emptyText')} />;
  return (
    <section aria-label={t('tab.versions')}>
      <Text c="dimmed" mb="md">{t('versions.purpose')}</Text>
      <ol className={classes.list} reversed>
        {versions.map((version) => <VersionRow key={version.id} version={version} agent={agent} onRestore={() => onRestore(version)} />)}
      </ol>
    </section>
  );
}

interface VersionRowProps {
  readonly version: AgentVersionPartsFragment;
  readonly agent: AgentPartsFragment;
  readonly onRestore: () => void;
}

function VersionRow({ version, agent, onRestore }: VersionRowProps) {
  const t = useT('agents');
  const [open, setOpen] = useState(false);
  const differs = differingFields(version.config, agent.draft).length;
  const panel = `version-${version.id}`;
  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <Group gap="sm">
          <h2 className={classes.number}>{t('versions.number', { number: version.number })}</h2>
          {agent.live?.id === version.id ? <StatusBadge tone="positive" label={t('versions.live')} /> : null}
          <Text size="sm" c="dimmed"><RelativeTime at={version.publishedAt} />{version.publishedBy ? ` · ${version.publishedBy}` : ''}</Text>
        </Group>
        <Group gap="xs">
          {differs > 0 ? <GuardedButton need="agents:update" allowed={agent.viewerCanUpdate} size="compact-sm" variant="subtle" onClick={onRestore}>{t('versions.restore')}</GuardedButton> : null}
          <Button size="compact-sm" variant="default" aria-expanded={open} aria-controls={panel} onClick={() => setOpen(!open)}>
            {differs === 0 ? t('versions.same') : t('versions.compare', { count: differs })}
          </Button>
        </Group>
      </div>
      {open ? <div id={panel} className={classes.diff}><Text size="sm" c="dimmed" mb="xs">{t('versions.diffHint')}</Text><ConfigDiff before={version.config} after={agent.draft} /></div> : null}
    </li>
  );
}

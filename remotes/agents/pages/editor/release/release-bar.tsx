import { useState } from 'react';
import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { ConfirmDialog, GuardedButton, IconRocket, Stack, Text, useShell } from '#shared/ui/index.ts';
import { type AgentPartsFragment, PublishAgentDocument } from '../../../gql/graphql.ts';
import { ConfigDiff } from '../../../parts/config-diff.tsx';
import { changedFields } from '../../../parts/config.ts';
import classes from './release-bar.module.css';

interface ReleaseBarProps {
  readonly agent: AgentPartsFragment;
  /** Unsaved changes: what would go live is not what is on screen. */
  readonly dirty: boolean;
  /** The version that was read; what is published must still be it. */
  readonly version: () => number;
  readonly onPublished: (version: number) => void;
  readonly refetch: () => Promise<unknown>;
}

/** How the draft differs from what visitors get, and the way live. */
export function ReleaseBar({ agent, dirty, version, onPublished, refetch }: ReleaseBarProps) {
  const t = useT('agents');
  const format = useFormat();
  const { notify } = useShell();
  const [publish] = useMutation(PublishAgentDocument);
  const [asking, setAsking] = useState(false);
  const { live, draft, draftChanges } = agent;
  const next = Math.max(0, ...agent.versions.map(({ number }) => number)) + 1;
  const names = changedFields(draftChanges).map((field) => t(`config.${field}`));

  const state = live === null
    ? t('release.never')
    : draftChanges.length === 0 ? t('release.same', { number: live.number }) : t('release.differs', { number: live.number, fields: format.list(names) });
  const reason = dirty ? t('release.saveFirst') : draftChanges.length === 0 ? t('release.nothing') : undefined;

  return (
    <section className={classes.bar} aria-label={t('release.title')} data-ahead={draftChanges.length > 0 || undefined}>
      <Text size="sm" role="status">{state}{dirty ? ` ${t('release.unsaved')}` : ''}</Text>
      <GuardedButton need="agents:publish" allowed={agent.viewerCanPublish && reason === undefined} reason={reason} leftSection={<IconRocket size={16} />} onClick={() => setAsking(true)}>
        {t('release.publish', { number: next })}
      </GuardedButton>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        danger={false}
        title={t('release.confirmTitle', { name: draft.name, number: next })}
        consequence={
          <Stack gap="md">
            <Text>{live ? t('release.confirmText', { number: live.number }) : t('release.confirmFirst')}</Text>
            <ConfigDiff before={live?.config ?? null} after={draft} />
          </Stack>
        }
        confirmLabel={t('release.publish', { number: next })}
        onConfirm={async () => {
          const result = (await publish({ variables: { input: { id: agent.id, version: version() } } })).data?.publishAgent;
          if (result?.__typename === 'StaleError') await refetch();
          const outcome = outcomeOf(result);
          if (outcome.ok) {
            onPublished(outcome.value.version);
            notify({ kind: 'success', text: t('release.done', { number: outcome.value.live?.number ?? next }) });
          }
          return outcome;
        }}
      />
    </section>
  );
}
